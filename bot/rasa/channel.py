"""The loopback channel by which the gateway asks Rasa for a turn. HTTP only: see answer."""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from json import loads as parse
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.rasa.answer import NAME, answer
from bot.rasa.guard import TurnAborted, install
from bot.rasa.health import find_fault
from bot.rasa.turn import BadTurn, Turn, read_turn
from helpdesk.config import Settings, load_settings

logger = logging.getLogger(__name__)

LARGEST_BODY = 256 * 1024
"""In bytes: four times the longest text Telegram sends, escaped."""
RASAS_OWN = frozenset({"restart", "back", "session_start", "nlu_fallback"})
"""Intents every domain has and no turn may carry: they undo or forget the conversation."""
BAD, FORBIDDEN, NOT_JSON, UNAVAILABLE = 400, 403, 415, 503


class OfisiChannel(InputChannel):
    """`POST /webhooks/ofisi/turn` and `GET /webhooks/ofisi/health`, for those with the secret."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @classmethod
    def name(cls) -> str:
        return NAME

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> OfisiChannel:
        return cls(load_settings())

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        # `on_new_message` is not used: without a model it ignores the message and says nothing.
        blueprint = Blueprint("ofisi_turns")

        # Functions, because Sanic writes attributes on handlers and methods take none.
        @blueprint.route("/turn", methods=["POST"])
        async def turn(request: Request) -> HTTPResponse:
            return await self.turn(request)

        @blueprint.route("/health", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return await self.health(request)

        blueprint.listener("before_server_start")(_limit_bodies)
        blueprint.listener("after_server_start")(partial(self.prepare))
        return blueprint

    async def prepare(self, app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
        """Guard the agent, which by now is there, and say at once what is wrong with it."""
        install(app.ctx.agent, self.settings)
        fault = await find_fault(app.ctx.agent)
        if fault:
            logger.error("Not fit to serve until this is mended: %s", fault)

    async def health(self, request: Request) -> HTTPResponse:
        """200 if a real parse works and typed commands are not obeyed, else 503."""
        if not self._may_ask(request):
            return _refusal(FORBIDDEN, "secret")
        agent = request.app.ctx.agent
        fault = await find_fault(agent)
        if fault:
            return _refusal(UNAVAILABLE, fault)
        return json({"status": "ok", "model": agent.processor.model_filename})

    async def turn(self, request: Request) -> HTTPResponse:
        """Run a turn, or give its answer again. See the module `bot.rasa.turn` for the body."""
        if not self._may_ask(request):
            return _refusal(FORBIDDEN, "secret")
        if not _is_json(request):
            return _refusal(NOT_JSON, "content type")
        agent = request.app.ctx.agent
        try:
            turn = _read(request, agent)
            # Once more for each turn: an agent that replaced the first has no guards.
            install(agent, self.settings)
            return json(await answer(agent, turn))
        except BadTurn as refused:
            return _refusal(BAD, str(refused))
        except TurnAborted as aborted:
            return _refusal(UNAVAILABLE, str(aborted))
        except Exception as error:  # noqa: BLE001 - whatever it was, the turn was not saved
            # No traceback: it may quote what the customer wrote.
            logger.error("The turn failed: %s", type(error).__name__)  # noqa: TRY400
            return _refusal(UNAVAILABLE, type(error).__name__)

    def _may_ask(self, request: Request) -> bool:
        given = request.headers.get("x-ofisi-secret", "").encode("utf-8", "replace")
        return hmac.compare_digest(given, self.settings.internal_secret.encode())


def _read(request: Request, agent: Agent) -> Turn:
    """The turn asked for. Raises BadTurn, and TurnAborted if there is no model to run it."""
    if agent.processor is None:
        raise TurnAborted(part="no model")
    try:
        body = parse(request.body)
    except ValueError as error:
        raise BadTurn(field="body") from error
    turn = read_turn(body)
    if turn.intent and (turn.intent in RASAS_OWN or turn.intent not in agent.domain.intents):
        raise BadTurn(field="intent")
    return turn


def _is_json(request: Request) -> bool:
    kind: str = request.headers.get("content-type", "")
    return kind.partition(";")[0].strip().lower() == "application/json"


def _refusal(status: int, reason: str) -> HTTPResponse:
    return json({"error": reason}, status=status)


async def _limit_bodies(app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
    app.config.REQUEST_MAX_SIZE = LARGEST_BODY
