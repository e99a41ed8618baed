"""The outbox: what is to be said to customers, first in first out per chat."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from helpdesk.db.rows import changed
from helpdesk.db.tables import contact as contact_table
from helpdesk.db.tables import outbox as table
from helpdesk.domain.contact import Contact
from helpdesk.domain.delivery import Delivery
from helpdesk.domain.enums import OutboxStatus
from helpdesk.domain.message import Attachment, Message
from helpdesk.services import buttons as button_service
from helpdesk.services import leases

LIMIT = 4096
"""Telegram's limit of a text. It may count UTF-16 units, so we do, to be safe."""

CAPTION_LIMIT = 1024
"""Telegram's limit of the words under a file, counted in the same way."""

SENDING_TTL = timedelta(seconds=60)
BLOCKED = "blocked: "
"""How the error of a delivery begins that goes out once the contact is reachable again."""

LONGEST_ERROR = 500
MOST_RESCUES = 10
_WAITING = (OutboxStatus.QUEUED, OutboxStatus.SENDING)


def enqueue(
    session: Session,
    contact: Contact,
    *,
    text: str,
    now: datetime,
    message: Message | None = None,
    buttons: Sequence[Mapping[str, str]] = (),
    keyboard: Sequence[Mapping[str, Any]] | None = None,
    remove_keyboard: bool = False,
    attachment: Attachment | None = None,
) -> Delivery:
    """Put a text on its way; a long one in several deliveries, of which the last is returned.

    `attachment` is a stored file of ours that goes with the text as its caption.

    `buttons` are `{"title", "payload"}` with `/intent{json}` payloads and become one-time
    buttons under the last part; `keyboard` is a list of `{"title", "request_contact"}`.
    """
    *earlier, last = split(text) if attachment is None else captioned(text)
    for part in earlier:
        _add(session, contact, {"text": part}, message, now)
    payload: dict[str, object] = {"text": last}
    if attachment is not None:
        named = {"path": attachment.path, "kind": attachment.kind, "name": attachment.name}
        payload["file"] = named
    if buttons:
        payload["buttons"] = button_service.make(session, contact, buttons, now=now)
    if keyboard:
        payload["keyboard"] = [dict(key) for key in keyboard]
    if remove_keyboard:
        payload["remove_keyboard"] = True
    return _add(session, contact, payload, message, now)


def split(text: str, limit: int = LIMIT) -> list[str]:
    """The text in parts of at most `limit` UTF-16 units, cut where a reader would pause."""
    return list(_parts(text, limit)) or [text]


def captioned(text: str) -> list[str]:
    """The parts of a text of which the last goes under a file; an empty one if it is too long."""
    return [text] if _units(text) <= CAPTION_LIMIT else [*split(text), ""]


def chats_due(session: Session, bot_id: int, *, now: datetime, limit: int = 100) -> list[int]:
    """Chats whose oldest unsent delivery may go out now; those of the unreachable wait."""
    heads = select(func.min(table.c.id)).where(table.c.status.in_(_WAITING))
    due = (
        select(table.c.chat_id)
        .join(contact_table, contact_table.c.id == table.c.contact_id)
        .where(table.c.id.in_(heads.group_by(table.c.chat_id)))
        .where(table.c.status == OutboxStatus.QUEUED)
        .where(or_(table.c.retry_at.is_(None), table.c.retry_at <= now))
        .where(contact_table.c.bot_id == bot_id, contact_table.c.reachable.is_(True))
        .order_by(table.c.id)
        .limit(limit)
    )
    return list(session.execute(due).scalars())


def claim(
    session: Session, bot_id: int, chat_id: int, *, holder: str, now: datetime
) -> Delivery | None:
    """The chat's oldest unsent delivery, now `sending` in the name of `holder`, if it may go."""
    oldest = (
        select(Delivery)
        .where(table.c.chat_id == chat_id, table.c.status.in_(_WAITING))
        .where(table.c.contact_id.in_(_contacts_of(bot_id, reachable=True)))
        .order_by(table.c.id)
        .limit(1)
    )
    row: Delivery | None = session.execute(oldest).scalar_one_or_none()
    if row is None or (row.retry_at is not None and row.retry_at > now):
        return None
    taken = changed(
        session,
        update(table)
        .where(table.c.id == row.id, table.c.status == OutboxStatus.QUEUED)
        .values(status=OutboxStatus.SENDING, sending_since=now, attempts=table.c.attempts + 1),
    )
    if taken == 0:
        return None
    # The lease tells whoever finds the row later whether its sender is still alive.
    leases.take(session, _lease(row), holder, ttl=SENDING_TTL, now=now)
    session.refresh(row)
    return row


def sent(
    session: Session, delivery: Delivery, *, telegram_message_id: int, holder: str, now: datetime
) -> None:
    """Telegram has it."""
    delivery.status = OutboxStatus.SENT
    delivery.sent_at = now
    delivery.telegram_message_id = telegram_message_id
    delivery.error = None
    message = session.get(Message, delivery.message_id) if delivery.message_id else None
    if message is not None:
        message.telegram_message_id = telegram_message_id
    _let_go(session, delivery, holder)


