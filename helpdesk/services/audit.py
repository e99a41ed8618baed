"""The record of who did what. Entries are added and never changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from helpdesk.domain.staff import AuditEntry


def record(
    session: Session,
    *,
    who: str,
    what: str,
    subject: str,
    now: datetime,
    field: str | None = None,
    old: object = None,
    new: object = None,
) -> AuditEntry:
    """Add an entry such as who=`staff:3`, what=`ticket.claimed`, subject=`ticket:17`."""
    entry = AuditEntry(
        who=who,
        what=what,
        subject=subject,
        at=now,
        field=field,
        old=None if old is None else str(old),
        new=None if new is None else str(new),
    )
    session.add(entry)
    return entry
