"""The NLU component that says what a message means. The learning itself stands in `model`."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.rasa.labels import label_of
from bot.rasa.understanding.lexicon import BadLexicon, Lexicon
from bot.rasa.understanding.model import Model, Options

RANKED = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class BilingualClassifier(GraphComponent):
    """Learns both languages and their mix together; each intent gets a calibrated confidence.

    It reads `language_of_text`, so the language component stands before it in the pipeline.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "random_state": 42,
            "strength": 0.2,
            "lemmas": True,
            "lexicon": "data/lexicon",
        }

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: Model | None = None,
    ) -> None:
        self.config = {**self.get_default_config(), **config}
        self.storage, self.resource, self.model = storage, resource, model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> BilingualClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        # Rasa trains a component anew when its class or configuration changes. This adds the
        # lexicon, the modules it learns with, and the Swahili grammar.
        here = Path(__file__).parent
        lexicon = {**cls.get_default_config(), **config}["lexicon"]
        folders = (Path(lexicon), here, here.parent / "swahili")
        files = sorted(file for folder in folders for file in folder.glob("*.*"))
        return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from all sentences. Raises InvalidConfigException for a broken lexicon."""
        examples = [one for one in training_data.intent_examples if one.get(TEXT)]
        if len({one.get(INTENT) for one in examples}) > 1:
            self.model = Model.train(
                [one.get(TEXT) for one in examples],
                [one.get(INTENT) for one in examples],
                [label_of(one, "language") for one in examples],
                lexicon=_lexicon(Path(self.config["lexicon"])),
                options=Options(
                    seed=self.config["random_state"],
                    strength=self.config["strength"],
                    lemmas=self.config["lemmas"],
                ),
            )
            with self.storage.write_to(self.resource) as folder:
                self.model.save(folder)
        return self.resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the intent and the ranking to each message."""
        for message in messages:
            self._say(message)
        return messages

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_kwargs: Any,
    ) -> BilingualClassifier:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, Model.load(folder))

    def _say(self, message: Message) -> None:
        ranking: list[dict[str, Any]] = []
        if self.model is not None and message.get(TEXT):
            found = self.model.ranking(message.get(TEXT), message.get("language_of_text"))
            ranking = [{"name": name, "confidence": share} for name, share in found[:RANKED]]
        first = ranking[0] if ranking else {"name": None, "confidence": 0.0}
        message.set(INTENT, first, add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)


def _lexicon(folder: Path) -> Lexicon:
    """The lexicon; raises what Rasa shows as one line, with file, line and problem."""
    try:
        return Lexicon.read(folder)
    except BadLexicon as broken:
        raise InvalidConfigException(f"{broken}.") from broken
