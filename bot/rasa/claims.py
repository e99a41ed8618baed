"""The NLU component that knows a transaction number for what it is: the word that one has paid."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

PAID, CERTAIN = "send_payment", 1.0
EVIDENCE = "payment_reference"

_WRONG = re.compile(
    r"\b(?:hai\w+|hamja\w*|hamku\w*|sija\w*|siku\w*|bado|mbona|tatizo|shida|mara mbili|makosa|kosa"
    r"|rudish\w*|twice|double|wrong|not|never|problem|still|refund|reverse\w*|missing|why|but|lakini"
    r"|didn|hasn|haven|isn|wasn|won)\b",
    re.IGNORECASE,
)
"""Words of somebody whose money went astray: `nimelipa QGH7X8K2LM lakini haijaonekana`."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class PaymentClaims(GraphComponent):
    """Gives a message with a transaction number the intent `send_payment`, unless it complains.

    Such messages are numbers, or a provider's SMS pasted whole: there are no words to learn.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PaymentClaims:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent of each message that holds the number of a payment."""
        for message in messages:
            named = {entity.get("entity") for entity in message.get(ENTITIES) or []}
            if EVIDENCE in named and not _WRONG.search(message.get(TEXT) or ""):
                intent = {INTENT_NAME_KEY: PAID, "confidence": CERTAIN}
                message.set(INTENT, intent, add_to_output=True)
                message.set(INTENT_RANKING_KEY, [intent], add_to_output=True)
        return messages
