"""Erasing a customer: everything that names them goes, what the business did stays.

The main database is changed first, in one transaction. Files on disk and Rasa's events cannot
be part of it, so they follow: the erased contact keeps the name Rasa knows (`sender_id`, random)
and the paths of the files (random too) until both are gone. A crash in between loses nothing,
because what is left to do is read from the database again.
"""

from __future__ import annotations

import json
import re
import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import column, delete, func, inspect, or_, select, update
from sqlalchemy import table as named
from sqlalchemy.orm import Session

from helpdesk.db import desk_tables, tables
from helpdesk.db.rows import changed
from helpdesk.domain import enums, ticket
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import AttachmentStatus, InboxStatus, OrderStatus, OutboxStatus
from helpdesk.domain.message import Attachment
from helpdesk.domain.order import Order
from helpdesk.domain.staff import AuditEntry
from helpdesk.domain.ticket import Ticket
from helpdesk.locale import say
from helpdesk.services import audit, conversations, opening, outbox, vocabulary

CHANNEL = "erased"
"""The channel of those who were erased: whoever writes again from the same chat is new."""

SETTLED = "erased-"
"""How the `sender_id` of an erased contact begins of whom nothing is left anywhere."""

NOWHERE = 0
NOTHING = json.dumps({"text": ""})
WHY = "erased"
LAST_WORD = timedelta(hours=24)
"""So long the goodbye may wait for its delivery before it is given up."""

UNFINISHED = (OrderStatus.CONFIRMED, OrderStatus.PACKED, OrderStatus.DISPATCHED)
_WAITING = (OutboxStatus.QUEUED, OutboxStatus.SENDING)
_WORDS = frozenset(
    str(word)
    for words in vars(enums).values()
    if isinstance(words, type) and issubclass(words, enums.Word)
    for word in words
)
"""All that an audit entry may go on saying: the closed lists name nobody."""


def unfinished(session: Session, contact: Contact) -> list[Order]:
    """Orders of the contact that are still to reach them: the goods need an address."""
    own = tables.customer_order.c
    found = select(Order).where(own.contact_id == contact.id, own.status.in_(UNFINISHED))
    return list(session.execute(found.order_by(own.id)).scalars())


def erase(session: Session, contact: Contact, *, goodbye: str, now: datetime) -> None:
    """Take the contact out of every table and queue the goodbye. Once more changes nothing.

    Updates of theirs that are not done yet stay: they are the first words of somebody new.
    """
    if contact.erased:
        return
    session.flush()  # what was just changed must be there to be erased
    _erase_desk(session, contact)
    _close_tickets(session, contact, now)
    _erase_talk(session, contact, now)
    _erase_inbox(session, contact)
    _erase_orders(session, contact, now)
    _erase_audit(session, contact)
    conversations.return_to_bot(session, contact, now=now)
    outbox.enqueue(session, contact, text=goodbye, now=now)
    _anonymise(contact)
    audit.record(
        session,
        who=f"contact:{contact.id}",
        what="contact.erased",
        subject=f"contact:{contact.id}",
        now=now,
    )


def unsettled(session: Session) -> list[Contact]:
    """The erased of whom something may be left outside the tables, or a goodbye to send."""
    own = tables.contact.c
    found = select(Contact).where(own.erased.is_(True), own.sender_id.not_like(f"{SETTLED}%"))
    return list(session.execute(found).scalars())


def settle(session: Session, contact: Contact, *, now: datetime) -> bool:
    """Forget where the goodbye went, and with that the name Rasa knew; False while it waits.

    To be called when Rasa's events are deleted.
    """
    own = tables.outbox.c
    still = select(own.id).where(
        own.contact_id == contact.id,
        own.status.in_(_WAITING),
        own.created_at > now - LAST_WORD,
    )
    if session.execute(still.limit(1)).first() is not None:
        return False
    _erase_outbox(session, contact)
    session.execute(
        update(tables.contact)
        .where(tables.contact.c.id == contact.id)
        .values(sender_id=SETTLED + secrets.token_hex(12), reachable=False)
    )
    return True


def files_left(session: Session) -> list[Attachment]:
    """Files of the erased that are still on our disk, or came to it afterwards."""
    files, said, people = tables.attachment.c, tables.message.c, tables.contact.c
    found = (
        select(Attachment)
        .join(tables.message, said.id == files.message_id)
        .join(tables.contact, people.id == said.contact_id)
        .where(people.erased.is_(True), files.path.is_not(None))
    )
    return list(session.execute(found).scalars())


def file_gone(session: Session, attachment: Attachment) -> None:
    """The file is no longer on our disk."""
    gone = _gone_file(path=None)
    own = tables.attachment
    session.execute(update(own).where(own.c.id == attachment.id).values(gone))


def erase_events(tracker: Session, sender_id: str) -> int:
    """Delete a conversation from Rasa's own database; how many events that were."""
    if not inspect(tracker.connection()).has_table("events"):
        return 0  # Rasa has not spoken to anybody yet.
    events = named("events", column("sender_id"))
    return changed(tracker, delete(events).where(events.c.sender_id == sender_id))


