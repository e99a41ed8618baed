"""The page at the end of an invitation: one chooses one's own password. No session is needed."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from backoffice import failures, passwords
from backoffice.office import form_of, office
from backoffice.pages import page
from helpdesk.domain.errors import HelpdeskError, NotFound
from helpdesk.services import invites


def show(request: Request) -> Response:
    """The form; a link that does not work is like none."""
    return _page(request, None)


def accept(request: Request) -> Response:
    """Set the password and go on to sign in."""
    form, house = form_of(request), office(request)
    password = form.get("password", "")
    try:
        passwords.check_new(password, form.get("again", ""), "password")
        with house.database.begin() as session:
            invites.accept(session, _token(request), password, now=house.clock())
    except NotFound:
        raise
    except HelpdeskError as error:
        return _page(request, error, status=failures.status_of(error))
    return RedirectResponse("/sign-in", 303)


def _page(request: Request, error: HelpdeskError | None, *, status: int = 200) -> Response:
    house = office(request)
    with house.database.reading() as session:
        invite = invites.find(session, _token(request), now=house.clock())
    return page(
        request,
        "welcome.html",
        status=status,
        invite=invite,
        refused=error,
        token=_token(request),
    )


def _token(request: Request) -> str:
    return str(request.path_params["token"])[:200]


ROUTES = [
    Route("/welcome/{token}", show, methods=["GET"]),
    Route("/welcome/{token}", accept, methods=["POST"]),
]
