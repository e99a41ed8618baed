"""The NLU component that says which language a message is in. The letters are judged elsewhere."""

from __future__ import annotations

import json
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.rasa.language_model import LanguageModel

FILE = "language.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class LanguageComponent(GraphComponent):
    """Sets `language`, `language_certain` and `language_of_text`; fills the slot.

    `language_of_text` is what the text itself shows: sw, en, mixed or None. `language` is what
    to answer in, sw or en: for a mixed text that of most of its words, or the contact's if even.
    A message without evidence keeps the contact's language, which comes with the turn.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        # Rasa retrains a component when its class or its configuration changes, not when a
        # module it calls does: raise `version` with every change of the
        # bot.rasa.language_… modules.
        return {"version": 3, "default": "sw"}

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: LanguageModel | None = None,
    ) -> None:
        self.config = {**self.get_default_config(), **config}
        self.storage, self.resource = storage, resource
        self.model = model or LanguageModel.train([])

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the letters from the examples whose language is told."""
        self.model = LanguageModel.train(
            (message.get(TEXT) or "", _label(message)) for message in training_data.nlu_examples
        )
        self.persist()
        return self.resource

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageComponent:
        return cls(config, model_storage, resource)

    def process(self, messages: list[Message]) -> list[Message]:
        """Say the language of each message."""
        for message in messages:
            self._say(message)
        return messages

    def persist(self) -> None:
        """Keep what was learnt, as JSON."""
        with self.storage.write_to(self.resource) as folder:
            learnt = json.dumps(self.model.to_json(), ensure_ascii=False)
            (folder / FILE).write_text(learnt, encoding="utf-8")

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_kwargs: Any,
    ) -> LanguageComponent:
        with model_storage.read_from(resource) as folder:
            learnt = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return cls(config, model_storage, resource, LanguageModel.from_json(learnt))

    def _say(self, message: Message) -> None:
        known = message.get("metadata") or {}
        chosen = _last_language([*(message.get(ENTITIES) or []), *known.get("entities", [])])
        judged = self.model.judge(message.get(TEXT) or "")
        language = chosen or judged.language or known.get("language") or self.config["default"]
        message.set("language", language, add_to_output=True)
        message.set("language_of_text", judged.of_text, add_to_output=True)
        message.set("language_certain", bool(chosen) or judged.certain, add_to_output=True)
        # Outside a turn (`rasa test`, `rasa shell`) no slot waits for it, and `rasa test` would
        # count it against every sentence: nobody annotates the language of a test story.
        if "turn" in known and not chosen:
            entity = {"entity": "language", "value": language, "extractor": type(self).__name__}
            entities = [*(message.get(ENTITIES) or []), entity]
            message.set(ENTITIES, entities, add_to_output=True)


def _label(message: Message) -> str:
    """The language a trainer gave: to the sentence itself, or to all of its block."""
    told = message.get("metadata") or {}
    for level in ("example", "intent"):
        values = told.get(level)
        if isinstance(values, dict) and "language" in values:
            return str(values["language"])
    return ""


def _last_language(entities: list[dict[str, Any]]) -> str | None:
    values = [entity["value"] for entity in entities if entity["entity"] == "language"]
    return values[-1] if values else None
