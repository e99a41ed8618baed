"""Deny by default: nobody passes without a session, and no form without its token."""

from __future__ import annotations

import hmac
from urllib.parse import parse_qsl, quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from backoffice import cookies, failures
from backoffice.office import form_of, office, signed_in
from backoffice.pages import page
from helpdesk.services import staff
from helpdesk.services.staff import SignedIn

UNGUARDED = ("/static/", "/healthz", "/readyz")
"""Files that are public anyway, and the two answers for machines: no session is even read."""

BEFORE_SIGN_IN = frozenset({"/sign-in", "/language"})

SAFE = frozenset({"GET", "HEAD"})
FORM = "application/x-www-form-urlencoded"
LARGEST_FORM = 256 * 1024
MOST_FIELDS = 20


class Guard:
    """Finds out who asks, reads what is posted, and turns away what must not pass."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through to its page, or answer it here."""
        if scope["type"] != "http" or scope["path"].startswith(UNGUARDED):
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        request.state.signed_in = await run_in_threadpool(_who, request)
        answer = await _turned_away(request)
        await (answer or self.app)(scope, receive, send)


async def _turned_away(request: Request) -> Response | None:
    posting = request.method not in SAFE
    if posting and not _from_here(request):
        return failures.refusal(request, 403)
    if posting and not await _read_form(request):
        return failures.refusal(request, 413)
    if signed_in(request) is None and request.url.path not in BEFORE_SIGN_IN:
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


async def _read_form(request: Request) -> bool:
    """Read the posted fields into the request's state; False if it is no form, or too large."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        return False
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_FORM:
            return False
    try:
        text = body.decode("ascii")
        fields = parse_qsl(
            text,
            keep_blank_values=True,
            encoding="utf-8",
            errors="replace",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:
        return False
    # Forms send line ends as CR LF, and no database of ours keeps a NUL.
    request.state.form = {
        name: value.replace("\r\n", "\n").replace("\0", "\ufffd") for name, value in fields
    }
    return True
