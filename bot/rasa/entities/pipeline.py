"""The spaCy pipeline that reads exact entities, fed from `company/`."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Protocol, runtime_checkable

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from bot.rasa.entities import found, goods, money, ordinals, phones, places, references, times
from bot.rasa.swahili.language import Swahili
from helpdesk.services.profile import Profile

COMPONENTS = (
    references.FACTORY,
    phones.FACTORY,
    times.FACTORY,
    money.FACTORY,
    places.FACTORY,
    ordinals.FACTORY,
    goods.FACTORY,
)
"""In the order they read: what is found first is kept from those that follow.

Goods come last, because only they take numbers and words of any kind: `Mbagala Rangi Tatu` is no
three of anything, and `oda ya 3` is one order.
"""


WORDS_LEFT = "words_left"
"""The name under which a message keeps the words of which nothing is known, in one line."""

_HALVES = re.compile("[\ud800-\udfff]")
# spaCy takes sign after sign from a word's ends, each time looking at the whole word again:
# 10,000 brackets take six seconds.
_LONG_RUN = re.compile(r"[^\w\s]{16}")
_PIECES = re.compile(r"\w+|\s+|[^\w\s]{1,16}")


@runtime_checkable
class FromCompany(Protocol):
    """A component that finds what `company/` names."""

    def learn(self, profile: Profile) -> None:
        """Take what is needed; called once, before the first message."""


def build(profile: Profile) -> Language:
    """The pipeline for that business. `doc._.found` then holds what was found in a text."""
    found.register()
    nlp = spacy.blank(Swahili.lang)
    for name in COMPONENTS:
        component = nlp.add_pipe(name)
        if isinstance(component, FromCompany):
            component.learn(profile)
    return nlp


def read(nlp: Language, text: str, *, now: datetime) -> Doc:
    """The text with what was found in it, however strange a text it is.

    `now` is when it is read, in the business's time zone: the day that `kesho` follows.
    """
    doc = _cut(nlp, _HALVES.sub("?", text))
    doc.user_data[times.NOW] = now
    return nlp(doc)


def entities_of(doc: Doc) -> list[dict[str, Any]]:
    """What was found, as Rasa's entities; what is known besides stands beside the value."""
    return [_entity(one, doc.text) for one in found.in_order(doc)]


def words_left(doc: Doc) -> str:
    """The words no component has made anything of, in one line."""
    left = (word for word, start, end in doc._.left if not found.is_taken(doc, start, end))
    return " ".join(left)


def _cut(nlp: Language, text: str) -> Doc:
    if _LONG_RUN.search(text) is None:
        return nlp.make_doc(text)
    words = _PIECES.findall(text)
    return Doc(nlp.vocab, words=words, spaces=[False] * len(words))


def _entity(one: found.Found, text: str) -> dict[str, Any]:
    entity = {
        "entity": one.entity,
        "value": one.value,
        "start": one.start,
        "end": one.end,
        "text": text[one.start : one.end],
        **one.detail,
    }
    return {**entity, "group": one.group} if one.group else entity