def _erase_desk(session: Session, contact: Contact) -> None:
    """What staff were typing to them, and the words of theirs that searching had learnt."""
    own = select(tables.ticket.c.id).where(tables.ticket.c.contact_id == contact.id)
    draft = desk_tables.draft
    session.execute(delete(draft).where(draft.c.ticket_id.in_(own)))
    said = select(tables.message.c.text).where(tables.message.c.contact_id == contact.id)
    texts = [contact.name, *session.execute(said).scalars()]
    vocabulary.forget(session, texts)


def _close_tickets(session: Session, contact: Contact, now: datetime) -> None:
    found = select(Ticket).filter_by(contact_id=contact.id)
    for case in session.execute(found).scalars():
        if opening.is_open(case):
            ticket.move(case, enums.TicketStatus.RESOLVED, now=now)
        if case.status is enums.TicketStatus.RESOLVED:
            ticket.move(case, enums.TicketStatus.CLOSED, now=now)
        case.subject = say(case.language, "privacy.erased")
        case.story = case.about_order = case.packet = None
        case.version += 1


def _erase_talk(session: Session, contact: Contact, now: datetime) -> None:
    said, files = tables.message, tables.attachment
    ids = select(said.c.id).where(said.c.contact_id == contact.id)
    session.execute(update(files).where(files.c.message_id.in_(ids)).values(_gone_file()))
    text = say(contact.language, "privacy.erased")
    _blank(session, said, contact, text=text, buttons=None, telegram_message_id=None, album=None)
    _blank(session, tables.rating, contact, comment=None)
    own = tables.button
    used = func.coalesce(own.c.used_at, now)
    _blank(session, own, contact, label="", entities="[]", chat_id=NOWHERE, used_at=used)
    _erase_outbox(session, contact)


def _erase_outbox(session: Session, contact: Contact) -> None:
    own = tables.outbox
    _blank(
        session,
        own,
        contact,
        payload=NOTHING,
        chat_id=NOWHERE,
        telegram_message_id=None,
        error=WHY,
    )
    waiting = update(own).where(own.c.contact_id == contact.id, own.c.status.in_(_WAITING))
    session.execute(waiting.values(status=OutboxStatus.FAILED))


def _erase_inbox(session: Session, contact: Contact) -> None:
    """The row and its update id stay: the same update must not be heard as a new one."""
    own = tables.inbox
    theirs = own.c.chat_id == contact.chat_id
    done = (own.c.bot_id == contact.bot_id, own.c.status != InboxStatus.RECEIVED)
    rows = session.execute(
        select(own.c.id, own.c.payload)
        .where(*done, own.c.chat_id < 0)
        .where(own.c.payload.contains(str(contact.chat_id)))
    )
    # In a group the chat is not theirs, but the update tells who wrote it.
    sender = re.compile(rf'"id": {contact.chat_id}\b')
    in_groups = [row.id for row in rows if sender.search(row.payload)]
    session.execute(
        update(own)
        .where(*done, or_(theirs, own.c.id.in_(in_groups)))
        .values(payload="{}", chat_id=NOWHERE, error=None)
    )


def _erase_orders(session: Session, contact: Contact, now: datetime) -> None:
    own = tables.customer_order
    _blank(session, own, contact, place="", phone="", payment_reference=None, cancel_reason=None)
    drafts = own.c.status == OrderStatus.DRAFT
    session.execute(
        update(own)
        .where(own.c.contact_id == contact.id, drafts)
        .values(status=OrderStatus.CANCELLED, updated_at=now)
    )


def _erase_audit(session: Session, contact: Contact) -> None:
    """Who did what and when stays; of old and new only the words of our closed lists."""
    own = tables.audit_entry.c
    about = or_(
        own.subject == f"contact:{contact.id}",
        own.subject.in_(_subjects(session, tables.ticket, "ticket", contact)),
        own.subject.in_(_subjects(session, tables.customer_order, "order", contact)),
    )
    for entry in session.execute(select(AuditEntry).where(about)).scalars():
        entry.old = entry.old if entry.old in _WORDS else None
        entry.new = entry.new if entry.new in _WORDS else None


def _subjects(session: Session, table: Any, word: str, contact: Contact) -> list[str]:
    ids = select(table.c.id).where(table.c.contact_id == contact.id)
    return [f"{word}:{number}" for number in session.execute(ids).scalars()]


def _blank(session: Session, table: Any, contact: Contact, **values: object) -> None:
    session.execute(update(table).where(table.c.contact_id == contact.id).values(**values))


def _gone_file(**more: object) -> dict[str, object]:
    status = AttachmentStatus.REFUSED
    gone = {"name": None, "file_id": "", "sha256": None, "retry_at": None}
    return {**gone, "status": status, "error": WHY, **more}


def _anonymise(contact: Contact) -> None:
    contact.channel = CHANNEL
    contact.chat_id = contact.id or NOWHERE
    contact.name = say(contact.language, "privacy.erased_name")
    contact.username = contact.phone = None
    contact.consent_at = contact.apologised_at = None
    contact.erased = True
    contact.reachable = True  # for the goodbye; `settle` ends it
