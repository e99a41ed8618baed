"""The action server: one door for Rasa, by HTTP. Who does not know the secret stays outside.

Written against ASGI itself, because rasa_sdk's own application reads any body of anybody and
says back what it read and what went wrong.
"""

from __future__ import annotations

import hmac
import json
import logging
import traceback
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

logger = logging.getLogger(__name__)

LARGEST_BODY = 2_000_000
"""Bytes. A call carries a few dozen events and the domain; a hundredth of this is usual."""

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Refused(Exception):
    """A request that is answered with a status and one plain word."""

    def __init__(self, status: int, error: str, **more: str) -> None:
        super().__init__(status, error)
        self.status = status
        self.body = {"error": error, **more}


def create_app(secret: str, package: str = "actions") -> App:
    """An ASGI application that runs the actions found in `package`."""
    executor = ActionExecutor()
    executor.register_package(package)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            status, body = 200, await _answer(scope, receive, executor, secret)
        except Refused as refused:
            status, body = refused.status, refused.body
        await _send(send, status, body)

    return app


async def _answer(
    scope: Scope, receive: Receive, executor: ActionExecutor, secret: str
) -> dict[str, Any]:
    where = (scope.get("method"), scope.get("path"))
    if where == ("GET", "/health"):
        return {"status": "ok"}
    if where != ("POST", "/webhook"):
        raise Refused(404, "not found")
    # Everything the headers tell is checked before a byte of the body is taken.
    _check_headers(dict(scope.get("headers", ())), secret)
    return await _run(executor, _json(await _body(receive)))


def _check_headers(headers: dict[bytes, bytes], secret: str) -> None:
    if not hmac.compare_digest(headers.get(b"x-ofisi-secret", b""), secret.encode()):
        raise Refused(403, "forbidden")
    media_type = headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
    # A compressed body may be a thousand times what it seems.
    if media_type != b"application/json" or b"content-encoding" in headers:
        raise Refused(415, "unsupported")
    length = headers.get(b"content-length", b"0")
    if not length.isdigit() or int(length) > LARGEST_BODY:
        raise Refused(413, "too large")


async def _body(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refused(400, "bad request")
        body += message.get("body", b"")
        if len(body) > LARGEST_BODY:
            raise Refused(413, "too large")
        if not message.get("more_body"):
            return bytes(body)


def _json(body: bytes) -> dict[str, Any]:
    try:
        call = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "bad request") from error
    if not isinstance(call, dict) or not isinstance(call.get("tracker"), dict):
        raise Refused(400, "bad request")
    return call


async def _run(executor: ActionExecutor, call: dict[str, Any]) -> dict[str, Any]:
    try:
        result = await executor.run(call)
    except ActionExecutionRejection as rejection:
        # Rasa reads this one: the form lets another rule answer.
        raise Refused(400, "rejected", action_name=rejection.action_name) from rejection
    except ActionNotFoundException as missing:
        raise Refused(404, "no such action") from missing
    except Exception as error:
        _log(call, error)
        raise Refused(500, "failed") from error
    if result is None:
        raise Refused(400, "bad request")
    return dict(result)


def _log(call: dict[str, Any], error: Exception) -> None:
    # Its message may quote the customer's words, so only its kind and its place are told.
    place = traceback.extract_tb(error.__traceback__)[-1]
    logger.error(
        "Action %r failed: %s at %s:%s",
        str(call.get("next_action"))[:80],
        type(error).__name__,
        place.filename,
        place.lineno,
    )


async def _send(send: Send, status: int, body: dict[str, Any]) -> None:
    content = json.dumps(body).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(content))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
