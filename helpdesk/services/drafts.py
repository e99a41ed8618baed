"""What is being typed, kept so that a reload, a lost race or a flat battery costs nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from helpdesk.db.desk_tables import draft as table
from helpdesk.domain.desk import Draft
from helpdesk.domain.enums import DraftKind
from helpdesk.domain.errors import TextTooLong
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket

LONGEST = 8000
"""Twice what can be sent, so that a text too long is kept until it has been shortened."""


def keep(
    session: Session,
    ticket: Ticket,
    staff: StaffMember,
    kind: DraftKind,
    text: str,
    *,
    now: datetime,
) -> None:
    """Keep what they have typed on that ticket so far; nothing typed is no draft.

    Raises TextTooLong over LONGEST: a part of a text is not kept as if it were the whole.
    """
    if len(text) > LONGEST:
        raise TextTooLong(limit=LONGEST, field=str(kind))
    known = _of(session, ticket, staff, kind)
    if not text.strip():
        drop(session, ticket, staff, kind)
    elif known is None:
        session.add(Draft(staff.id or 0, ticket.id or 0, kind, text, ticket.version, now))
    else:
        known.text, known.version, known.updated_at = text, ticket.version, now


def drop(session: Session, ticket: Ticket, staff: StaffMember, kind: DraftKind) -> None:
    """It was sent, or wiped."""
    mine = (table.c.staff_id == staff.id, table.c.ticket_id == ticket.id, table.c.kind == kind)
    session.execute(delete(table).where(*mine))


def of_ticket(session: Session, ticket: Ticket, staff: StaffMember) -> dict[DraftKind, str]:
    """What they have typed on that ticket and not sent."""
    found = select(Draft).filter_by(ticket_id=ticket.id, staff_id=staff.id)
    return {each.kind: each.text for each in session.execute(found).scalars()}


def _of(session: Session, ticket: Ticket, staff: StaffMember, kind: DraftKind) -> Draft | None:
    found = select(Draft).filter_by(ticket_id=ticket.id, staff_id=staff.id, kind=kind)
    draft: Draft | None = session.execute(found).scalar_one_or_none()
    return draft
