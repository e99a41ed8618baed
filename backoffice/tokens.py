"""Tokens for the company's own systems: which there are, making one, and revoking one."""

from __future__ import annotations

from collections.abc import Collection

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backoffice import access, failures
from backoffice.office import chosen_in, form_of, language_of, office, staff_of
from backoffice.pages import page
from helpdesk.db import queries
from helpdesk.domain.errors import HelpdeskError, NotFound
from helpdesk.domain.rights import Right
from helpdesk.domain.scopes import TokenScope
from helpdesk.locale import say
from helpdesk.services import tokens

PATH = "/tokens"


def show(request: Request) -> Response:
    """All tokens, and the form for a new one."""
    return _page(request)


def make(request: Request) -> Response:
    """Make a token; its secret is shown once."""
    name, house = form_of(request).get("name", ""), office(request)
    ticked = chosen_in(request, "scope")
    try:
        with house.database.begin() as session:
            _token, secret = tokens.make(
                session, staff_of(request), name=name, scopes=ticked, now=house.clock()
            )
    except HelpdeskError as error:
        return _page(request, error=error, name=name, ticked=ticked)
    return _page(request, secret=secret)


def revoke(request: Request) -> Response:
    """Let a token be good for nothing."""
    given, house = form_of(request).get("token", ""), office(request)
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 18 else 0
    try:
        with house.database.begin() as session:
            tokens.revoke(session, staff_of(request), number, now=house.clock())
    except NotFound as error:
        return _page(request, error=error)
    return RedirectResponse(PATH, 303)


def _page(
    request: Request,
    *,
    error: HelpdeskError | None = None,
    name: str = "",
    ticked: Collection[str] = (),
    secret: str = "",
) -> Response:
    with office(request).database.reading() as session:
        everything = tokens.everything(session)
        people = queries.names(session)
    return page(
        request,
        "tokens.html",
        status=failures.status_of(error) if error else 200,
        everything=everything,
        people=people,
        scopes=[(str(each), _words(request, each)) for each in TokenScope],
        refused=error,
        name=name,
        ticked=ticked,
        secret=secret,
        longest=tokens.LONGEST_NAME,
        here=PATH,
    )


def _words(request: Request, scope: TokenScope) -> str:
    return say(language_of(request), f"tokens.scope.{str(scope).replace(':', '_')}")


ROUTES = [
    access.route(PATH, show, Right.MANAGE_MACHINES),
    access.posting(f"{PATH}/make", make, Right.MANAGE_MACHINES),
    access.posting(f"{PATH}/revoke", revoke, Right.MANAGE_MACHINES),
]
