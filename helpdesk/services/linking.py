"""Linking a member of staff with their Telegram chat, by a code they send to the bot."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from helpdesk.db.desk_tables import telegram_link as table
from helpdesk.db.tables import staff_member
from helpdesk.domain.reference import ALPHABET
from helpdesk.domain.staff import StaffMember, TelegramLink
from helpdesk.services import audit

LASTS = timedelta(minutes=15)
LENGTH = 10
"""Of 32 letters: 50 bits, far out of reach of guesses in a quarter of an hour."""


def make(session: Session, staff: StaffMember, *, now: datetime) -> str:
    """A fresh code for them; an older one no longer works."""
    session.execute(
        update(table)
        .where(table.c.staff_id == staff.id, table.c.used_at.is_(None))
        .values(used_at=now)
    )
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    session.add(TelegramLink(staff.id or 0, _key(code), now + LASTS))
    return code


def use(session: Session, code: str, chat_id: int, *, now: datetime) -> StaffMember | None:
    """Link the chat with who made the code; None for a wrong, used or old one.

    A chat belongs to one member of staff: the last who proved it.
    """
    found = select(TelegramLink).filter_by(key=_key(code.strip().upper()), used_at=None)
    link = session.execute(found).scalar_one_or_none()
    if link is None or link.expires_at <= now:
        return None
    link.used_at = now
    staff = session.get(StaffMember, link.staff_id)
    if staff is None or not staff.active:
        return None
    others = update(staff_member).where(staff_member.c.telegram_chat_id == chat_id)
    session.execute(others.values(telegram_chat_id=None))
    staff.telegram_chat_id = chat_id
    _log(session, staff, "staff.telegram_linked", now)
    return staff


def unlink(session: Session, staff: StaffMember, *, now: datetime) -> None:
    """No more messages to their chat."""
    staff.telegram_chat_id = None
    _log(session, staff, "staff.telegram_unlinked", now)


def _key(code: str) -> str:
    return hashlib.sha256(code.encode("utf-8", "replace")).hexdigest()


def _log(session: Session, staff: StaffMember, what: str, now: datetime) -> None:
    who = f"staff:{staff.id}"
    audit.record(session, who=who, what=what, subject=who, now=now)
