"""The round somebody makes twice a minute: clocks, sleepers, work to hand out, lines to send."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpdesk.db.tables import audit_entry as entries
from helpdesk.db.tables import ticket as table
from helpdesk.domain.enums import NoticeKind, SlaTarget, TicketStatus
from helpdesk.domain.process import Bookmark
from helpdesk.domain.sla import SlaClock
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket
from helpdesk.services import assigning, audit, notices, sla, stock, summary, vocabulary
from helpdesk.services.profile import Profile

BOOKMARK = "notices"
AT_ONCE = 500
SETTLED = timedelta(minutes=10)
"""Entries are numbered before they are committed, so one with a lower number may come to light
later. Entries younger than this are looked at in every round; each says itself once (its key).
"""

TOLD = {"ticket.opened": NoticeKind.NEW, "ticket.reopened": NoticeKind.REOPENED}


def round_(session: Session, company: Profile, *, bot_id: int, now: datetime) -> int:
    """Do all of it once. Gives how many messages were put on their way."""
    wake(session, now=now)
    assigning.take_back(session, now=now)
    if company.sla.by_load and company.time.is_open(now):
        assigning.hand_out(session, most_open=company.sla.most_open, now=now)
    tell_of_events(session, now=now)
    _late(session, sla.sweep(session, company, now=now), now)
    _soon(session, sla.warnings(session, company, now=now), now)
    stock.watch(session, now=now)
    summary.watch(session, company.time.timezone, now=now)
    vocabulary.learn(session)
    return notices.send(session, timezone=company.time.timezone, bot_id=bot_id, now=now)


def wake(session: Session, *, now: datetime) -> list[Ticket]:
    """Bring back what has slept long enough."""
    found = select(Ticket).where(table.c.snoozed_until.is_not(None), table.c.snoozed_until <= now)
    woken = list(session.execute(found.limit(AT_ONCE)).scalars())
    for ticket in woken:
        ticket.snoozed_until = None
        audit.record(
            session, who="system", what="ticket.woken", subject=f"ticket:{ticket.id}", now=now
        )
        people = notices.concerned(session, ticket)
        notices.tell(session, people, NoticeKind.WOKEN, ticket=ticket, now=now)
    return woken


def tell_of_events(session: Session, *, now: datetime) -> None:
    """Tell of tickets opened and reopened since the last round."""
    mark = session.get(Bookmark, BOOKMARK)
    if mark is None:
        session.add(Bookmark(BOOKMARK, _newest(session)))
        return
    found = (
        select(entries.c.id, entries.c.what, entries.c.subject)
        .where(entries.c.id > mark.position, entries.c.what.in_(list(TOLD)))
        .order_by(entries.c.id)
        .limit(AT_ONCE)
    )
    told = session.execute(found).all()
    for number, what, subject in told:
        _tell(session, TOLD[what], subject, number, now)
    settled = _newest(session, until=now - SETTLED)
    # What is more than one round can tell is told in the next.
    mark.position = max(
        mark.position, min(settled, told[-1][0]) if len(told) == AT_ONCE else settled
    )


def _tell(session: Session, kind: NoticeKind, subject: str, entry: int, now: datetime) -> None:
    ticket = session.get(Ticket, int(subject.partition(":")[2]))
    if ticket is None or (kind is NoticeKind.NEW and ticket.status is not TicketStatus.NEW):
        return
    people = notices.concerned(session, ticket)
    notices.tell(session, people, kind, ticket=ticket, key=f"audit:{entry}", now=now)


def _newest(session: Session, until: datetime | None = None) -> int:
    """The number of the newest entry; of those until then, if that is asked for."""
    found = select(entries.c.id).order_by(entries.c.id.desc()).limit(1)
    if until is not None:
        found = found.where(entries.c.at <= until)
    return int(session.execute(found).scalar_one_or_none() or 0)


def _late(session: Session, late: list[SlaClock], now: datetime) -> None:
    for clock in late:
        ticket = session.get(Ticket, clock.ticket_id)
        if ticket is None:
            continue
        people = {each.id: each for each in notices.concerned(session, ticket)}
        people.update({each.id: each for each in notices.leads(session, ticket)})
        _about(session, list(people.values()), NoticeKind.BREACHED, ticket, clock, now)
        _log(session, "ticket.sla_missed", clock.target, ticket, now)


def _soon(session: Session, soon: list[SlaClock], now: datetime) -> None:
    for clock in soon:
        ticket = session.get(Ticket, clock.ticket_id)
        if ticket is not None:
            people = notices.concerned(session, ticket)
            _about(session, people, NoticeKind.WARNING, ticket, clock, now)


def _about(
    session: Session,
    people: list[StaffMember],
    kind: NoticeKind,
    ticket: Ticket,
    clock: SlaClock,
    now: datetime,
) -> None:
    key = f"{kind}:{clock.id}"
    notices.tell(session, people, kind, ticket=ticket, detail=str(clock.target), key=key, now=now)


def _log(session: Session, what: str, target: SlaTarget, ticket: Ticket, now: datetime) -> None:
    audit.record(
        session,
        who="system",
        what=what,
        subject=f"ticket:{ticket.id}",
        field="sla",
        new=target,
        now=now,
    )
