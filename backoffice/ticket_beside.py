"""What goes on beside a ticket while it is open: drafts, who else is here, and its history."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from backoffice import access
from backoffice.office import form_of, office, staff_of
from backoffice.pages import page
from backoffice.ticket_page import reference_of
from helpdesk.db import queries
from helpdesk.domain.enums import DraftKind
from helpdesk.domain.rights import Right
from helpdesk.services import drafts, presence


def keep_draft(request: Request) -> Response:
    """Keep what is being typed. Nothing is shown: the page goes on as it is."""
    form, house, staff = form_of(request), office(request), staff_of(request)
    now = house.clock()
    with house.database.begin() as session:
        ticket = access.ticket_of(session, staff, reference_of(request))
        for kind in DraftKind:
            if str(kind) in form:
                drafts.keep(session, ticket, staff, kind, form[str(kind)], now=now)
        presence.seen(
            session, ticket, staff, replying=bool(form.get("reply", "").strip()), now=now
        )
    return Response(status_code=204)


def here(request: Request) -> Response:
    """Somebody still has the page open, or has closed it; who else is here."""
    form, house, staff = form_of(request), office(request), staff_of(request)
    now = house.clock()
    with house.database.begin() as session:
        ticket = access.ticket_of(session, staff, reference_of(request))
        if form.get("leaving") == "yes":
            presence.left(session, ticket, staff)
        else:
            typing = form.get("replying") == "yes"
            presence.seen(session, ticket, staff, replying=typing, now=now)
        beside = presence.others(session, ticket, staff, now=now)
    return page(request, "_presence.html", beside=beside)


def history(request: Request) -> Response:
    """Everything that was done with the ticket, and by whom."""
    staff, house = staff_of(request), office(request)
    with house.database.reading() as session:
        ticket = access.ticket_of(session, staff, reference_of(request))
        entries = queries.history(session, ticket)
        people = queries.names(session)
        departments = queries.departments(session)
    return page(
        request,
        "history.html",
        ticket=ticket,
        entries=entries,
        people=people,
        departments=departments,
    )


ROUTES = [
    access.posting("/tickets/{reference}/draft", keep_draft, Right.WORK_TICKETS),
    access.posting("/tickets/{reference}/here", here, Right.READ_TICKETS),
    access.route("/tickets/{reference}/history", history, Right.READ_TICKETS),
]
