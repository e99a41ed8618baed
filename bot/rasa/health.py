"""Whether the server could run a turn now: a real parse, and proof that slashes have no power."""

from __future__ import annotations

from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from bot.rasa.guard import stored_by

GREETING = "Habari za leo"
COMMAND = "/restart"
"""An intent every domain has and no text means: whoever finds it has obeyed a typed command."""


async def find_fault(agent: Agent) -> str | None:
    """What keeps the server from running turns, in a few words; None if nothing does."""
    if agent.processor is None:
        return "no model"
    if not stored_by(agent).database.answers():
        return "tracker store"
    try:
        greeting = await _parse(agent, GREETING)
        command = await _parse(agent, COMMAND)
    except Exception as error:  # noqa: BLE001 - a broken model can raise anything
        return f"parse: {type(error).__name__}"
    if "language" not in greeting:
        return "config.yml lacks bot.rasa.language.LanguageComponent"
    if command["intent"]["name"] == COMMAND[1:]:
        return "typed commands are obeyed: config.yml lacks bot.rasa.context.ContextEntities"
    return None


async def _parse(agent: Agent, text: str) -> Any:
    # As a turn, because only in turns are slashes disarmed.
    return await agent.processor.parse_message(UserMessage(text, metadata={"turn": "health"}))
