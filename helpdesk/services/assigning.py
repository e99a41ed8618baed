"""Handing out tickets: to who speaks the customer's language and has the fewest open ones."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from helpdesk.db.tables import staff_member as people
from helpdesk.db.tables import ticket as table
from helpdesk.domain.enums import NoticeKind, StatusKind, TicketStatus
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import KINDS, Ticket, move
from helpdesk.services import audit, notices

AT_ONCE = 100
_UNDONE = [status for status, kind in KINDS.items() if kind is not StatusKind.DONE]


def hand_out(session: Session, *, most_open: int, now: datetime) -> list[Ticket]:
    """Give each ticket nobody has to somebody, the longest waiting first.

    Where nobody of the department is at work, or all have `most_open`, it stays for all to see.
    """
    new = (
        select(Ticket)
        .where(table.c.assignee_id.is_(None), table.c.status == TicketStatus.NEW)
        .order_by(table.c.id)
        .limit(AT_ONCE)
    )
    given = []
    for ticket in session.execute(new).scalars().all():
        person = best(session, ticket, most_open=most_open, now=now)
        if person is not None:
            _give(session, ticket, person, now)
            given.append(ticket)
    return given


def best(session: Session, ticket: Ticket, *, most_open: int, now: datetime) -> StaffMember | None:
    """Who should have the ticket: first by language, then by load, then by who came first."""
    ready = [each for each in notices.of_department(session, ticket) if is_at_work(each, now=now)]
    loads = {each.id: load(session, each) for each in ready}
    free = [each for each in ready if loads[each.id] < most_open]
    language = str(ticket.language)
    ranked = sorted(
        free, key=lambda each: (language not in each.speaks.split(), loads[each.id], each.id or 0)
    )
    return next(iter(ranked), None)


def is_at_work(person: StaffMember, *, now: datetime) -> bool:
    """Whether new work may come to them: not away, and not kept out of it."""
    away = person.away_until is not None and person.away_until > now
    return person.active and person.takes_work and not away


def load(session: Session, person: StaffMember) -> int:
    """How many tickets they have that are not done."""
    found = select(func.count()).select_from(table)
    mine = found.where(table.c.assignee_id == person.id, table.c.status.in_(_UNDONE))
    return int(session.execute(mine).scalar_one())


def take_back(session: Session, *, now: datetime) -> list[Ticket]:
    """Tickets whose customer waits while who has them is away, or has left, go back to all."""
    found = (
        select(Ticket, StaffMember)
        .join(people, people.c.id == table.c.assignee_id)
        .where(table.c.status.in_(_UNDONE), table.c.waiting_since.is_not(None))
        .where(or_(people.c.active.is_(False), people.c.away_until > now))
        .limit(AT_ONCE)
    )
    freed = []
    for ticket, person in session.execute(found).all():
        ticket.assignee_id = None
        _log(session, ticket, person.id, None, now)
        notices.tell(
            session,
            notices.of_department(session, ticket),
            NoticeKind.NEW,
            ticket=ticket,
            key=f"free:{ticket.id}:{now:%Y%m%d%H}",
            now=now,
        )
        freed.append(ticket)
    return freed


def _give(session: Session, ticket: Ticket, person: StaffMember, now: datetime) -> None:
    ticket.assignee_id = person.id
    ticket.version += 1
    move(ticket, TicketStatus.OPEN, now=now)
    _log(session, ticket, None, person.id, now)
    notices.tell(session, [person], NoticeKind.ASSIGNED, ticket=ticket, now=now)


def _log(
    session: Session, ticket: Ticket, old: int | None, new: int | None, now: datetime
) -> None:
    audit.record(
        session,
        who="system",
        what="ticket.assignee",
        subject=f"ticket:{ticket.id}",
        field="assignee",
        old=old,
        new=new,
        now=now,
    )
