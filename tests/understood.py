"""What our entity components find in a text, without a Rasa server."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from helpdesk.services import profile
from tests.factories import ROOT

if TYPE_CHECKING:
    from spacy.language import Language


@lru_cache
def nlp() -> Language:
    """The pipeline for the sample company."""
    from bot.rasa.entities.pipeline import build  # noqa: PLC0415 - spaCy lives on 3.10 only

    return build(profile.read(ROOT / "company"))


NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Africa/Dar_es_Salaam"))


def entities_in(text: str) -> list[dict[str, Any]]:
    """The entities of a text, as Rasa would hand them on."""
    from bot.rasa.entities.pipeline import entities_of, read  # noqa: PLC0415

    return entities_of(read(nlp(), text, now=NOW))


def words_left_in(text: str) -> str:
    """The words of the text of which nothing is known."""
    from bot.rasa.entities.pipeline import read, words_left  # noqa: PLC0415

    return words_left(read(nlp(), text, now=NOW))
