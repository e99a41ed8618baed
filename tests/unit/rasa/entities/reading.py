"""Reading one text by one component, at ten o'clock on Monday, 23 November 2026."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from importlib import import_module
from zoneinfo import ZoneInfo

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from bot.rasa.entities import found
from bot.rasa.entities.found import Found, in_order
from bot.rasa.entities.pipeline import FromCompany
from helpdesk.services import profile
from tests.factories import ROOT

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Africa/Dar_es_Salaam"))


@lru_cache
def alone(factory: str) -> Language:
    """A pipeline of that component only, for the sample company."""
    import_module(f"bot.rasa.entities.{factory.removeprefix('ofisi_')}")  # it registers there
    found.register()
    nlp = spacy.blank("xx")
    component = nlp.add_pipe(factory)
    if isinstance(component, FromCompany):
        component.learn(profile.read(ROOT / "company"))
    return nlp


def found_by(factory: str, text: str, now: datetime | None = NOW) -> list[Found]:
    """What the component finds in the text, in order."""
    nlp = alone(factory)
    # One word will do: the components read the text, and how it is cut is tested elsewhere.
    doc = Doc(nlp.vocab, words=[text] if text else [], spaces=[False] if text else [])
    doc.user_data["now"] = now
    return in_order(nlp(doc))


def values_by(factory: str, text: str, now: datetime | None = NOW) -> list[str]:
    """The values alone."""
    return [one.value for one in found_by(factory, text, now)]
