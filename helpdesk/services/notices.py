"""Telling staff: one line in the console, and one on Telegram for who has linked their chat."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from helpdesk.db.desk_tables import notice as table
from helpdesk.db.tables import contact as contacts
from helpdesk.db.tables import staff_member
from helpdesk.db.tables import ticket as ticket_table
from helpdesk.domain.company import Department
from helpdesk.domain.contact import Contact
from helpdesk.domain.desk import Notice
from helpdesk.domain.enums import NoticeKind, Role, SlaTarget
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket
from helpdesk.locale import say
from helpdesk.services import audit, outbox, summary_words

MOST_SHOWN = 50
TARGETS = tuple(map(str, SlaTarget))
AT_ONCE = 100


def tell(
    session: Session,
    people: Iterable[StaffMember],
    kind: NoticeKind,
    *,
    now: datetime,
    ticket: Ticket | None = None,
    detail: str | None = None,
    key: str | None = None,
) -> list[Notice]:
    """A line for each of them; the same `key` again says nothing twice to anybody."""
    told = []
    for person in people:
        if key is not None and _known(session, person, key):
            continue
        line = Notice(
            staff_id=person.id or 0,
            kind=kind,
            created_at=now,
            ticket_id=ticket.id if ticket else None,
            detail=detail,
            source_key=key,
        )
        session.add(line)
        told.append(line)
    session.flush()
    return told


def tell_holder(session: Session, ticket: Ticket, kind: NoticeKind, *, now: datetime) -> None:
    """A line for who has the ticket; nothing where nobody has it, or they have left."""
    person = session.get(StaffMember, ticket.assignee_id) if ticket.assignee_id else None
    if person is not None and person.active:
        tell(session, [person], kind, ticket=ticket, now=now)


def concerned(session: Session, ticket: Ticket) -> list[StaffMember]:
    """Whose matter the ticket is: who has it, else who works in its department, else admins."""
    if ticket.assignee_id:
        person = session.get(StaffMember, ticket.assignee_id)
        if person is not None and person.active:
            return [person]
    return of_department(session, ticket) or _of_role(session, Role.ADMIN)


def of_department(session: Session, ticket: Ticket) -> list[StaffMember]:
    """Who answers for the ticket's department and may work tickets."""
    department = session.get(Department, ticket.department_id)
    code = department.code if department else ""
    workers = (Role.AGENT, Role.LEAD)
    return [
        each
        for each in _active(session)
        if each.role in workers and code in each.departments.split()
    ]


def leads(session: Session, ticket: Ticket) -> list[StaffMember]:
    """Who leads the ticket's department; the admins where nobody does."""
    found = [each for each in of_department(session, ticket) if each.role is Role.LEAD]
    return found or _of_role(session, Role.ADMIN)


def of_staff(session: Session, staff: StaffMember) -> list[tuple[Notice, Ticket | None]]:
    """Their newest lines, with the ticket each is about."""
    found = (
        select(Notice, Ticket)
        .outerjoin(Ticket, ticket_table.c.id == table.c.ticket_id)
        .where(table.c.staff_id == staff.id)
        .order_by(table.c.id.desc())
        .limit(MOST_SHOWN)
    )
    return [(row[0], row[1]) for row in session.execute(found)]


def unseen(session: Session, staff: StaffMember) -> int:
    """How many of their lines they have not seen."""
    found = select(func.count()).where(table.c.staff_id == staff.id, table.c.seen_at.is_(None))
    return int(session.execute(found).scalar_one())


def see(session: Session, staff: StaffMember, *, now: datetime) -> None:
    """They have looked at all of them."""
    mine = update(table).where(table.c.staff_id == staff.id, table.c.seen_at.is_(None))
    session.execute(mine.values(seen_at=now))


def set_quiet(
    session: Session, staff: StaffMember, start: int | None, end: int | None, *, now: datetime
) -> None:
    """From which to which minute of the day Telegram is silent for them; None for never."""
    staff.quiet_from, staff.quiet_to = start, end
    who = f"staff:{staff.id}"
    new = None if start is None else f"{start}-{end}"
    audit.record(
        session, who=who, what="staff.quiet_hours", subject=who, field="quiet", new=new, now=now
    )


def send(session: Session, *, timezone: str, bot_id: int, now: datetime) -> int:
    """Put new lines on their way to the chats staff have linked, outside their quiet hours.

    What comes in the quiet hours waits until they end. Gives how many were sent.
    """
    found = (
        select(Notice, StaffMember, Contact)
        .join(staff_member, staff_member.c.id == table.c.staff_id)
        .join(contacts, contacts.c.chat_id == staff_member.c.telegram_chat_id)
        .where(table.c.telegram_at.is_(None), table.c.seen_at.is_(None))
        .where(contacts.c.bot_id == bot_id, staff_member.c.active.is_(True))
        .order_by(table.c.id)
        .limit(AT_ONCE)
    )
    sent = 0
    for line, person, contact in session.execute(found).all():
        if is_quiet(person, timezone, now):
            continue
        line.telegram_at = now
        outbox.enqueue(session, contact, text=text_of(session, line, person.language), now=now)
        sent += 1
    return sent


def text_of(session: Session, line: Notice, language: str) -> str:
    """The line in words. No customer's word stands in it: it leaves the house."""
    if line.kind is NoticeKind.SUMMARY:
        return summary_words.of(line.detail or "", language)
    ticket = session.get(Ticket, line.ticket_id) if line.ticket_id else None
    reference = ticket.reference if ticket else ""
    detail = line.detail or ""
    if detail in TARGETS:
        detail = say(language, f"notices.target.{detail}")
    return say(language, f"notices.{line.kind}", reference=reference, detail=detail)


def is_quiet(person: StaffMember, timezone: str, now: datetime) -> bool:
    """Whether it is within the hours in which they want no message."""
    if person.quiet_from is None or person.quiet_to is None:
        return False
    local = now.astimezone(ZoneInfo(timezone))
    minute = local.hour * 60 + local.minute
    if person.quiet_from <= person.quiet_to:
        return person.quiet_from <= minute < person.quiet_to
    return minute >= person.quiet_from or minute < person.quiet_to


def _known(session: Session, person: StaffMember, key: str) -> bool:
    found = select(table.c.id).where(table.c.staff_id == person.id, table.c.source_key == key)
    return session.execute(found.limit(1)).first() is not None


def _active(session: Session) -> list[StaffMember]:
    return list(session.execute(select(StaffMember).filter_by(active=True)).scalars())


def _of_role(session: Session, role: Role) -> list[StaffMember]:
    return [each for each in _active(session) if each.role is role]
