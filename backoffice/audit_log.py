"""The audit: who did and saw what, searched, paged, and taken away as a table."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from backoffice import access, trace
from backoffice.office import office
from backoffice.pages import page
from backoffice.tables import csv_file, safe_cell
from helpdesk.db import audit_queries as read
from helpdesk.db import queries
from helpdesk.domain.errors import BadTime
from helpdesk.domain.rights import Right
from helpdesk.domain.typed_times import read_day

FIELDS = ("who", "what", "text", "from", "to")
MOST_ROWS = 50_000
PAGES = {"ticket": "/tickets", "order": "/orders", "product": "/stock"}
"""Where what an entry is about has a page, by its reference or code."""


def show(request: Request) -> Response:
    """A page of entries, the newest first."""
    asked, said, wrong = _asked(request)
    with office(request).database.reading() as session:
        entries = read.entries(session, asked, most=read.PAGE + 1)
        people = queries.names(session)
        kinds = read.kinds(session)
        subjects = read.subjects(session, entries)
        departments = queries.departments(session)
    return page(
        request,
        "audit.html",
        status=422 if wrong else 200,
        entries=entries[: read.PAGE],
        more=len(entries) > read.PAGE,
        people=people,
        kinds=kinds,
        subjects=subjects,
        pages=PAGES,
        said=said,
        wrong=wrong,
        query=urlencode({name: value for name, value in said.items() if value}),
        departments=departments,
    )


def take(request: Request) -> Response:
    """The same entries as a table for a spreadsheet."""
    asked, _said, _wrong = _asked(request)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("at", "who", "what", "subject", "field", "old", "new"))
    with office(request).database.reading() as session:
        people = queries.names(session)
        for each in read.entries(session, asked, most=MOST_ROWS):
            who = people.get(each.who, each.who)
            row = (
                each.at.isoformat(),
                who,
                each.what,
                each.subject,
                each.field,
                each.old,
                each.new,
            )
            writer.writerow([safe_cell(cell) for cell in row])
    trace.note_alone(request, "audit.taken", "audit")
    return csv_file("audit.csv", out.getvalue())


def _asked(request: Request) -> tuple[read.Asked, dict[str, str], bool]:
    given = request.query_params
    said = {name: given.get(name, "").replace("\0", "").strip()[:100] for name in FIELDS}
    zone = ZoneInfo(office(request).settings.timezone)
    days, wrong = {}, False
    for name in ("from", "to"):
        try:
            days[name] = read_day(said[name]) if said[name] else None
        except BadTime:
            days[name], wrong = None, True
    before = given.get("before", "")
    asked = read.Asked(
        who=said["who"],
        what=said["what"],
        text=said["text"],
        start=_midnight(days["from"], zone),
        end=_midnight(days["to"], zone, days=1),
        before=int(before) if before.isascii() and before.isdigit() and len(before) < 18 else None,
    )
    return asked, said, wrong


def _midnight(day: date | None, zone: Any, *, days: int = 0) -> datetime | None:
    return None if day is None else datetime.combine(day + timedelta(days=days), time(), zone)


ROUTES = [
    access.route("/audit", show, Right.READ_AUDIT),
    access.route("/audit.csv", take, Right.READ_AUDIT),
]
