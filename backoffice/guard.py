"""Deny by default: nobody passes without a session, and no form without its token."""

from __future__ import annotations

import hmac
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from backoffice import cookies, failures, posted
from backoffice.office import form_of, office, signed_in
from backoffice.pages import page
from helpdesk.services import staff
from helpdesk.services.staff import SignedIn

UNGUARDED = ("/static/", "/healthz", "/readyz", "/api/")
"""Files that are public anyway, the two answers for machines, and the API, which asks for a token
of its own: no session is even read, so that no cookie can mean anything there."""

BEFORE_SIGN_IN = ("/sign-in", "/sign-in/code", "/language")
INVITATION = "/welcome/"
"""What may be seen, and posted with the form's own token, before anybody has signed in."""

SAFE = frozenset({"GET", "HEAD"})
NO_NUL = quote(posted.UNKNOWN).encode()
TAKES_FILES = ("/reply", "/photo")
"""How the addresses end to which a form may send files."""


class Guard:
    """Finds out who asks, reads what is posted, and turns away what must not pass."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through to its page, or answer it here."""
        if scope["type"] != "http" or scope["path"].startswith(UNGUARDED):
            await self.app(scope, receive, send)
            return
        # What is asked is looked up as it stands, and no database of ours knows a NUL.
        scope["path"] = posted.storable(scope["path"])
        scope["query_string"] = scope["query_string"].replace(b"%00", NO_NUL)
        request = Request(scope, receive)
        request.state.signed_in = await run_in_threadpool(_who, request)
        answer = await _turned_away(request)
        await (answer or self.app)(scope, receive, send)


async def _turned_away(request: Request) -> Response | None:
    posting = request.method not in SAFE
    if posting and not _from_here(request):
        return failures.refusal(request, 403)
    if posting and not await posted.read(request, with_files=_takes_files(request)):
        return failures.refusal(request, 413)
    if signed_in(request) is None and not _is_open(request.url.path):
        return _must_sign_in(request)
    if posting and not _token_fits(request):
        return failures.refusal(request, 403)
    return None


def _who(request: Request) -> SignedIn | None:
    cookie = cookies.session_cookie(request)
    if not cookie:
        return None
    house = office(request)
    now = house.clock()
    with house.database.reading() as session:
        found = staff.session_of(session, cookie, now=now)
    # A page that refreshes itself is not a person at work: the idle time runs on.
    by_hand = "hx-request" not in request.headers
    if found and by_hand and now - found.session.seen_at >= staff.TOUCH_EVERY:
        with house.database.begin() as session:
            staff.touch(session, found, now=now)
    return found


def _is_open(path: str) -> bool:
    return path in BEFORE_SIGN_IN or path.startswith(INVITATION)


def _takes_files(request: Request) -> bool:
    """Only from who is signed in: nobody else's bytes are even read."""
    return signed_in(request) is not None and request.url.path.endswith(TAKES_FILES)


def _must_sign_in(request: Request) -> Response:
    if request.method not in SAFE:
        return page(request, "signed_out.html", status=401, draft=form_of(request).get("text", ""))
    query = f"?{request.url.query}" if request.url.query else ""
    if "hx-request" in request.headers:
        return Response(status_code=401, headers={"HX-Redirect": "/sign-in"})
    return RedirectResponse(f"/sign-in?next={quote(request.url.path + query)}", 303)


def _from_here(request: Request) -> bool:
    """Whether the form stood on a page of ours: browsers always say where a POST comes from."""
    said = request.headers.get("origin") or request.headers.get("referer", "")
    origin = urlsplit(said)
    ours = (request.url.scheme, request.headers.get("host", "").lower())
    return bool(origin.netloc) and (origin.scheme, origin.netloc.lower()) == ours


def _token_fits(request: Request) -> bool:
    found = signed_in(request)
    expected = found.session.csrf if found else cookies.form_cookie(request)
    given = form_of(request).get("csrf", "")
    return bool(expected) and hmac.compare_digest(expected.encode(), given.encode())
