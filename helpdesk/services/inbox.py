"""The inbox: every update as Telegram sent it, kept before it is confirmed, done one by one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from helpdesk.db.process_tables import poll_offset
from helpdesk.db.rows import changed
from helpdesk.db.tables import inbox as table
from helpdesk.domain.delivery import InboundUpdate
from helpdesk.domain.enums import InboxStatus
from helpdesk.domain.message import Message
from helpdesk.services import once

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
LONGEST_ERROR = 500


def store(
    session: Session, updates: Sequence[Mapping[str, Any]], *, bot_id: int, now: datetime
) -> int:
    """Keep raw updates; how many were new. One that is known already changes nothing.

    The JSON is kept in ASCII, so that lone surrogates and NUL survive any database.
    """
    return sum(once.add(session, table, _row(raw, bot_id, now)) for raw in updates)


def next_offset(session: Session, bot_id: int) -> int | None:
    """The update id to ask Telegram for next; None before the first poll."""
    found = select(poll_offset.c.next_update_id).where(poll_offset.c.bot_id == bot_id)
    offset: int | None = session.execute(found).scalar_one_or_none()
    return offset


def move_offset(session: Session, bot_id: int, offset: int, *, now: datetime) -> None:
    """Everything below `offset` is safely kept: the next poll may confirm it.

    It may go down too: Telegram numbers anew after a week without updates.
    """
    moved = changed(
        session,
        update(poll_offset)
        .where(poll_offset.c.bot_id == bot_id)
        .values(next_update_id=offset, updated_at=now),
    )
    if moved == 0:
        row = {"bot_id": bot_id, "next_update_id": offset, "updated_at": now}
        once.add(session, poll_offset, row)


def chats_due(session: Session, bot_id: int, *, now: datetime, limit: int = 100) -> list[int]:
    """Chats whose oldest unfinished update may be handled now, longest waiting first."""
    heads = (
        select(func.min(table.c.update_id))
        .where(table.c.bot_id == bot_id, table.c.status == InboxStatus.RECEIVED)
        .group_by(table.c.chat_id)
    )
    due = (
        select(table.c.chat_id)
        .where(table.c.bot_id == bot_id, table.c.update_id.in_(heads))
        .where(table.c.status == InboxStatus.RECEIVED)
        .where(or_(table.c.retry_at.is_(None), table.c.retry_at <= now))
        .order_by(table.c.id)
        .limit(limit)
    )
    return list(session.execute(due).scalars())


def head(session: Session, bot_id: int, chat_id: int, *, now: datetime) -> InboundUpdate | None:
    """The chat's oldest unfinished update, if its time has come; later ones wait behind it."""
    oldest = (
        select(InboundUpdate)
        .filter_by(bot_id=bot_id, chat_id=chat_id, status=InboxStatus.RECEIVED)
        .order_by(table.c.update_id)
        .limit(1)
    )
    row: InboundUpdate | None = session.execute(oldest).scalar_one_or_none()
    return row if row and (row.retry_at is None or row.retry_at <= now) else None


def following(session: Session, row: InboundUpdate, *, limit: int = 200) -> list[InboundUpdate]:
    """The chat's further unfinished updates, oldest first."""
    later = (
        select(InboundUpdate)
        .filter_by(bot_id=row.bot_id, chat_id=row.chat_id, status=InboxStatus.RECEIVED)
        .where(table.c.update_id > row.update_id)
        .order_by(table.c.update_id)
        .limit(limit)
    )
    return list(session.execute(later).scalars())


def done_since(session: Session, row: InboundUpdate, moment: datetime) -> int:
    """How many messages of the chat were dealt with since then."""
    done = select(func.count()).where(
        table.c.bot_id == row.bot_id,
        table.c.chat_id == row.chat_id,
        table.c.status == InboxStatus.DONE,
        table.c.done_at > moment,
    )
    return int(session.execute(done).scalar_one())


def get(session: Session, row_id: int | None) -> InboundUpdate:
    """The update of that id, as the database has it now."""
    row: InboundUpdate = session.execute(select(InboundUpdate).filter_by(id=row_id)).scalar_one()
    return row


def key(row: InboundUpdate) -> str:
    """The idempotency key of everything this update leads to."""
    return f"inbox:{row.id}"


def recorded(session: Session, source_key: str) -> Message | None:
    """The message that was already recorded under that key, by an earlier try."""
    found = select(Message).filter_by(source_key=source_key)
    message: Message | None = session.execute(found).scalar_one_or_none()
    return message


def heard_before(session: Session, row: InboundUpdate) -> bool:
    """Whether an earlier message of the same chat has been dealt with."""
    earlier = select(table.c.id).where(
        table.c.bot_id == row.bot_id,
        table.c.chat_id == row.chat_id,
        table.c.kind == row.kind,
        table.c.status == InboxStatus.DONE,
        table.c.id != row.id,
    )
    return session.execute(earlier.limit(1)).first() is not None


def finish(row: InboundUpdate, *, now: datetime) -> None:
    """The update is done: its answer stands in the outbox of the same transaction."""
    row.status = InboxStatus.DONE
    row.done_at = now
    row.retry_at = None


def postpone(row: InboundUpdate, *, retry_at: datetime, error: str) -> None:
    """Handling failed for now; the chat waits until `retry_at`."""
    row.attempts += 1
    row.retry_at = retry_at
    row.error = error[:LONGEST_ERROR]


def hold(row: InboundUpdate, *, until: datetime) -> None:
    """Let more arrive before it is dealt with; that is no failure."""
    row.retry_at = until


def quarantine(row: InboundUpdate, *, error: str, now: datetime) -> None:
    """Set aside what cannot be handled: kept, visible to staff, and in nobody's way."""
    row.status = InboxStatus.QUARANTINED
    row.error = error[:LONGEST_ERROR]
    row.done_at = now


def _row(raw: Mapping[str, Any], bot_id: int, now: datetime) -> dict[str, object]:
    return {
        "bot_id": bot_id,
        "update_id": raw["update_id"],
        "chat_id": _chat_id(raw),
        "kind": next((kind for kind in KINDS if kind in raw), "other"),
        "payload": json.dumps(raw, ensure_ascii=True),
        "received_at": now,
        "status": InboxStatus.RECEIVED,
        "attempts": 0,
    }


def _chat_id(raw: Mapping[str, Any]) -> int:
    """The chat it belongs to, read without trusting its shape; 0 if there is none."""
    body: Any = next((raw[kind] for kind in KINDS if kind in raw), None)
    for step in (("message", "chat", "id"), ("chat", "id"), ("from", "id")):
        value: Any = body
        for name in step:
            value = value.get(name) if isinstance(value, dict) else None
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63:
            return value
    return 0
