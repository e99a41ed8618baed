"""What the reports count. Days are those of the business's own clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import String, and_, case, func, select, type_coerce
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import BigInteger

from helpdesk.db import desk_tables, tables
from helpdesk.domain.enums import OrderStatus, SlaStatus

DAY = 86400
EPOCH = date(1970, 1, 1)
NOT_UNDERSTOOD = '"reason": "not_understood"'
_t = tables.ticket.c
_m = tables.message.c
_o = tables.customer_order.c


class epoch(FunctionElement):  # type: ignore[type-arg]  # noqa: N801 - a SQL function
    """Seconds since 1970 of a time, whatever the database."""

    type = BigInteger()
    inherit_cache = True


@compiles(epoch, "sqlite")
def _sqlite(element: Any, compiler: Any, **options: Any) -> str:
    return f"CAST(strftime('%s', {compiler.process(element.clauses, **options)}) AS INTEGER)"


@compiles(epoch)
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
    day, column = days_of(_t.created_at, span), _COLUMNS[by]
    found = (
        select(day, column, func.count())
        .select_from(_joined())
        .where(*new_in(span))
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
        .where(*new_in(span), end.is_not(None))
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
        .where(*departments_of(span))
        .group_by(clock.target)
    )
    return {str(target): (int(hit), int(n - hit)) for target, hit, n in session.execute(found)}


def revenue(session: Session, span: Span) -> dict[str, dict[date, int]]:
    """What was ordered in the chat and not cancelled, in minor units, by currency and day."""
    day = days_of(_o.created_at, span)
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
    found = select(hour, func.count()).select_from(_joined()).where(*new_in(span)).group_by(hour)
    counted: dict[tuple[int, int], int] = defaultdict(int)
    for number, count in session.execute(found):
        days, at = divmod(int(number), 24)
        counted[(days + 3) % 7, at] += int(count)  # 1 January 1970 was a Thursday
    return dict(counted)


def tickets(
    session: Session, span: Span, conditions: Sequence[Any] | None = None, *, most: int
) -> list[Any]:
    """Tickets, by default those opened in the span: reference, subject, status, when, department;
    the newest first.
    """
    found = select(_t.reference, _t.subject, _t.status, _t.created_at, tables.department.c.code)
    found = found.select_from(_joined()).where(*(conditions or new_in(span)))
    return list(session.execute(found.order_by(_t.id.desc()).limit(most)))


def of_kind(span: Span, by: str, value: str) -> list[Any]:
    """The conditions of the new tickets behind a bar of `volume`."""
    column = _COLUMNS.get(by)
    told = [type_coerce(column, String) == value] if column is not None and value else []
    return [*new_in(span), *told]


def _joined() -> Any:
    return tables.ticket.join(tables.department, tables.department.c.id == _t.department_id).join(
        tables.contact, tables.contact.c.id == _t.contact_id
    )


def new_in(span: Span) -> tuple[Any, ...]:
    """The conditions that a ticket was opened in the span."""
    return (_t.created_at >= span.start, _t.created_at < span.end, *departments_of(span))


def departments_of(span: Span) -> tuple[Any, ...]:
    """The condition that a ticket is one of the span's departments."""
    if span.departments is None:
        return ()
    return (_t.department_id.in_(span.departments),)


def days_of(column: Any, span: Span) -> Any:
    """The number of the local day."""
    local = epoch(column) + span.offset
    return (local - local % DAY) / DAY


def _sum(condition: Any) -> Any:
    return func.sum(case((and_(condition), 1), else_=0))
