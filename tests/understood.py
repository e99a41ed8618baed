"""What our entity components find in a text, without a Rasa server."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from spacy.language import Language

from bot.rasa.entities.pipeline import build, entities_of, read, words_left
from helpdesk.services import profile
from tests.factories import ROOT


@lru_cache
def nlp() -> Language:
    """The pipeline for the sample company."""
    return build(profile.read(ROOT / "company"))


NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Africa/Dar_es_Salaam"))


def entities_in(text: str) -> list[dict[str, Any]]:
    """The entities of a text, as Rasa would hand them on."""
    return entities_of(read(nlp(), text, now=NOW))


def words_left_in(text: str) -> str:
    """The words of the text of which nothing is known."""
    return words_left(read(nlp(), text, now=NOW))
