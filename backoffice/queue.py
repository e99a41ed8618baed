"""The work list: who is waiting, for what, and since when."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from backoffice import access, live
from backoffice.office import office, staff_of
from backoffice.pages import page
from helpdesk.db import queries
from helpdesk.domain.rights import Right

LONGEST_SEARCH = 100


def show(request: Request) -> Response:
    """The whole page."""
    values = _rows(request)
    return page(
        request, "queue.html", refresh=live.part(request, "_queue.html", **values), **values
    )


def refresh(request: Request) -> Response:
    """The list alone, if it changed since the browser last had it."""
    return live.answer(request, "_queue.html", **_rows(request))


def _rows(request: Request) -> dict[str, Any]:
    scope = access.scope_of(staff_of(request))
    words = request.query_params.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    tab = request.query_params.get("tab", "")
    tab = tab if tab in queries.TABS else queries.TABS[0]
    with office(request).database.reading() as session:
        rows = (
            queries.search(session, scope, words) if words else queries.queue(session, scope, tab)
        )
        counts = queries.counts(session, scope)
    return {
        "rows": rows,
        "counts": counts,
        "tabs": queries.TABS,
        "tab": "" if words else tab,
        "words": words,
        "query": urlencode({"q": words} if words else {"tab": tab}),
        "limit": queries.LONGEST_LIST,
    }


ROUTES = [
    access.route("/", show, Right.READ_TICKETS),
    access.route("/queue", refresh, Right.READ_TICKETS),
]
