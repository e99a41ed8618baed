"""What staff change about a ticket besides answering it: status, weight, place, hands, sleep."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpdesk.domain.company import Department
from helpdesk.domain.enums import NoticeKind, Priority, TicketStatus
from helpdesk.domain.errors import BadChoice, BadTime, IllegalTransition, NotFound
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket, move
from helpdesk.services import notices, tickets
from helpdesk.services.opening import department_id, is_open
from helpdesk.services.ticket_log import change, log

BY_HAND = (TicketStatus.OPEN, TicketStatus.PENDING_CUSTOMER, TicketStatus.ON_HOLD)
"""What staff may set; resolving, closing and merging are verbs of their own."""

LONGEST_NAP = timedelta(days=366)
"""Who wants a ticket to sleep longer has mistyped the year."""


def set_status(
    session: Session,
    ticket: Ticket,
    staff: StaffMember,
    status: TicketStatus,
    *,
    version: int,
    now: datetime,
) -> None:
    """Put the ticket to another status by hand; a resolved one is opened again like this.

    Raises StaleVersion, and IllegalTransition where the table of statuses says no.
    """
    if status not in BY_HAND:
        raise IllegalTransition(
            reference=ticket.reference, old=ticket.status, new=status, field="status"
        )
    tickets.take_turn(session, ticket, version, now)
    old = ticket.status
    reopening = not is_open(ticket)
    if old is not status:
        move(ticket, status, now=now)
    if reopening:
        ticket.waiting_since = now
    what = "ticket.reopened" if reopening else "ticket.status"
    log(session, staff, what, ticket, now, field="status", old=old, new=status)


def put(
    session: Session,
    ticket: Ticket,
    staff: StaffMember,
    status: TicketStatus,
    *,
    version: int,
    now: datetime,
) -> None:
    """Whichever status staff choose: one of BY_HAND, or resolved, of which the customer is told.

    Raises StaleVersion, IllegalTransition.
    """
    if status is TicketStatus.RESOLVED:
        tickets.resolve(session, ticket, staff, version=version, now=now)
    else:
        set_status(session, ticket, staff, status, version=version, now=now)


def set_priority(
    session: Session,
    ticket: Ticket,
    staff: StaffMember,
    priority: Priority,
    *,
    version: int,
    now: datetime,
) -> None:
    """Another weight; who saw the old one is told. The running clocks get its times at the next
    round, from their start on.

    Raises StaleVersion, and IllegalTransition on a ticket that is done.
    """
    tickets.still_open(ticket)
    tickets.take_turn(session, ticket, version, now)
    old, ticket.priority = ticket.priority, priority
    change(session, staff, ticket, "priority", old, priority, now)


def set_department(
    session: Session, ticket: Ticket, staff: StaffMember, code: str, *, version: int, now: datetime
) -> None:
    """Pass the ticket to another department, where somebody else takes it up.

    Raises BadChoice for a department there is not, StaleVersion, IllegalTransition when done.
    """
    try:
        new_id = department_id(session, code)
    except NotFound as error:
        raise BadChoice(field="department") from error
    if new_id == ticket.department_id:
        return
    tickets.still_open(ticket)
    tickets.take_turn(session, ticket, version, now)
    old = session.get(Department, ticket.department_id)
    ticket.department_id = new_id
    assignee = session.get(StaffMember, ticket.assignee_id) if ticket.assignee_id else None
    if assignee is not None and code not in assignee.departments.split():
        ticket.assignee_id = None
    change(session, staff, ticket, "department", old.code if old else None, code, now)


def assign(
    session: Session,
    ticket: Ticket,
    staff: StaffMember,
    assignee: StaffMember | None,
    *,
    version: int,
    now: datetime,
) -> None:
    """Put the ticket into somebody's hands, who is told so, or into nobody's.

    Raises StaleVersion, BadChoice.
    """
    if assignee is not None and not assignee.active:
        raise BadChoice(field="assignee")
    tickets.still_open(ticket)
    tickets.take_turn(session, ticket, version, now)
    old = ticket.assignee_id
    ticket.assignee_id = assignee.id if assignee else None
    if ticket.status is TicketStatus.NEW and assignee is not None:
        move(ticket, TicketStatus.OPEN, now=now)
    change(session, staff, ticket, "assignee", old, ticket.assignee_id, now)
    if assignee is not None and assignee.id not in (staff.id, old):
        notices.tell(session, [assignee], NoticeKind.ASSIGNED, ticket=ticket, now=now)


def snooze(
    session: Session,
    ticket: Ticket,
    staff: StaffMember,
    until: datetime | None,
    *,
    version: int,
    now: datetime,
) -> None:
    """Keep the ticket out of the work list until then; None wakes it.

    Raises BadTime for the past and for more than LONGEST_NAP, StaleVersion, and IllegalTransition
    on a ticket that is done.
    """
    tickets.still_open(ticket)
    if until is not None and not now < until <= now + LONGEST_NAP:
        raise BadTime(field="until")
    tickets.take_turn(session, ticket, version, now)
    old, ticket.snoozed_until = ticket.snoozed_until, until
    change(session, staff, ticket, "snoozed_until", old, until, now)


def close(
    session: Session, ticket: Ticket, staff: StaffMember, *, version: int, now: datetime
) -> None:
    """Finish for good what is resolved: it can no longer be opened again."""
    tickets.take_turn(session, ticket, version, now)
    old = ticket.status
    move(ticket, TicketStatus.CLOSED, now=now)
    log(session, staff, "ticket.closed", ticket, now, field="status", old=old, new=ticket.status)


def member(session: Session, staff_id: int) -> StaffMember:
    """The active staff member of that number; BadChoice for none."""
    found = session.execute(
        select(StaffMember).filter_by(id=staff_id, active=True)
    ).scalar_one_or_none()
    if found is None:
        raise BadChoice(field="assignee")
    return found
