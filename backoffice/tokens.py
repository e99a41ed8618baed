"""Tokens for the company's own systems: which there are, making one, and revoking one."""

from __future__ import annotations

from collections.abc import Collection

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backoffice import access, failures
from backoffice.office import chosen_in, form_of, office, staff_of
from backoffice.pages import page
from helpdesk.db import queries
from helpdesk.domain.errors import HelpdeskError
from helpdesk.domain.rights import Right
from helpdesk.domain.scopes import TokenScope, scopes_of
from helpdesk.services import tokens

PATH = "/tokens"


def show(request: Request) -> Response:
    """All tokens, and the form for a new one."""
    return _page(request)


def make(request: Request) -> Response:
    """Make a token; its secret is shown once."""
    name, house = form_of(request).get("name", ""), office(request)
    ticked = scopes_of(" ".join(chosen_in(request, "scope")))
    try:
        with house.database.begin() as session:
            _token, secret = tokens.make(
                session, staff_of(request), name=name, scopes=ticked, now=house.clock()
            )
    except HelpdeskError as error:
        status = failures.status_of(error)
        return _page(request, error=error, name=name, ticked=ticked, status=status)
    return _page(request, secret=secret)


def revoke(request: Request) -> Response:
    """Let a token be good for nothing."""
    given, house = form_of(request).get("token", ""), office(request)
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 18 else 0
    with house.database.begin() as session:
        tokens.revoke(session, staff_of(request), number, now=house.clock())
    return RedirectResponse(PATH, 303)


def _page(
    request: Request,
    *,
    error: HelpdeskError | None = None,
    name: str = "",
    ticked: Collection[TokenScope] = (),
    secret: str = "",
    status: int = 200,
) -> Response:
    with office(request).database.reading() as session:
        everything = tokens.everything(session)
        people = queries.names(session)
    return page(
        request,
        "tokens.html",
        status=status,
        everything=everything,
        people=people,
        scopes=tuple(TokenScope),
        refused=error.code if error else "",
        name=name,
        ticked=ticked,
        secret=secret,
        longest=tokens.LONGEST_NAME,
        here=PATH,
    )


ROUTES = [
    access.route(PATH, show, Right.MANAGE_MACHINES),
    access.posting(f"{PATH}/make", make, Right.MANAGE_MACHINES),
    access.posting(f"{PATH}/revoke", revoke, Right.MANAGE_MACHINES),
]
