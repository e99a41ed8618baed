"""The only road from a reference to a ticket: what this staff member may not see is not there."""

from __future__ import annotations

from helpdesk.db import queries
from helpdesk.db.engine import Session
from helpdesk.db.queries import Scope
from helpdesk.domain.enums import Role
from helpdesk.domain.errors import NotFound
from helpdesk.domain.message import Attachment
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket

SEES_ALL = frozenset({Role.ADMIN, Role.LEAD})
WORKS_TICKETS = frozenset({Role.ADMIN, Role.LEAD, Role.AGENT})


def scope_of(staff: StaffMember) -> Scope:
    """Which departments' tickets they see; everybody's if they were given none."""
    codes = frozenset(staff.departments.split())
    every = staff.role in SEES_ALL or not codes
    return Scope(staff_id=staff.id or 0, departments=None if every else codes)


def may_work(staff: StaffMember) -> bool:
    """Whether they may do something about tickets, or only read."""
    return staff.role in WORKS_TICKETS


def ticket_of(session: Session, staff: StaffMember, reference: str) -> Ticket:
    """The ticket, or NotFound: for another department's exactly as for none."""
    ticket = queries.ticket(session, scope_of(staff), reference)
    if ticket is None:
        raise NotFound(reference=reference)
    return ticket


def attachment_of(session: Session, staff: StaffMember, attachment_id: int) -> Attachment:
    """The file, if one of the tickets they see shows it; otherwise NotFound."""
    attachment = queries.attachment(session, scope_of(staff), attachment_id)
    if attachment is None:
        raise NotFound(attachment=attachment_id)
    return attachment
