"""The NLU component that reads exact entities: goods, amounts, money, times, places."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.language import Language
from spacy.tokens import Doc

from bot.rasa.entities import pipeline
from helpdesk.config import load_settings
from helpdesk.domain.errors import BadCompany
from helpdesk.services import profile
from helpdesk.services.company_watch import Watched
from helpdesk.services.profile import Profile

MOST_STRINGS = 200_000
"""Strings spaCy may remember, some 50 MB; it never forgets one by itself."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class BilingualEntities(GraphComponent):
    """Adds the entities of the text to those that came with the turn.

    It reads `company/` when the assistant starts and whenever its files change, so a new product
    needs no training. Nothing is learnt; training reads the files too, and a broken one ends it.
    """

    def __init__(
        self,
        resource: Resource,
        company: Profile,
        now: Callable[[], datetime] | None = None,
        watched: Watched | None = None,
    ) -> None:
        self.resource, self.company, self.watched = resource, company, watched
        self.now = now or partial(datetime.now, ZoneInfo(company.timezone))
        self.nlp: Language = pipeline.build(company)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> BilingualEntities:
        company = _company()
        return cls(resource, company, watched=Watched(load_settings().company))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        # Without it Rasa would not even create a component that it has seen before, and a
        # broken file would be found only when the assistant starts.
        read = _company()
        return hashlib.sha256(repr((read.goods, sorted(read.units))).encode()).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Nothing is learnt from sentences: that the files could be read is enough."""
        return self.resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add what is found to each message."""
        for message in messages:
            doc = self._read(message.get(TEXT) or "")
            extractor = {"extractor": type(self).__name__}
            added = [{**entity, **extractor} for entity in pipeline.entities_of(doc)]
            entities = [*(message.get(ENTITIES) or []), *added]
            message.set(ENTITIES, entities, add_to_output=True)
            message.set(pipeline.WORDS_LEFT, pipeline.words_left(doc), add_to_output=True)
        return messages

    def _read(self, text: str) -> Doc:
        fresh = self.watched.changed() if self.watched else None
        self.company = fresh or self.company
        if fresh or len(self.nlp.vocab.strings) > MOST_STRINGS:
            self.nlp = pipeline.build(self.company)
        return pipeline.read(self.nlp, text, now=self.now())


def _company() -> Profile:
    """What `company/` says; raises what Rasa shows as one line, with the file and the problem."""
    folder = load_settings().company
    try:
        return profile.read(folder)
    except BadCompany as broken:
        file, problem = folder / str(broken.values["file"]), broken.values["problem"]
        raise InvalidConfigException(f"Put {file} right, then try again: {problem}.") from broken
