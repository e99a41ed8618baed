"""The NLU component that adds what the turn knows: attachments, shared contacts, choices."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.rasa.turn import SLASHES


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ContextEntities(GraphComponent):
    """Adds the entities of the turn to those found in the text.

    It also takes the slash from the front of a turn's text: Rasa's last NLU node obeys
    `/intent{"slot": …}`. The channel refuses such texts already; this holds if it should not.
    In `rasa shell` there is no turn, so there a developer may still type one.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ContextEntities:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities of each message's turn. Messages without a turn stay as they are."""
        for message in messages:
            turn = message.get("metadata") or {}
            _add_entities(message, turn.get("entities") or [])
            if "turn" in turn:
                _disarm(message)
        return messages


def _add_entities(message: Message, given: list[dict[str, Any]]) -> None:
    found = message.get(ENTITIES) or []
    added = [{**entity, "extractor": "ContextEntities"} for entity in given]
    message.set(ENTITIES, [*found, *added], add_to_output=True)


def _disarm(message: Message) -> None:
    text = typed = message.get(TEXT) or ""
    # Step by step, because Rasa strips once more before it looks for the slash.
    while text.strip().startswith(tuple(SLASHES)):
        text = text.strip()[1:]
    if text != typed:
        message.set(TEXT, text, add_to_output=True)
