"""Who has a ticket open just now, and who is typing an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from helpdesk.db.desk_tables import presence as table
from helpdesk.db.tables import staff_member
from helpdesk.domain.desk import Presence
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket

STILL = timedelta(seconds=45)
"""A page tells of itself every fifteen seconds; three times silent, and nobody is there."""


@dataclass(frozen=True)
class Beside:
    """A colleague on the same ticket."""

    name: str
    replying: bool


def seen(
    session: Session, ticket: Ticket, staff: StaffMember, *, replying: bool, now: datetime
) -> None:
    """Somebody has the ticket open now."""
    found = select(Presence).filter_by(ticket_id=ticket.id, staff_id=staff.id)
    known = session.execute(found).scalar_one_or_none()
    if known is None:
        session.add(Presence(staff.id or 0, ticket.id or 0, replying, now))
    else:
        known.replying, known.seen_at = replying, now


def left(session: Session, ticket: Ticket, staff: StaffMember) -> None:
    """They have closed the page."""
    here = (table.c.ticket_id == ticket.id, table.c.staff_id == staff.id)
    session.execute(delete(table).where(*here))


def others(session: Session, ticket: Ticket, staff: StaffMember, *, now: datetime) -> list[Beside]:
    """The colleagues who have it open, those who type first."""
    found = (
        select(staff_member.c.name, table.c.replying)
        .join(table, table.c.staff_id == staff_member.c.id)
        .where(table.c.ticket_id == ticket.id, table.c.staff_id != staff.id)
        .where(table.c.seen_at > now - STILL)
        .order_by(table.c.replying.desc(), staff_member.c.name)
    )
    return [Beside(name, replying) for name, replying in session.execute(found)]
