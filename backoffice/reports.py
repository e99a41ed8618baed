"""How it goes: plots and figures of a stretch of days, each leading to the tickets behind it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from backoffice import access, report_plots, trace
from backoffice.office import Office, language_of, office, staff_of
from backoffice.pages import page
from backoffice.report_plots import Asked
from backoffice.tables import csv_file, safe_cell
from helpdesk.db import queries
from helpdesk.db import report_days as daily
from helpdesk.db import report_queries as read
from helpdesk.db.engine import Session
from helpdesk.db.report_queries import Span
from helpdesk.domain.company import Department
from helpdesk.domain.errors import BadTime
from helpdesk.domain.rights import Right
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.typed_times import read_day

PRESETS = (1, 7, 30, 90)
LONGEST_DAYS = 400
MOST_TICKETS = 500
MOST_ROWS = 200_000


def show(request: Request) -> Response:
    """The dashboard."""
    days, said, wrong = _days(request)
    by = request.query_params.get("by", "")
    by = by if by in read.KINDS else read.KINDS[0]
    with office(request).database.reading() as session:
        asked = _asked(request, session, days, by)
        values = _figures(session, asked)
        drawn = report_plots.all_of(session, asked)
    return page(
        request,
        "reports.html",
        status=422 if wrong else 200,
        said=said,
        wrong=wrong,
        by=by,
        kinds=read.KINDS,
        presets=PRESETS,
        query=urlencode({"from": days[0].isoformat(), "to": days[-1].isoformat()}),
        plots=drawn,
        lost_link=asked.link("not_understood", ""),
        **values,
    )


def show_tickets(request: Request) -> Response:
    """The tickets behind a number."""
    days, _said, _wrong = _days(request)
    by, value = (request.query_params.get(name, "")[:64] for name in ("by", "value"))
    value = value.replace("\0", "")
    with office(request).database.reading() as session:
        asked = _asked(request, session, days, by)
        conditions = daily.behind(asked.span, by, value)
        if conditions is None:
            conditions = read.of_kind(asked.span, by, value)
        rows = read.tickets(session, asked.span, conditions, most=MOST_TICKETS)
    return page(
        request,
        "report_tickets.html",
        rows=rows,
        departments=asked.departments,
        named=_told(asked, by, value),
        days=days,
        most=MOST_TICKETS,
    )


def take(request: Request) -> Response:
    """The tickets of the time as a table for a spreadsheet."""
    days, _said, _wrong = _days(request)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("reference", "subject", "status", "created_at", "department"))
    with office(request).database.reading() as session:
        asked = _asked(request, session, days, "")
        for row in read.tickets(session, asked.span, most=MOST_ROWS):
            shown = (row[0], row[1], row[2], row[3].isoformat(), row[4])
            writer.writerow([safe_cell(cell) for cell in shown])
    trace.note_alone(request, "report.taken", f"days:{days[0]}:{days[-1]}")
    return csv_file("tickets.csv", out.getvalue())


def _figures(session: Session, asked: Asked) -> dict[str, Any]:
    """The numbers above and between the plots."""
    span, language = asked.span, asked.language
    replied, resolved = (read.durations(session, span, w) for w in ("replied_at", "resolved_at"))
    scores = daily.scores(session, span)
    return {
        "times": [
            (department.name(language), spread(replied, code), spread(resolved, code))
            for code, department in asked.departments.items()
            if code in replied or code in resolved
        ],
        "all_tickets": _sum(read.volume(session, span, "kind")),
        "clocks": read.clocks(session, span),
        "scores": {int(score): sum(days.values()) for score, days in scores.items()},
        "visits": _totals(daily.visits(session, span)),
        "readings": _totals(daily.readings(session, span)),
    }


def _totals(counted: Mapping[str, Mapping[date, int]]) -> dict[str, int]:
    return {name: sum(days.values()) for name, days in counted.items()}


def _sum(counted: Mapping[str, Mapping[date, int]]) -> int:
    return sum(_totals(counted).values())


def _told(asked: Asked, by: str, value: str) -> str:
    """The heading of a list; nothing for an address that somebody has typed wrongly."""
    try:
        return report_plots.meant(asked, by, value)
    except KeyError:
        return ""


def spread(taken: dict[str, list[int]], code: str) -> tuple[int, int] | None:
    """Median and ninth decile in seconds."""
    seconds = taken.get(code)
    if not seconds:
        return None
    high = quantiles(seconds, n=10)[8] if len(seconds) > 1 else seconds[0]
    return int(median(seconds)), int(high)


def _days(request: Request) -> tuple[list[date], dict[str, str], bool]:
    """The days asked for, as typed, and whether they were wrong."""
    house, given = office(request), request.query_params
    today = house.clock().astimezone(ZoneInfo(house.settings.timezone)).date()
    said = {name: given.get(name, "").strip()[:20] for name in ("from", "to", "days")}
    count = int(said["days"]) if said["days"].isdecimal() and len(said["days"]) < 4 else 30
    first, last, wrong = today - timedelta(days=max(count, 1) - 1), today, False
    try:
        last = read_day(said["to"]) if said["to"] else last
        first = read_day(said["from"]) if said["from"] else first
    except BadTime:
        wrong = True
    if wrong or not timedelta(0) <= last - first <= timedelta(days=LONGEST_DAYS):
        wrong, first, last = True, today - timedelta(days=29), today
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return days, {**said, "from": first.isoformat(), "to": last.isoformat()}, wrong


def _asked(request: Request, session: Session, days: list[date], by: str) -> Asked:
    departments = queries.departments(session)
    span = span_of(office(request), staff_of(request), days, departments)
    return Asked(language_of(request), span, days, by, departments)


def span_of(
    house: Office, staff: StaffMember, days: list[date], departments: dict[str, Department]
) -> Span:
    """Those days of the business's own clock, for the departments this member of staff leads."""
    zone = ZoneInfo(house.settings.timezone)
    start = datetime.combine(days[0], time(), zone)
    end = datetime.combine(days[-1] + timedelta(days=1), time(), zone)
    offset = start.utcoffset() or timedelta()
    scope = access.scope_of(staff)
    own = scope.own if staff.role == "lead" and scope.own else scope.departments
    ids = None if own is None else tuple(d.id or 0 for c, d in departments.items() if c in own)
    return Span(start, end, int(offset.total_seconds()), ids)


ROUTES = [
    access.route("/reports", show, Right.READ_REPORTS),
    access.route("/reports/tickets", show_tickets, Right.READ_REPORTS),
    access.route("/reports.csv", take, Right.READ_REPORTS),
]
