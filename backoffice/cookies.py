"""The cookies: their names, and how strictly browsers are told to keep them."""

from __future__ import annotations

import secrets

from starlette.requests import Request
from starlette.responses import Response

from backoffice.office import LANGUAGE_COOKIE
from helpdesk.services.staff import ABSOLUTE

YEAR_SECONDS = 365 * 24 * 3600


def session_cookie(request: Request) -> str:
    """The signed-in browser's random id; empty if it has none."""
    return request.cookies.get(_name(request, "ofisi"), "")


def set_session(request: Request, response: Response, value: str) -> None:
    """Sign the browser in."""
    _set(request, response, "ofisi", value, int(ABSOLUTE.total_seconds()))


def clear_session(request: Request, response: Response) -> None:
    """Forget the browser's id."""
    _set(request, response, "ofisi", "", 0)


def form_cookie(request: Request) -> str:
    """What a form posted before sign-in must repeat; empty if no form was ever shown."""
    return request.cookies.get(_name(request, "ofisi-form"), "")


def set_form(request: Request, response: Response) -> str:
    """Give the browser something to repeat; another site can neither read nor guess it."""
    value = form_cookie(request) or secrets.token_urlsafe(32)
    _set(request, response, "ofisi-form", value, None)
    return value


def set_language(request: Request, response: Response, language: str) -> None:
    """Remember the language chosen before sign-in."""
    response.set_cookie(
        LANGUAGE_COOKIE,
        language,
        max_age=YEAR_SECONDS,
        httponly=True,
        secure=_secure(request),
        samesite="lax",
    )


def _secure(request: Request) -> bool:
    return request.url.scheme == "https"


def _name(request: Request, name: str) -> str:
    # Browsers keep a __Host- cookie only over https, for this host alone and without a domain.
    return f"__Host-{name}" if _secure(request) else name


def _set(request: Request, response: Response, name: str, value: str, max_age: int | None) -> None:
    response.set_cookie(
        _name(request, name),
        value,
        max_age=max_age,
        path="/",
        httponly=True,
        secure=_secure(request),
        samesite="lax",
    )
