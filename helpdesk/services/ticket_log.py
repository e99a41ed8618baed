"""The audit entries of what staff do with tickets, written and read."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpdesk.db.tables import audit_entry as entries
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


def last_hand(session: Session, ticket: Ticket) -> str:
    """The name of the member of staff who did something with the ticket last; empty for none."""
    found = (
        select(entries.c.who)
        .where(entries.c.subject == f"ticket:{ticket.id}", entries.c.what != "ticket.viewed")
        .where(entries.c.who.startswith("staff:"))
        .order_by(entries.c.id.desc())
        .limit(1)
    )
    who = session.execute(found).scalar_one_or_none()
    person = session.get(StaffMember, int(who.partition(":")[2])) if who else None
    return person.name if person else ""


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
