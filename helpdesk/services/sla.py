"""The clocks of the house: first reply, next reply, resolution; paused, hit, missed.

Reckoned in working time by the business's own week and holidays. Clocks are stopped by the verb
that stops them; they are started, paused, resumed and found late by `sweep`, which the gateway
calls twice a minute: only it has the company's profile at hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from helpdesk.db.desk_tables import sla_clock as clocks
from helpdesk.db.tables import contact as contacts
from helpdesk.db.tables import ticket as table
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import SlaStatus, SlaTarget, StatusKind, TicketStatus
from helpdesk.domain.sla import SlaClock
from helpdesk.domain.ticket import KINDS, Ticket
from helpdesk.services.profile import Profile

AT_ONCE = 200
LIVE = (SlaStatus.ACTIVE, SlaStatus.PAUSED)
REPLIES = (SlaTarget.FIRST_REPLY, SlaTarget.NEXT_REPLY)
_UNDONE = [status for status, kind in KINDS.items() if kind is not StatusKind.DONE]


def answered(session: Session, ticket: Ticket, *, now: datetime) -> None:
    """Staff have answered: the clock of the reply stops."""
    _end(session, ticket, REPLIES, now)


def finished(session: Session, ticket: Ticket, *, now: datetime) -> None:
    """The ticket is resolved. A reply that was owed is owed no more: neither hit nor missed,
    unless it was late already.
    """
    for clock in _live(session, ticket):
        if clock.target is SlaTarget.RESOLUTION or clock.breached_at is not None:
            _stop(clock, now)
        else:
            clock.status, clock.ended_at = SlaStatus.CANCELLED, now
    ticket.due_at = None


def sweep(session: Session, company: Profile, *, now: datetime) -> list[SlaClock]:
    """Start, pause and resume clocks; those that have just run out are returned."""
    for ticket in _unclocked(session):
        _start_missing(session, ticket, company)
    for ticket in _reweighed(session):
        _reckon_anew(session, ticket, company)
    for ticket, contact in _turned(session, now):
        _pause_or_resume(session, ticket, contact, company, now)
    return _run_out(session, now)


def warnings(session: Session, company: Profile, *, now: datetime) -> list[SlaClock]:
    """Clocks of which only the company's share of time is left; each comes up once."""
    found = select(SlaClock).where(
        clocks.c.status == SlaStatus.ACTIVE,
        clocks.c.warned_at.is_(None),
        clocks.c.breached_at.is_(None),
        clocks.c.due_at <= now + company.sla.longest_warning,
    )
    due = []
    for clock in session.execute(found.order_by(clocks.c.due_at).limit(AT_ONCE)).scalars():
        whole = clock.due_at - clock.started_at
        if clock.due_at - now <= whole * company.sla.warn_share:
            clock.warned_at = now
            due.append(clock)
    return due


def of_ticket(session: Session, ticket: Ticket) -> list[SlaClock]:
    """The ticket's clocks, the newest of each target first."""
    found = select(SlaClock).filter_by(ticket_id=ticket.id).order_by(clocks.c.id.desc())
    return list(session.execute(found).scalars())


def newest(session: Session, ticket: Ticket) -> list[SlaClock]:
    """The last clock of each target, in the order in which they are hit; none that was dropped."""
    last: dict[SlaTarget, SlaClock] = {}
    for clock in of_ticket(session, ticket):
        if clock.status is not SlaStatus.CANCELLED:
            last.setdefault(clock.target, clock)
    return [last[target] for target in SlaTarget if target in last]


def why_paused(ticket: Ticket, contact: Contact, *, now: datetime) -> str:
    """Why the clocks stand: `away`, `on_hold`, `asleep` or `theirs`."""
    if not contact.reachable:
        return "away"
    if ticket.status is TicketStatus.ON_HOLD:
        return "on_hold"
    asleep = ticket.snoozed_until is not None and ticket.snoozed_until > now
    return "asleep" if asleep else "theirs"


def _unclocked(session: Session) -> list[Ticket]:
    """Undone tickets that lack a clock they should have."""
    resolution = _has(SlaTarget.RESOLUTION)
    first, following = _has(SlaTarget.FIRST_REPLY), _has(SlaTarget.NEXT_REPLY)
    owed = and_(table.c.waiting_since.is_not(None), ~first, ~following)
    found = (
        select(Ticket)
        .where(table.c.status.in_(_UNDONE), or_(~resolution, owed))
        .order_by(table.c.id)
        .limit(AT_ONCE)
    )
    return list(session.execute(found).scalars())


def _has(target: SlaTarget) -> Any:
    mine = and_(clocks.c.ticket_id == table.c.id, clocks.c.target == target)
    return exists().where(and_(mine, clocks.c.status.in_(LIVE)))


def _start_missing(session: Session, ticket: Ticket, company: Profile) -> None:
    running = {clock.target for clock in _live(session, ticket)}
    since = ticket.waiting_since or ticket.created_at
    if SlaTarget.RESOLUTION not in running:
        begun = since if ticket.closures else ticket.created_at
        _start(session, ticket, SlaTarget.RESOLUTION, begun, company)
    if ticket.waiting_since is not None and not running & set(REPLIES):
        first = ticket.replied_at is None
        target = SlaTarget.FIRST_REPLY if first else SlaTarget.NEXT_REPLY
        _start(session, ticket, target, since, company)
    session.flush()
    refresh(session, ticket)


def _start(
    session: Session, ticket: Ticket, target: SlaTarget, since: datetime, company: Profile
) -> None:
    work = company.sla.for_target(target, ticket.kind, ticket.priority)
    due = company.time.after(since, work)
    if due is not None:
        session.add(SlaClock(ticket.id or 0, target, since, due, priority=ticket.priority))


