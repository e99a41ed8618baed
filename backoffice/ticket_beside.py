"""What goes on beside a ticket while it is open: drafts, who else is here, and its history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from backoffice import access
from backoffice.office import form_in, form_of, office, staff_of
from backoffice.pages import page
from backoffice.ticket_page import reference_of
from helpdesk.db import queries
from helpdesk.db.engine import Session
from helpdesk.domain.enums import DraftKind
from helpdesk.domain.errors import EmptyText, HelpdeskError, NotFound
from helpdesk.domain.rights import Right
from helpdesk.services import drafts, presence


def keep_draft(request: Request) -> Response:
    """Keep what is being typed. Nothing is shown, unless it could not be kept."""
    form, house = form_of(request), office(request)
    given = {kind: form[str(kind)] for kind in DraftKind if str(kind) in form}
    try:
        with house.database.begin() as session:
            _keep(session, request, given, house.clock())
    except NotFound:
        raise
    except HelpdeskError as error:
        return page(request, "_draft.html", status=422, refused=error)
    return Response(status_code=204)


def _keep(
    session: Session, request: Request, given: Mapping[DraftKind, str], now: datetime
) -> None:
    staff = staff_of(request)
    ticket = access.ticket_of(session, staff, reference_of(request))
    if not given:
        raise EmptyText
    for kind, text in given.items():
        drafts.keep(session, ticket, staff, kind, text, now=now)
    replying = bool(given.get(DraftKind.REPLY, "").strip())
    presence.seen(session, ticket, staff, replying=replying, now=now)


def here(request: Request) -> Response:
    """Somebody still has the page open, or has closed it; who else is here."""
    form, house, staff = form_in(request), office(request), staff_of(request)
    now = house.clock()
    leaving = form.choice_or_none("leaving", ("yes",)) == "yes"
    typing = form.choice_or_none("replying", ("yes", "no")) == "yes"
    form.check()
    with house.database.begin() as session:
        ticket = access.ticket_of(session, staff, reference_of(request))
        if leaving:
            presence.left(session, ticket, staff)
        else:
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
