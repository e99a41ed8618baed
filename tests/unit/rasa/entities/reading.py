"""Reading one text by one component, at ten o'clock on Monday, 23 November 2026."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from helpdesk.services import profile
from tests.factories import ROOT

if TYPE_CHECKING:
    from spacy.language import Language

    from bot.rasa.entities.found import Found

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Africa/Dar_es_Salaam"))


@lru_cache
def alone(factory: str) -> Language:
    """A pipeline of that component only, for the sample company."""
    import spacy  # noqa: PLC0415 - spaCy lives on 3.10 only

    import_module(f"bot.rasa.entities.{factory.removeprefix('ofisi_')}")  # it registers there
    from bot.rasa.entities import found  # noqa: PLC0415
    from bot.rasa.entities.pipeline import FromCompany  # noqa: PLC0415

    found.register()
    nlp = spacy.blank("xx")
    component = nlp.add_pipe(factory)
    if isinstance(component, FromCompany):
        component.learn(profile.read(ROOT / "company"))
    return nlp


def found_by(factory: str, text: str, now: datetime | None = NOW) -> list[Found]:
    """What the component finds in the text, in order."""
    from spacy.tokens import Doc  # noqa: PLC0415

    from bot.rasa.entities.found import in_order  # noqa: PLC0415

    nlp = alone(factory)
    # One word will do: the components read the text, and how it is cut is tested elsewhere.
    doc = Doc(nlp.vocab, words=[text] if text else [], spaces=[False] if text else [])
    doc.user_data["now"] = now
    return in_order(nlp(doc))


def values_by(factory: str, text: str, now: datetime | None = NOW) -> list[str]:
    """The values alone."""
    return [one.value for one in found_by(factory, text, now)]
