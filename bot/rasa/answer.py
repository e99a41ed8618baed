"""A turn given to Rasa and its answer, read back from what was saved. Knows nothing of HTTP."""

from __future__ import annotations

from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.lock_store import LOCK_LIFETIME

from bot.rasa.guard import TurnAborted, stored_by
from bot.rasa.replay import answer_of
from bot.rasa.tracker_store import OfisiTrackerStore
from bot.rasa.turn import Turn

NAME = "ofisi"
"""Of the channel, in its address and in variations of responses made for it."""
LOCK_POLL_SECONDS = 0.05


class OfisiOutput(CollectingOutputChannel):
    """Where the replies of a turn go: nowhere. They are read back once the tracker is saved."""

    @classmethod
    def name(cls) -> str:
        return NAME

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Send nothing inside the turn, or a turn that fails later would have half spoken."""


async def answer(agent: Agent, turn: Turn) -> dict[str, Any]:
    """The answer to the turn, run now unless it is the sender's last one already.

    Raises TurnAborted, or whatever Rasa raises; then nothing was saved.
    """
    store = stored_by(agent)
    lock = agent.lock_store.lock(turn.sender, LOCK_LIFETIME, LOCK_POLL_SECONDS)
    async with lock:
        kept = _kept_answer(store, turn)
        if kept is None:
            await agent.processor.handle_message(_message(turn))
            kept = _kept_answer(store, turn)
    if kept is None:
        raise TurnAborted(part="tracker store")
    return kept


def _kept_answer(store: OfisiTrackerStore, turn: Turn) -> dict[str, Any] | None:
    return answer_of(store.since_last_user_message(turn.sender), turn.key)


def _message(turn: Turn) -> UserMessage:
    return UserMessage(
        turn.text,
        OfisiOutput(),
        turn.sender,
        parse_data=_understood(turn) if turn.intent else None,
        input_channel=NAME,
        metadata=turn.metadata,
    )


def _understood(turn: Turn) -> dict[str, Any]:
    """What NLU would have found, for a button or command that needs none."""
    language = {"entity": "language", "value": turn.chosen_language or turn.language}
    others = [entity for entity in turn.entities if entity["entity"] != "language"]
    return {
        "text": turn.text,
        "intent": {"name": turn.intent, "confidence": 1.0},
        "entities": [*others, language],
        "language": language["value"],
        "language_certain": turn.chosen_language is not None,
    }
