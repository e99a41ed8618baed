"""The work list: who is waiting, for what, and since when."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backoffice import access, failures, live
from backoffice.office import form_in, form_of, number_of, office, staff_of
from backoffice.pages import page
from helpdesk.db import queries, work_list
from helpdesk.db.work_list import PAGE, SORTS, TABS, Wanted
from helpdesk.domain.enums import Language, Priority, TicketKind, TicketStatus
from helpdesk.domain.errors import HelpdeskError
from helpdesk.domain.rights import Right
from helpdesk.domain.staff import StaffMember
from helpdesk.services import filters

LONGEST_SEARCH = 100
CHOICES: dict[str, tuple[str, ...]] = {
    "kind": tuple(map(str, TicketKind)),
    "status": tuple(map(str, TicketStatus)),
    "priority": tuple(map(str, Priority)),
    "language": tuple(map(str, Language)),
}
FIELDS = ("tab", "q", *CHOICES, "department", "assignee", "sort")


def show(request: Request) -> Response:
    """The whole page."""
    return _page(request, dict(request.query_params))


def refresh(request: Request) -> Response:
    """The list alone, if it changed since the browser last had it."""
    return live.answer(request, "_queue.html", **_rows(request, dict(request.query_params)))


def keep(request: Request) -> Response:
    """Keep this list under a name."""
    form, house = form_in(request), office(request)
    name, asked = form.given.get("name", ""), form.given.get("query", "")
    given = dict(parse_qsl(asked[: filters.LONGEST_QUERY]))
    query = query_of(given)
    try:
        form.text("query", longest=filters.LONGEST_QUERY, needed=False)
        form.check()
        with house.database.begin() as session:
            filters.keep(session, staff_of(request), name, query, now=house.clock())
    except HelpdeskError as error:
        return _page(request, given, error=error, place="keep", name=name)
    return RedirectResponse(f"/?{query}", 303)


def drop(request: Request) -> Response:
    """Forget a kept list of one's own."""
    given = form_of(request).get("filter", "")
    try:
        with office(request).database.begin() as session:
            filters.drop(session, staff_of(request), access.number_of(given))
    except HelpdeskError as error:
        return _page(request, {}, error=error)
    return RedirectResponse("/", 303)


def wanted_of(given: dict[str, str]) -> Wanted:
    """What an address asks for; what it gets wrong is as if it had not been said."""
    said = {name: given.get(name, "").replace("\0", "").strip() for name in FIELDS}
    chosen = {name: said[name] if said[name] in words else None for name, words in CHOICES.items()}
    assignee, turned = said["assignee"], given.get("page", "1")
    return Wanted(
        tab=said["tab"] if said["tab"] in TABS else TABS[0],
        words=said["q"][:LONGEST_SEARCH],
        department=said["department"][:64] or None,
        assignee=number_of(assignee),
        sort=said["sort"] if said["sort"] in SORTS else SORTS[0],
        page=int(turned) if _is_number(turned) and len(turned) < 4 else 1,
        **chosen,
    )


def query_of(given: dict[str, str], **other: str) -> str:
    """The address of a list, without what says nothing."""
    asked = {**{name: given.get(name, "") for name in FIELDS}, **other}
    return urlencode({name: value[:100] for name, value in asked.items() if value})


def tabs_of(staff: StaffMember) -> tuple[str, ...]:
    """The tabs that mean something to them: who has no departments of their own needs no such."""
    own = bool(staff.departments.split())
    return tuple(tab for tab in TABS if own or tab != "departments")


def _is_number(given: str) -> bool:
    return given.isascii() and given.isdigit() and len(given) < 10


def _page(
    request: Request,
    given: dict[str, str],
    *,
    error: HelpdeskError | None = None,
    place: str = "",
    name: str = "",
) -> Response:
    values = _rows(request, given)
    with office(request).database.reading() as session:
        saved = filters.of_staff(session, staff_of(request))
    return page(
        request,
        "queue.html",
        status=failures.status_of(error) if error else 200,
        refresh=live.part(request, "_queue.html", **values),
        saved=saved,
        refused=error,
        place=place,
        name=name,
        **values,
    )


def _rows(request: Request, given: dict[str, str]) -> dict[str, Any]:
    house, staff = office(request), staff_of(request)
    scope, wanted, tabs = access.scope_of(staff), wanted_of(given), tabs_of(staff)
    now = house.clock()
    with house.database.reading() as session:
        rows = work_list.rows(session, scope, wanted, now=now)
        counts = work_list.counts(session, scope, tabs, now=now)
        departments = queries.departments(session)
        colleagues = queries.colleagues(session)
    return {
        "rows": rows[:PAGE],
        "more": len(rows) > PAGE,
        "counts": counts,
        "most": work_list.MOST_COUNTED,
        "tabs": tabs,
        "tab": "" if wanted.words else wanted.tab,
        "words": wanted.words,
        "wanted": wanted,
        "choices": CHOICES,
        "sorts": SORTS,
        "departments": departments,
        "colleagues": colleagues,
        "query": query_of(given, page=given.get("page", "")),
        "plain_query": query_of(given),
        "earlier": query_of(given, page=str(wanted.page - 1)),
        "later": query_of(given, page=str(wanted.page + 1)),
        "narrowed": any(
            (*(getattr(wanted, name) for name in CHOICES), wanted.department, wanted.assignee)
        )
        or wanted.assignee == 0,
    }


ROUTES = [
    access.route("/", show, Right.READ_TICKETS),
    access.route("/queue", refresh, Right.READ_TICKETS),
    access.posting("/filters", keep, Right.READ_TICKETS),
    access.posting("/filters/drop", drop, Right.READ_TICKETS),
]
