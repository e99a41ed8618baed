"""How it goes: plots and figures of a stretch of days, each leading to the tickets behind it."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time, timedelta
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_day_names
from starlette.requests import Request
from starlette.responses import Response

from backoffice import access, plots
from backoffice.office import language_of, office, staff_of
from backoffice.pages import label, page
from backoffice.tables import csv_file, safe_cell
from backoffice.times import read_day
from helpdesk.db import queries
from helpdesk.db import report_queries as read
from helpdesk.db.engine import Session
from helpdesk.db.report_queries import Span
from helpdesk.domain.company import Department
from helpdesk.domain.errors import BadTime
from helpdesk.domain.rights import Right
from helpdesk.locale import say

PRESETS = (1, 7, 30, 90)
LONGEST_DAYS = 400
MOST_SERIES = 7
"""The others of a plot are drawn as one, so that colours can be told apart."""

MOST_TICKETS = 500
MOST_ROWS = 200_000


def show(request: Request) -> Response:
    """The dashboard."""
    days, said, wrong = _days(request)
    by = request.query_params.get("by", "")
    by = by if by in read.KINDS else read.KINDS[0]
    with office(request).database.reading() as session:
        departments = queries.departments(session)
        span = _span(request, days, departments)
        values = _figures(request, session, span, days, by, departments)
    return page(
        request,
        "reports.html",
        status=422 if wrong else 200,
        said=said,
        wrong=wrong,
        by=by,
        kinds=read.KINDS,
        presets=PRESETS,
        days=days,
        query=urlencode({"from": days[0].isoformat(), "to": days[-1].isoformat()}),
        **values,
    )


def show_tickets(request: Request) -> Response:
    """The tickets behind a number."""
    days, _said, _wrong = _days(request)
    by, value = request.query_params.get("by", ""), request.query_params.get("value", "")[:64]
    with office(request).database.reading() as session:
        departments = queries.departments(session)
        span = _span(request, days, departments)
        rows = read.tickets(session, span, by, value, most=MOST_TICKETS)
    return page(
        request,
        "report_tickets.html",
        rows=rows,
        departments=departments,
        named=_named(language_of(request), by, value, departments),
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
        span = _span(request, days, queries.departments(session))
        for row in read.tickets(session, span, "", "", most=MOST_ROWS):
            shown = (row[0], row[1], row[2], row[3].isoformat(), row[4])
            writer.writerow([safe_cell(cell) for cell in shown])
    return csv_file("tickets.csv", out.getvalue())


def _figures(
    request: Request,
    session: Session,
    span: Span,
    days: list[date],
    by: str,
    departments: dict[str, Department],
) -> dict[str, Any]:
    language = language_of(request)
    total, finished = read.alone(session, span)
    replied, resolved = (read.durations(session, span, w) for w in ("replied_at", "resolved_at"))
    return {
        **_plots(language, session, span, days, by, departments),
        "times": [
            (departments[code].name(language), _spread(replied, code), _spread(resolved, code))
            for code in departments
            if code in replied or code in resolved
        ],
        "clocks": read.clocks(session, span),
        "scores": read.scores(session, span),
        "customer_days": total,
        "finished_alone": finished,
        "not_understood": read.not_understood(session, span),
    }


def _plots(
    language: str,
    session: Session,
    span: Span,
    days: list[date],
    by: str,
    departments: dict[str, Department],
) -> dict[str, Any]:
    volume = read.volume(session, span, by)
    named = {_named(language, by, value, departments): value for value in volume}
    series = _series(language, {n: volume[v] for n, v in named.items()}, days)
    labels = [str(format_date(day, "d MMM", locale=language)) for day in days]
    weekdays = get_day_names("abbreviated", locale=language)
    earned = read.revenue(session, span)
    return {
        "volume_plot": plots.stacked(say(language, f"reports.by.{by}"), labels, series),
        "volume": {name: (sum(values), named.get(name, "")) for name, values in series.items()},
        "hours_plot": plots.heat(
            say(language, "reports.hours"),
            [weekdays[i] for i in range(7)],
            read.hours(session, span),
        ),
        "revenue_plots": [
            (
                currency,
                plots.stacked(
                    say(language, "reports.revenue"),
                    labels,
                    {currency: [perday.get(day, 0) // 100 for day in days]},
                ),
                sum(perday.values()),
            )
            for currency, perday in sorted(earned.items())
        ],
        "all_tickets": sum(sum(values) for values in series.values()),
    }


def _series(
    language: str, volume: dict[str, dict[date, int]], days: list[date]
) -> dict[str, list[int]]:
    """A row of numbers for each name, the greatest first, and one for all the small ones."""
    ranked = sorted(volume, key=lambda name: -sum(volume[name].values()))
    rows = {n: [volume[n].get(day, 0) for day in days] for n in ranked[:MOST_SERIES]}
    rest = ranked[MOST_SERIES:]
    if rest:
        others = [sum(volume[name].get(day, 0) for name in rest) for day in days]
        rows[say(language, "reports.others")] = others
    return rows


def _named(language: str, by: str, value: str, departments: dict[str, Department]) -> str:
    if by == "department" and value in departments:
        return departments[value].name(language)
    if by == "intent":
        return label(language, "intent", value)
    return label(language, by, value) if value else ""


def _spread(taken: dict[str, list[int]], code: str) -> tuple[int, int] | None:
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


def _span(request: Request, days: list[date], departments: dict[str, Department]) -> Span:
    zone = ZoneInfo(office(request).settings.timezone)
    start = datetime.combine(days[0], time(), zone)
    end = datetime.combine(days[-1] + timedelta(days=1), time(), zone)
    offset = start.utcoffset() or timedelta()
    scope = access.scope_of(staff_of(request))
    staff = staff_of(request)
    own = scope.own if staff.role == "lead" and scope.own else scope.departments
    ids = None if own is None else tuple(d.id or 0 for c, d in departments.items() if c in own)
    return Span(start, end, int(offset.total_seconds()), ids)


ROUTES = [
    access.route("/reports", show, Right.READ_REPORTS),
    access.route("/reports/tickets", show_tickets, Right.READ_REPORTS),
    access.route("/reports.csv", take, Right.READ_REPORTS),
]
