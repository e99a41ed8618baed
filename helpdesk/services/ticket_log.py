"""The audit entries of what staff do with tickets."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket
from helpdesk.services import audit


def log(
    session: Session,
    staff: StaffMember,
    what: str,
    ticket: Ticket,
    now: datetime,
    *,
    field: str | None = None,
    old: object = None,
    new: object = None,
) -> None:
    """Note that this member of staff did that with the ticket."""
    audit.record(
        session,
        who=f"staff:{staff.id}",
        what=what,
        subject=f"ticket:{ticket.id}",
        field=field,
        old=old,
        new=new,
        now=now,
    )


def change(
    session: Session,
    staff: StaffMember,
    ticket: Ticket,
    field: str,
    old: object,
    new: object,
    now: datetime,
) -> None:
    """Note that a field of the ticket is another now."""
    ticket.updated_at = now
    log(session, staff, f"ticket.{field}", ticket, now, field=field, old=old, new=new)