def again(
    session: Session,
    delivery: Delivery,
    *,
    retry_at: datetime,
    error: str,
    holder: str,
    may_repeat: bool = False,
) -> None:
    """Telegram does not have it, or (`may_repeat`) may have it: try again at `retry_at`."""
    delivery.status = OutboxStatus.QUEUED
    delivery.retry_at = retry_at
    delivery.may_repeat = delivery.may_repeat or may_repeat
    delivery.error = error[:LONGEST_ERROR]
    _let_go(session, delivery, holder)


def give_up(
    session: Session, delivery: Delivery, status: OutboxStatus, *, error: str, holder: str
) -> None:
    """No further try: `failed` for certain, or `unknown` whether it arrived."""
    delivery.status = status
    delivery.error = error[:LONGEST_ERROR]
    _let_go(session, delivery, holder)


def block(session: Session, delivery: Delivery, *, error: str, holder: str) -> None:
    """The customer blocked us: shown as failed, and said again when they come back."""
    give_up(session, delivery, OutboxStatus.FAILED, error=BLOCKED + error, holder=holder)


def unblock(session: Session, contact: Contact) -> None:
    """The customer is back: what failed because they were away is queued again, in order."""
    session.execute(
        update(table)
        .where(
            table.c.contact_id == contact.id,
            table.c.status == OutboxStatus.FAILED,
            table.c.error.startswith(BLOCKED),
        )
        .values(status=OutboxStatus.QUEUED, retry_at=None)
        .execution_options(synchronize_session=False)
    )


def move_chat(session: Session, contact: Contact, chat_id: int) -> None:
    """The chat has a new id at Telegram: the contact and all that waits for them follow."""
    contact.chat_id = chat_id
    session.execute(
        update(table)
        .where(table.c.contact_id == contact.id, table.c.status.in_(_WAITING))
        .values(chat_id=chat_id)
    )


def rescue(session: Session, bot_id: int, *, now: datetime) -> int:
    """What a dead or hanging sender left in `sending` goes once more, flagged; how many.

    Nobody knows whether Telegram has it. One that outlives sender after sender stays `unknown`.
    """
    stuck = select(Delivery).where(
        table.c.status == OutboxStatus.SENDING, table.c.contact_id.in_(_contacts_of(bot_id))
    )
    rows = [row for row in session.execute(stuck).scalars() if not _in_hand(session, row, now)]
    for row in rows:
        row.status = OutboxStatus.UNKNOWN if row.attempts >= MOST_RESCUES else OutboxStatus.QUEUED
        row.may_repeat = True
        row.error = "sender died"
    return len(rows)


def _in_hand(session: Session, row: Delivery, now: datetime) -> bool:
    return leases.held(session, _lease(row), now=now)


def _contacts_of(bot_id: int, *, reachable: bool = False) -> Any:
    contacts = select(contact_table.c.id).where(contact_table.c.bot_id == bot_id)
    return contacts.where(contact_table.c.reachable.is_(True)) if reachable else contacts


def _lease(delivery: Delivery) -> str:
    return f"send:{delivery.id}"


def _let_go(session: Session, delivery: Delivery, holder: str) -> None:
    delivery.sending_since = None
    session.add(delivery)
    leases.release(session, _lease(delivery), holder)


def _add(
    session: Session,
    contact: Contact,
    payload: Mapping[str, object],
    message: Message | None,
    now: datetime,
) -> Delivery:
    delivery = Delivery(
        contact_id=contact.id or 0,
        chat_id=contact.chat_id,
        payload=json.dumps(payload),
        created_at=now,
        message_id=message.id if message else None,
    )
    session.add(delivery)
    session.flush()  # the order of ids is the order of sending
    return delivery


def _parts(text: str, limit: int) -> Iterator[str]:
    rest = text
    while _units(rest) > limit:
        cut = _cut(rest, limit)
        if rest[:cut].strip():
            yield rest[:cut].rstrip()
        rest = rest[cut:].lstrip()
    if rest.strip():
        yield rest


def _cut(text: str, limit: int) -> int:
    """Where to cut: at a paragraph, a line, a sentence or a word, not in the first half."""
    longest = _fitting(text, limit)
    window = text[:longest]
    for pause in ("\n\n", "\n", ". ", " "):
        place = window.rfind(pause)
        if place > longest // 2:
            return place + len(pause)
    return longest


def _fitting(text: str, limit: int) -> int:
    """How many characters fit; a joined emoji is kept whole where that is possible."""
    units = 0
    for place, character in enumerate(text):
        units += _units(character)
        if units > limit:
            return _before_joined(text, place)
    return len(text)


def _before_joined(text: str, place: int) -> int:
    start = place
    while start > place - 16 and start > 1 and _joins(text, start):
        start -= 1
    return place if _joins(text, start) else start


def _joins(text: str, place: int) -> bool:
    return "\u200d" in (text[place], text[place - 1]) or text[place] == "\ufe0f"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
