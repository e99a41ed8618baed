"""The webhook: Telegram is told 200 only when the update is committed."""

from __future__ import annotations

import contextlib
import hmac
import json
import logging
from collections.abc import Iterator
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram.error import RetryAfter, TelegramError

from bot.telegram import api
from bot.telegram.arrivals import keep
from bot.telegram.backoff import SEND_WAITS, wait
from bot.telegram.gateway import Gateway
from helpdesk.db.engine import DatabaseError

log = logging.getLogger(__name__)

LARGEST_BODY = 1024 * 1024
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


class TooLarge(Exception):
    """The body is over LARGEST_BODY."""


class Server(uvicorn.Server):
    """uvicorn without its own signal handlers: the gateway has them."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield


def make_app(gateway: Gateway) -> Starlette:
    """The one route Telegram posts to."""

    async def receive(request: Request) -> Response:
        return await _receive(gateway, request)

    path = urlsplit(gateway.settings.telegram_webhook_url or "").path or "/"
    return Starlette(routes=[Route(path, receive, methods=["POST"])])


async def run(gateway: Gateway) -> None:
    """Listen on the loopback port until the gateway stops."""
    config = uvicorn.Config(
        make_app(gateway),
        host="127.0.0.1",
        port=gateway.settings.webhook_port,
        log_config=None,
        access_log=False,
        ws="none",  # what Rasa pins of websockets is too old for uvicorn, and we need none
    )
    await Server(config).serve()


async def announce(gateway: Gateway) -> None:
    """Tell Telegram where to post, however long it takes to be heard."""
    failures = 0
    while not gateway.stopping.is_set():
        pause = await _set(gateway, failures + 1)
        if pause is None:
            return
        failures += 1
        await gateway.pause(pause)


async def _set(gateway: Gateway, attempt: int) -> float | None:
    """Try once; how many seconds to wait before the next try, None if none is needed."""
    try:
        await gateway.bot.set_webhook(
            gateway.settings.telegram_webhook_url or "",
            secret_token=gateway.settings.telegram_webhook_secret,
            allowed_updates=list(api.KINDS),
        )
    except RetryAfter as error:
        return api.pause_of(error).total_seconds()
    except TelegramError as error:
        log.warning("setWebhook: %s", error)
        return wait(attempt, SEND_WAITS).total_seconds()
    return None


async def _receive(gateway: Gateway, request: Request) -> Response:
    if not _trusted(gateway, request):
        return Response(status_code=403)
    try:
        update = json.loads(await _body(request))
    except TooLarge:
        return Response(status_code=413)
    except ValueError:
        return Response(status_code=400)
    if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
        return Response(status_code=400)
    try:
        await keep(gateway, [update])
    except DatabaseError:
        log.exception("an update could not be kept; Telegram will bring it again")
        return Response(status_code=503, headers={"Retry-After": "5"})
    gateway.telegram_seen = gateway.clock()
    return Response(status_code=200)


def _trusted(gateway: Gateway, request: Request) -> bool:
    given = request.headers.get(SECRET_HEADER, "").encode()
    secret = (gateway.settings.telegram_webhook_secret or "").encode()
    return bool(secret) and hmac.compare_digest(given, secret)


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise TooLarge
    return bytes(body)
