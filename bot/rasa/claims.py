"""The NLU component that knows what a number means by itself: a payment's, or a case's."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

PAID, STATUS, CERTAIN = "send_payment", "case_status", 1.0
PAYMENT, CASE = "payment_reference", "reference"

EMPTY = frozenset({"out_of_scope", "inform", "nlu_fallback", "greet", "small_talk"})
SURE = 0.6
"""Below it, or with an intent that says nothing, the number of a case tells what is wanted."""

_WRONG = re.compile(
    r"\b(?:hai\w+|hamja\w*|hamku\w*|sija\w*|siku\w*|bado|mbona|tatizo|shida|mara mbili|makosa|kosa"
    r"|rudish\w*|twice|double|wrong|not|never|problem|still|refund|reverse\w*|missing|why|but|lakini"
    r"|didn|hasn|haven|isn|wasn|won)\b",
    re.IGNORECASE,
)
"""Words of somebody whose money went astray: `nimelipa QGH7X8K2LM lakini haijaonekana`."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class TellingNumbers(GraphComponent):
    """Gives a message with a transaction number the intent `send_payment`, unless it complains,
    and one with a case's number `case_status`, unless it clearly wants something else.

    Such messages are numbers, or a provider's SMS pasted whole: there are no words to learn.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TellingNumbers:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent of each message whose number tells it."""
        for message in messages:
            meant = _meant(message)
            if meant is not None:
                intent = {INTENT_NAME_KEY: meant, "confidence": CERTAIN}
                message.set(INTENT, intent, add_to_output=True)
                message.set(INTENT_RANKING_KEY, [intent], add_to_output=True)
        return messages


def _meant(message: Message) -> str | None:
    named = {entity.get("entity") for entity in message.get(ENTITIES) or []}
    if PAYMENT in named and not _WRONG.search(message.get(TEXT) or ""):
        return PAID
    guessed = message.get(INTENT) or {}
    unsure = float(guessed.get("confidence") or 0.0) < SURE
    return STATUS if CASE in named and (unsure or guessed.get("name") in EMPTY) else None
