"""About the house: what the token may do, the departments, figures of a stretch of days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from backoffice import access, reports
from backoffice.api import pace, times
from backoffice.api.operation import Call, Done, Operation
from backoffice.api.problems import unfit
from backoffice.api.schemas import DAY, ref
from helpdesk.db import queries
from helpdesk.db import report_days as daily
from helpdesk.db import report_queries as read
from helpdesk.domain.scopes import TokenScope, scopes_of

YEARS = range(2000, 2100)
USUAL_DAYS = 30


def show_me(call: Call) -> Done:
    """What the token may do, and for whom."""
    token, staff = call.token, call.staff
    seen = access.scope_of(staff).departments
    return Done(
        {
            "token": {
                "name": token.name,
                "hint": token.hint,
                "created_at": times.stamp(token.created_at),
            },
            "scopes": sorted(str(each) for each in scopes_of(token.scopes)),
            "acts_for": {"id": staff.id, "name": staff.name, "role": str(staff.role)},
            "departments": None if seen is None else sorted(seen),
            "requests_per_minute": pace.PER_MINUTE,
        }
    )


def show_departments(call: Call) -> Done:
    """Every department, those too that are no longer used."""
    return Done(
        {
            "departments": [
                {"code": d.code, "name_sw": d.name_sw, "name_en": d.name_en, "active": d.active}
                for d in queries.departments(call.session).values()
            ]
        }
    )


def show_summary(call: Call) -> Done:
    """The figures of the reports page, for other programs to draw."""
    session, days = call.session, _days(call)
    span = reports.span_of(call.house, call.staff, days, queries.departments(session))
    by = {kind: _sums(read.volume(session, span, kind)) for kind in read.KINDS}
    visits, readings = _sums(daily.visits(session, span)), _sums(daily.readings(session, span))
    content = {
        "from": days[0].isoformat(),
        "to": days[-1].isoformat(),
        "tickets": {"total": sum(by[read.KINDS[0]].values()), "by": by},
        "first_reply": _spreads(read.durations(session, span, "replied_at")),
        "resolution": _spreads(read.durations(session, span, "resolved_at")),
        "promises": {
            target: {"kept": kept, "missed": missed}
            for target, (kept, missed) in read.clocks(session, span).items()
        },
        "scores": _sums(daily.scores(session, span)),
        "customer_days": sum(visits.values()),
        "finished_by_assistant": visits["alone"],
        "messages_read": sum(readings.values()),
        "not_understood": readings.get("not_understood", 0),
        "revenue": _sums(read.revenue(session, span)),
    }
    return Done(content)


def _sums(by_day: dict[str, dict[date, int]]) -> dict[str, int]:
    return {name: sum(values.values()) for name, values in by_day.items()}


def _spreads(taken: dict[str, list[int]]) -> dict[str, Any]:
    spreads = {code: reports.spread(taken, code) for code in taken}
    return {
        code: {"median_seconds": spread[0], "ninth_decile_seconds": spread[1]}
        for code, spread in spreads.items()
        if spread is not None
    }


def _days(call: Call) -> list[date]:
    today = call.now.astimezone(ZoneInfo(call.house.settings.timezone)).date()
    last = _day(call, "to") or today
    first = _day(call, "from") or last - timedelta(days=USUAL_DAYS - 1)
    count = (last - first).days + 1
    if not 1 <= count <= reports.LONGEST_DAYS:
        raise unfit("from", "span", place="query", limit=reports.LONGEST_DAYS)
    return [first + timedelta(days=n) for n in range(count)]


def _day(call: Call, name: str) -> date | None:
    given = call.query.get(name)
    day = times.day(given) if given else None
    if day is not None and day.year not in YEARS:
        raise unfit(name, "form", place="query")
    return day


OPERATIONS = [
    Operation("me.read", "GET", "/me", show_me, ref("Me"), quiet=True),
    Operation(
        "departments.list",
        "GET",
        "/departments",
        show_departments,
        ref("DepartmentList"),
        quiet=True,
    ),
    Operation(
        "reports.summary",
        "GET",
        "/reports/summary",
        show_summary,
        ref("Summary"),
        TokenScope.REPORTS_READ,
        query={"from": DAY, "to": DAY},
    ),
]
