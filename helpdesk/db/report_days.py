"""What the reports count day by day, and which tickets stand behind such a number."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session

from helpdesk.db import desk_tables, tables
from helpdesk.db.report_queries import (
    EPOCH,
    NOT_UNDERSTOOD,
    Span,
    days_of,
    departments_of,
    epoch,
    new_in,
)
from helpdesk.domain.enums import Author, SlaStatus, Visibility

FALLBACK = "nlu_fallback"
"""What Rasa calls a message of which no reading is likely enough (its FallbackClassifier)."""

Days = dict[date, int]
_t, _m, _r, _c = (
    tables.ticket.c,
    tables.message.c,
    tables.rating.c,
    desk_tables.sla_clock.c,
)
_ENDED = {"hit": SlaStatus.HIT, "missed": SlaStatus.MISSED}


def promises(session: Session, span: Span) -> dict[str, Days]:
    """Clocks that were hit and missed, by the day on which they began."""
    day = days_of(_c.started_at, span)
    found = (
        select(day, _c.status, func.count())
        .select_from(desk_tables.sla_clock.join(tables.ticket, _t.id == _c.ticket_id))
        .where(_c.started_at >= span.start, _c.started_at < span.end)
        .where(_c.status.in_(tuple(_ENDED.values())), *departments_of(span))
        .group_by(day, _c.status)
    )
    return _by_name(session.execute(found))


def scores(session: Session, span: Span) -> dict[str, Days]:
    """Scores by the day on which they were given, the best first."""
    day = days_of(_r.rated_at, span)
    found = (
        select(day, _r.score, func.count())
        .select_from(tables.rating.join(tables.ticket, _t.id == _r.ticket_id))
        .where(_r.rated_at >= span.start, _r.rated_at < span.end, _r.score.is_not(None))
        .where(*departments_of(span))
        .group_by(day, _r.score)
    )
    return dict(sorted(_by_name(session.execute(found)).items(), reverse=True))


def readings(session: Session, span: Span) -> dict[str, Days]:
    """Customers' messages to the assistant: `understood` and `not_understood`, by day."""
    day = days_of(_m.created_at, span)
    lost = _m.intent == FALLBACK
    found = (
        select(day, lost, func.count())
        .where(_m.created_at >= span.start, _m.created_at < span.end)
        .where(_m.author == Author.CUSTOMER, _m.intent.is_not(None))
        .group_by(day, lost)
    )
    return _by_name(
        (number, "not_understood" if not_read else "understood", count)
        for number, not_read, count in session.execute(found)
    )


def visits(session: Session, span: Span) -> dict[str, Days]:
    """Customers who wrote, by day: `alone` where no ticket and no person was needed, `helped`."""
    wrote = _said_in(span).where(_m.author == Author.CUSTOMER)
    with_people = or_(_m.ticket_id.is_not(None), _m.author == Author.STAFF)
    talked = _said_in(span).where(with_people, _m.visibility == Visibility.PUBLIC)
    opened = select(_t.contact_id, days_of(_t.created_at, span).label("day")).where(
        _t.created_at >= span.start, _t.created_at < span.end
    )
    everybody = _counted(session, wrote.distinct())
    alone = _counted(session, wrote.except_(talked, opened))
    helped = {day: count - alone.get(day, 0) for day, count in everybody.items()}
    return {"alone": alone, "helped": helped}


def first_replies(session: Session, span: Span) -> dict[date, list[int]]:
    """Seconds from opening to the first reply of staff's, by the day of opening."""
    taken = epoch(_t.replied_at) - epoch(_t.created_at)
    found = select(days_of(_t.created_at, span), taken).where(
        _t.created_at >= span.start,
        _t.created_at < span.end,
        _t.replied_at.is_not(None),
        *departments_of(span),
    )
    seconds: dict[date, list[int]] = defaultdict(list)
    for number, took in session.execute(found):
        seconds[EPOCH + timedelta(days=int(number))].append(max(0, int(took)))
    return dict(seconds)


def behind(span: Span, by: str, value: str) -> list[Any] | None:
    """The conditions of the tickets behind a number; None where `by` is none of these."""
    if by == "promise" and value in _ENDED:
        mine = and_(_c.ticket_id == _t.id, _c.status == _ENDED[value])
        began = and_(_c.started_at >= span.start, _c.started_at < span.end)
        return [exists().where(and_(mine, began)), *departments_of(span)]
    if by == "score" and value.isdecimal():
        mine = and_(_r.ticket_id == _t.id, _r.score == int(value[:2]))
        given = and_(_r.rated_at >= span.start, _r.rated_at < span.end)
        return [exists().where(and_(mine, given)), *departments_of(span)]
    if by == "not_understood":
        return [*new_in(span), _t.packet.contains(NOT_UNDERSTOOD, autoescape=True)]
    return None


def _said_in(span: Span) -> Any:
    """Who was spoken with on which day."""
    return select(_m.contact_id, days_of(_m.created_at, span).label("day")).where(
        _m.created_at >= span.start, _m.created_at < span.end
    )


def _counted(session: Session, pairs: Any) -> Days:
    """How many customers each day has."""
    each = pairs.subquery()
    found = select(each.c.day, func.count()).group_by(each.c.day)
    return {
        EPOCH + timedelta(days=int(number)): int(count) for number, count in session.execute(found)
    }


def _by_name(rows: Any) -> dict[str, Days]:
    counted: dict[str, Days] = defaultdict(dict)
    for number, name, count in rows:
        counted[str(name)][EPOCH + timedelta(days=int(number))] = int(count)
    return dict(counted)
