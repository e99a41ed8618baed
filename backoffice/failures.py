"""What a person sees when something is refused or goes wrong, in their own language."""

from __future__ import annotations

import logging

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backoffice.pages import page
from helpdesk.db.engine import DatabaseError
from helpdesk.domain.errors import HelpdeskError, NotFound

EXPLAINED = frozenset({403, 404, 405, 409, 413, 422, 500, 503})
"""The statuses that have a title and a sentence of their own in the catalogue."""

STATUS_OF = {
    "not_found": 404,
    "already_claimed": 409,
    "stale_version": 409,
    "illegal_transition": 409,
    "other_language": 409,
    "forbidden": 403,
    "wrong_sign_in": 401,
    "wrong_password": 401,
    "sign_in_over": 401,
    "wrong_code": 401,
    "too_many_attempts": 429,
}
"""Which status a refusal of the core becomes; everything else is 422."""

log = logging.getLogger(__name__)


def refusal(request: Request, status: int, error: HelpdeskError | None = None) -> Response:
    """The page for that status, with the sentence of what was refused, if it is known."""
    reason = status if status in EXPLAINED else 422 if status < 500 else 500
    return page(request, "failure.html", status=status, reason=reason, refused=error)


def status_of(error: HelpdeskError) -> int:
    """The status that says what the core refused."""
    return STATUS_OF.get(error.code, 422)


def on_http(request: Request, error: Exception) -> Response:
    """No such page, no such method, or a page's own refusal."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    return refusal(request, status)


def on_refusal(request: Request, error: Exception) -> Response:
    """A refusal of the core that no page has dealt with."""
    if not isinstance(error, HelpdeskError):
        return refusal(request, 500)
    # What is not there is not told apart from what is not theirs: the page says both.
    return refusal(request, status_of(error), None if isinstance(error, NotFound) else error)


class Failures:
    """Catches what nobody expected: logged in full here, told in one calm sentence there."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; answer 503 where the database is away, and 500 for our own mistakes."""
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except ClientDisconnect:
            return  # the browser went while it was still sending: nobody is there to be told
        except Exception as error:
            log.exception("%s %s failed", scope.get("method"), scope.get("path"))
            if started or scope["type"] != "http":
                raise
            status = 503 if isinstance(error, DatabaseError) else 500
            await refusal(Request(scope), status)(scope, receive, send)
