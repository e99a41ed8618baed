"""What the reports count. Days are those of the business's own clock."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, distinct, func, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import BigInteger

from helpdesk.db import desk_tables, tables
from helpdesk.domain.enums import Author, OrderStatus, SlaStatus, Visibility

DAY = 86400
EPOCH = date(1970, 1, 1)
NOT_UNDERSTOOD = '"reason": "not_understood"'
_t = tables.ticket.c
_m = tables.message.c
_o = tables.customer_order.c


class epoch(FunctionElement):  # type: ignore[type-arg, unused-ignore]  # noqa: N801 - a SQL function
    """Seconds since 1970 of a time, whatever the database."""

    type = BigInteger()
    inherit_cache = True


@compiles(epoch, "sqlite")  # type: ignore[untyped-decorator, unused-ignore]
def _sqlite(element: Any, compiler: Any, **options: Any) -> str:
    return f"CAST(strftime('%s', {compiler.process(element.clauses, **options)}) AS INTEGER)"


@compiles(epoch)  # type: ignore[untyped-decorator, unused-ignore]
def _others(element: Any, compiler: Any, **options: Any) -> str:
    return f"CAST(EXTRACT(EPOCH FROM {compiler.process(element.clauses, **options)}) AS BIGINT)"


@dataclass(frozen=True)
class Span:
    """From `start` until before `end`; `offset` is by how many seconds the local clock is ahead.

    `departments` are numbers; None is all.
    """

    start: datetime
    end: datetime
    offset: int
    departments: tuple[int, ...] | None = None


KINDS = ("kind", "department", "language", "channel", "intent", "priority")
"""By what the volume can be told apart."""

_COLUMNS: dict[str, Any] = {
    "kind": _t.kind,
    "department": tables.department.c.code,
    "language": _t.language,
    "channel": tables.contact.c.channel,
    "intent": func.coalesce(_t.intent, "–"),
    "priority": _t.priority,
}


def volume(session: Session, span: Span, by: str) -> dict[str, dict[date, int]]:
    """New tickets for each value of a column, for each day."""
    day, column = _day(_t.created_at, span), _COLUMNS[by]
    found = (
        select(day, column, func.count())
        .select_from(_joined())
        .where(*_new(span))
        .group_by(day, column)
    )
    counted: dict[str, dict[date, int]] = defaultdict(dict)
    for number, value, count in session.execute(found):
        counted[str(value)][EPOCH + timedelta(days=int(number))] = int(count)
    return dict(counted)


def durations(session: Session, span: Span, until: str) -> dict[str, list[int]]:
    """Seconds from opening to `replied_at` or `resolved_at`, by department."""
    end = {"replied_at": _t.replied_at, "resolved_at": _t.resolved_at}[until]
    found = (
        select(tables.department.c.code, epoch(end) - epoch(_t.created_at))
        .select_from(_joined())
        .where(*_new(span), end.is_not(None))
    )
    taken: dict[str, list[int]] = defaultdict(list)
    for code, seconds in session.execute(found):
        taken[code].append(max(0, int(seconds)))
    return dict(taken)


def clocks(session: Session, span: Span) -> dict[str, tuple[int, int]]:
    """Hit and missed, for each kind of clock that was started in the time."""
    clock = desk_tables.sla_clock.c
    # Nearly all clocks have ended: they are to be gathered by when they started, not by that.
    status = func.coalesce(clock.status, SlaStatus.ACTIVE)
    ended = status.in_((SlaStatus.HIT, SlaStatus.MISSED))
    found = (
        select(clock.target, _sum(clock.status == SlaStatus.HIT), func.count())
        .select_from(desk_tables.sla_clock.join(tables.ticket, _t.id == clock.ticket_id))
        .where(clock.started_at >= span.start, clock.started_at < span.end, ended)
        .where(*_departments(span))
        .group_by(clock.target)
    )
    return {str(target): (int(hit), int(n - hit)) for target, hit, n in session.execute(found)}


def scores(session: Session, span: Span) -> dict[int, int]:
    """How often each score was given."""
    rating = tables.rating.c
    found = (
        select(rating.score, func.count())
        .select_from(tables.rating.join(tables.ticket, _t.id == rating.ticket_id))
        .where(rating.rated_at >= span.start, rating.rated_at < span.end)
        .where(rating.score.is_not(None), *_departments(span))
        .group_by(rating.score)
    )
    return {int(score): int(count) for score, count in session.execute(found)}


def alone(session: Session, span: Span) -> tuple[int, int]:
    """Customers' days (a customer who wrote on a day) in all, and those without any ticket.

    That is what is meant by: the assistant finished alone.
    """
    day = _m.contact_id * 100_000 + _day(_m.created_at, span)
    helped = and_(
        or_(_m.ticket_id.is_not(None), _m.author == Author.STAFF),
        _m.visibility == Visibility.PUBLIC,
    )
    # One look at each message: there are hundreds of thousands in a quarter.
    days = (
        select(_any(_m.author == Author.CUSTOMER).label("wrote"), _any(helped).label("helped"))
        .where(_m.created_at >= span.start, _m.created_at < span.end)
        .group_by(day)
        .subquery()
    )
    wrote, with_people = session.execute(
        select(func.sum(days.c.wrote), func.sum(days.c.helped))
    ).one()
    opened = select(
        func.count(distinct(_t.contact_id * 100_000 + _day(_t.created_at, span)))
    ).where(_t.created_at >= span.start, _t.created_at < span.end)
    opened_days = int(session.execute(opened).scalar_one())
    total = int(wrote or 0)
    return total, max(0, total - max(int(with_people or 0), opened_days))


def not_understood(session: Session, span: Span) -> int:
    """Tickets that came about because the assistant did not understand."""
    lost = _t.packet.contains(NOT_UNDERSTOOD, autoescape=True)
    found = select(func.count()).select_from(_joined()).where(*_new(span), lost)
    return int(session.execute(found).scalar_one())


def revenue(session: Session, span: Span) -> dict[str, dict[date, int]]:
    """What was ordered in the chat and not cancelled, in minor units, by currency and day."""
    day = _day(_o.created_at, span)
    gone = (OrderStatus.CANCELLED, OrderStatus.DRAFT)
    found = (
        select(day, _o.currency, func.sum(_o.total + _o.fee))
        .where(_o.created_at >= span.start, _o.created_at < span.end, _o.status.not_in(gone))
        .group_by(day, _o.currency)
    )
    earned: dict[str, dict[date, int]] = defaultdict(dict)
    for number, currency, total in session.execute(found):
        earned[currency][EPOCH + timedelta(days=int(number))] = int(total)
    return dict(earned)


def hours(session: Session, span: Span) -> dict[tuple[int, int], int]:
    """New tickets by weekday (0 is Monday) and hour of the local clock."""
    local = epoch(_t.created_at) + span.offset
    hour = (local - local % 3600) / 3600
    found = select(hour, func.count()).select_from(_joined()).where(*_new(span)).group_by(hour)
    counted: dict[tuple[int, int], int] = defaultdict(int)
    for number, count in session.execute(found):
        days, at = divmod(int(number), 24)
        counted[(days + 3) % 7, at] += int(count)  # 1 January 1970 was a Thursday
    return dict(counted)


def tickets(session: Session, span: Span, by: str, value: str, *, most: int) -> list[Any]:
    """The tickets behind a number: reference, subject, status, when; the newest first."""
    column = _COLUMNS.get(by)
    found = select(_t.reference, _t.subject, _t.status, _t.created_at, tables.department.c.code)
    found = found.select_from(_joined()).where(*_new(span))
    if column is not None and value:
        found = found.where(column == value)
    return list(session.execute(found.order_by(_t.id.desc()).limit(most)))


def _joined() -> Any:
    return tables.ticket.join(tables.department, tables.department.c.id == _t.department_id).join(
        tables.contact, tables.contact.c.id == _t.contact_id
    )


def _new(span: Span) -> tuple[Any, ...]:
    return (_t.created_at >= span.start, _t.created_at < span.end, *_departments(span))


def _departments(span: Span) -> tuple[Any, ...]:
    if span.departments is None:
        return ()
    return (_t.department_id.in_(span.departments),)


def _day(column: Any, span: Span) -> Any:
    """The number of the local day."""
    local = epoch(column) + span.offset
    return (local - local % DAY) / DAY


def _any(condition: Any) -> Any:
    return func.max(case((condition, 1), else_=0))


def _sum(condition: Any) -> Any:
    return func.sum(case((and_(condition), 1), else_=0))