def _reweighed(session: Session) -> list[Ticket]:
    """Tickets that have got another priority since their clocks were set."""
    mine = and_(clocks.c.ticket_id == table.c.id, clocks.c.status.in_(LIVE))
    other = and_(mine, clocks.c.priority != table.c.priority)
    found = select(Ticket).where(table.c.status.in_(_UNDONE), exists().where(other))
    return list(session.execute(found.limit(AT_ONCE)).scalars())


def _reckon_anew(session: Session, ticket: Ticket, company: Profile) -> None:
    """Give the clocks the time of the new priority, from when they began; what they stood counts
    as before. A clock that has run out keeps its breach.
    """
    for clock in _live(session, ticket):
        if clock.breached_at is None and clock.priority is not None:
            old, new = (
                company.sla.for_target(clock.target, ticket.kind, priority)
                for priority in (clock.priority, ticket.priority)
            )
            stood = company.time.between(clock.started_at, clock.due_at) - old
            due = company.time.after(clock.started_at, new + max(stood, timedelta()))
            clock.due_at, clock.warned_at = due or clock.due_at, None
        clock.priority = ticket.priority
    session.flush()
    refresh(session, ticket)


def _turned(session: Session, now: datetime) -> list[tuple[Ticket, Contact]]:
    """Tickets one of whose clocks runs and should stand, or stands and should run."""
    should_stand = and_(clocks.c.status == SlaStatus.ACTIVE, _standing(now))
    should_run = and_(clocks.c.status == SlaStatus.PAUSED, ~_standing(now))
    turned = and_(clocks.c.ticket_id == table.c.id, or_(should_stand, should_run))
    found = (
        select(Ticket, Contact)
        .join(contacts, contacts.c.id == table.c.contact_id)
        .where(table.c.status.in_(_UNDONE))
        .where(exists().where(turned).correlate(table, contacts))
        .limit(AT_ONCE)
    )
    return [(row[0], row[1]) for row in session.execute(found)]


def _standing(now: datetime) -> Any:
    """Nothing runs while the customer cannot be reached, or on hold; resolution also stands
    while we wait for the customer, and while the ticket sleeps.
    """
    away = contacts.c.reachable.is_(False)
    on_hold = table.c.status == TicketStatus.ON_HOLD
    asleep = and_(table.c.snoozed_until.is_not(None), table.c.snoozed_until > now)
    theirs = table.c.status == TicketStatus.PENDING_CUSTOMER
    resolution = clocks.c.target == SlaTarget.RESOLUTION
    return or_(away, on_hold, and_(resolution, or_(asleep, theirs)))


def stands(clock: SlaClock, ticket: Ticket, contact: Contact, now: datetime) -> bool:
    """The same rule for one clock."""
    if not contact.reachable or ticket.status is TicketStatus.ON_HOLD:
        return True
    asleep = ticket.snoozed_until is not None and ticket.snoozed_until > now
    theirs = ticket.status is TicketStatus.PENDING_CUSTOMER
    return clock.target is SlaTarget.RESOLUTION and (asleep or theirs)


def _pause_or_resume(
    session: Session, ticket: Ticket, contact: Contact, company: Profile, now: datetime
) -> None:
    for clock in _live(session, ticket):
        standing = stands(clock, ticket, contact, now)
        if standing and clock.status is SlaStatus.ACTIVE:
            clock.status, clock.paused_at = SlaStatus.PAUSED, _since(ticket, contact, clock, now)
        elif not standing and clock.status is SlaStatus.PAUSED:
            left = company.time.between(clock.paused_at or now, clock.due_at)
            clock.due_at = company.time.after(now, left) or clock.due_at
            clock.status, clock.paused_at = SlaStatus.ACTIVE, None
    session.flush()
    refresh(session, ticket)


def _since(ticket: Ticket, contact: Contact, clock: SlaClock, now: datetime) -> datetime:
    """Since when it stands: the ticket's last change, if that is what stopped it."""
    changed = ticket.updated_at if contact.reachable else now
    return max(clock.started_at, min(changed, now))


def _run_out(session: Session, now: datetime) -> list[SlaClock]:
    found = select(SlaClock).where(
        clocks.c.status == SlaStatus.ACTIVE,
        clocks.c.breached_at.is_(None),
        clocks.c.due_at <= now,
    )
    late = list(session.execute(found.order_by(clocks.c.due_at).limit(AT_ONCE)).scalars())
    for clock in late:
        clock.breached_at = clock.due_at
    return late


def refresh(session: Session, ticket: Ticket) -> None:
    """Note on the ticket when the next of its running clocks runs out."""
    running = [each.due_at for each in _live(session, ticket) if each.status is SlaStatus.ACTIVE]
    ticket.due_at = min(running, default=None)


def _live(session: Session, ticket: Ticket) -> list[SlaClock]:
    found = select(SlaClock).where(clocks.c.ticket_id == ticket.id, clocks.c.status.in_(LIVE))
    return list(session.execute(found).scalars())


def _end(session: Session, ticket: Ticket, targets: Iterable[SlaTarget], now: datetime) -> None:
    for clock in _live(session, ticket):
        if clock.target in targets:
            _stop(clock, now)
    session.flush()
    refresh(session, ticket)


def _stop(clock: SlaClock, now: datetime) -> None:
    at = clock.paused_at or now
    late = clock.breached_at is not None or at > clock.due_at
    clock.status = SlaStatus.MISSED if late else SlaStatus.HIT
    clock.breached_at = clock.breached_at or (clock.due_at if late else None)
    clock.ended_at = now
