"""Makes a turn all or nothing: failures Rasa would swallow abort it. Not the turn itself."""

from __future__ import annotations

import json
import logging
from copy import deepcopy
from typing import Any, NoReturn
from urllib.parse import urlsplit, urlunsplit

import aiohttp
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.shared.core.events import deserialise_events
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot.rasa.tracker_store import OfisiTrackerStore
from helpdesk.config import Settings

logger = logging.getLogger(__name__)

ACTION_SECONDS = 3.0
TAIL = 40
"""How many of the newest events an action sees. Forms read the slots at the very end."""


class TurnAborted(BaseException):
    """Part of the turn failed: nothing of it may be saved or said.

    Not an Exception, because Rasa catches those and carries on as if the action had succeeded.
    """

    def __init__(self, part: str) -> None:
        super().__init__(part)


class GuardedEndpoint(EndpointConfig):
    """The action server: asked with our secret, within seconds, and believed only when sound."""

    async def request(self, method: str = "post", **kwargs: Any) -> dict[str, Any]:
        """Call an action. Raises ClientResponseError if it refuses, TurnAborted if it fails."""
        body = _shortened(kwargs["json"])
        try:
            answer = await super().request(
                method,
                json=body,
                timeout=aiohttp.ClientTimeout(total=ACTION_SECONDS),
                allow_redirects=False,
            )
            return _sound(answer)
        except ClientResponseError as error:
            if _is_rejection(error, body["next_action"]):
                raise
            _abort(body["next_action"], f"status {error.status}")
        except Exception as error:  # noqa: BLE001 - Rasa would take any of them for success
            _abort(body["next_action"], type(error).__name__)


def install(agent: Agent, settings: Settings) -> None:
    """Put the guards on an agent, and on whatever model it loads later. May be repeated.

    Raises RuntimeError if Rasa fell back to a tracker store that is not ours.
    """
    stored_by(agent)
    agent.tracker_store._on_tracker_store_error = _store_failed  # noqa: SLF001
    if not isinstance(agent.action_endpoint, GuardedEndpoint):
        agent.action_endpoint = _guarded(agent.action_endpoint, settings)
    # Rasa's own check builds and checks its JSON schema anew for every call: tens of
    # milliseconds in which nobody is served, to say what `_sound` has said already.
    RemoteAction._validate_action_result = _checked_already  # noqa: SLF001
    if agent.processor is not None:
        # The agent hands its endpoint to each processor it builds; this one was built before.
        agent.processor.action_endpoint = agent.action_endpoint


def _checked_already(_action: RemoteAction, _answer: dict[str, Any]) -> bool:
    return True


def stored_by(agent: Agent) -> OfisiTrackerStore:
    """Our tracker store, out of the wrapper Rasa puts around it."""
    store = getattr(agent.tracker_store, "_tracker_store", None)
    if not isinstance(store, OfisiTrackerStore):
        # Rasa warns and keeps conversations in memory when a store cannot be imported.
        message = (
            "endpoints.yml must name bot.rasa.tracker_store.OfisiTrackerStore as tracker_store"
        )
        raise RuntimeError(message)  # noqa: TRY004 - the configuration is wrong, not a type
    return store


def _guarded(stock: EndpointConfig | None, settings: Settings) -> GuardedEndpoint:
    kept = {} if stock is None else stock.kwargs
    url = "http://127.0.0.1/webhook" if stock is None else stock.url
    parts = urlsplit(url)
    return GuardedEndpoint(
        urlunsplit(parts._replace(netloc=f"{parts.hostname}:{settings.actions_port}")),
        headers={"X-Ofisi-Secret": settings.internal_secret},
        **kept,
    )


def _shortened(body: dict[str, Any]) -> dict[str, Any]:
    """The call without what no action reads: the conversation's past, the domain's sentences."""
    tracker = body["tracker"]
    short = {**body, "tracker": {**tracker, "events": (tracker.get("events") or [])[-TAIL:]}}
    if "domain" in body:
        short["domain"] = {**body["domain"], "responses": {}}
    return short


def _sound(answer: Any) -> dict[str, Any]:
    """The action's answer, if Rasa can use all of it. Raises ValueError, TypeError, KeyError."""
    events, responses = answer["events"], answer["responses"]
    if not all(isinstance(item, dict) for item in (*events, *responses)):
        raise TypeError
    if len(deserialise_events(deepcopy(events))) != len(events):
        raise ValueError
    if not all(isinstance(item["name"], str) for item in events if item["event"] == "slot"):
        raise TypeError
    for part, kind in (("response", str), ("text", str), ("buttons", list), ("custom", dict)):
        if not all(isinstance(item.get(part), kind | None) for item in responses):
            raise TypeError(part)
    return dict(answer)


def _is_rejection(error: ClientResponseError, action: str) -> bool:
    try:
        answer = json.loads(error.text)
    except ValueError:
        return False
    refused = answer.get("action_name") if isinstance(answer, dict) else None
    return error.status == 400 and refused == action


def _abort(action: str, reason: str) -> NoReturn:
    logger.warning("Action %s failed (%s): the turn is given up.", action, reason)
    raise TurnAborted(part=action)


def _store_failed(error: Exception) -> NoReturn:
    # Its message would carry the customer's words: it quotes the statement's parameters.
    logger.warning("The tracker store failed (%s): the turn is given up.", type(error).__name__)
    raise TurnAborted(part="tracker store") from error
