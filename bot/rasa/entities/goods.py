"""The spaCy component that finds goods and quantities, and which belongs to which."""

# No `from __future__ import annotations` here: spaCy reads the types of a factory at run time.

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from spacy.language import Language
from spacy.tokens import Doc

from bot.rasa.entities.amounts import MONEY
from bot.rasa.entities.found import Found
from bot.rasa.entities.goods_items import Reading
from bot.rasa.entities.goods_names import Names
from bot.rasa.entities.goods_pairing import Said, Thing, pair
from bot.rasa.entities.goods_text import Cut, cut, without_codes
from bot.rasa.entities.goods_words import EACH
from bot.rasa.entities.numbers import LARGE, SMALL
from bot.rasa.entities.units import unit_words
from helpdesk.services.profile import Profile
from helpdesk.services.reading.amounts import Amount

FACTORY = "ofisi_goods"
UNCLEAR = "?"
LARGEST = Decimal(10) ** 9
"""Any more of anything is as much: it is too much, and 400 digits are read as quickly."""

PLACES = 6
"""Digits after the point; more of them are no quantity that anybody asks for."""

LEFT = "left"
"""Where a Doc keeps the words nothing is known about, each with its place."""


class GoodsFinder:
    """Finds `product`, `product_unclear`, `product_unknown` and `quantity`; keeps off the rest.

    The words of a thing with the same `group` as a quantity belong to that quantity. A quantity
    without a group belongs to nothing that was named.
    """

    def __init__(self, nlp: Language) -> None:
        self.vocab = nlp.vocab
        self.units: dict[str, str] = {}
        self.names = Names(self.vocab, (), ())
        self.known: set[str] = set()
        if not Doc.has_extension(LEFT):
            Doc.set_extension(LEFT, default=())

    def learn(self, profile: Profile) -> None:
        """Take the names of the goods and of their units from `company/`."""
        self.units = unit_words(profile)
        self.names = Names(self.vocab, profile.goods, self.units)
        self.known = {"x", EACH, *self.units, *self.names.words, *SMALL, *LARGE, *MONEY}

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found to the Doc's findings, beside what others have taken."""
        words = cut(doc.text, [(one.start, one.end) for one in doc._.found])
        words = without_codes(words, self.known)
        things, spare = pair(Reading(words.words, self.names, self.units).items())
        scribe = _Scribe(words)
        goods = [thing for thing in things if _is_goods(thing)]
        found = [one for at, thing in enumerate(goods, 1) for one in scribe.write(thing, str(at))]
        if spare:
            found.append(scribe.quantity(spare, None))
        # Nothing here was taken by others; one quantity may stand for several groups.
        doc._.found = (*doc._.found, *found)
        rest = [at for thing in things if not _is_goods(thing) for at in thing.at]
        doc._.left = tuple((words.words[at], *words.spans[at]) for at in rest)
        return doc


@Language.factory(FACTORY)
def make(nlp: Language, name: str) -> GoodsFinder:  # noqa: ARG001 - spaCy hands it over
    """The component, still without goods."""
    return GoodsFinder(nlp)


@dataclass(frozen=True)
class _Scribe:
    """Writes findings down with their places in the message."""

    words: Cut

    def write(self, thing: Thing, group: str) -> Iterator[Found]:
        """The thing and its quantity."""
        entity, value = "product_unknown", " ".join(self.words.words[at] for at in thing.at)
        if thing.products:
            entity = "product" if len(thing.products) == 1 else "product_unclear"
            value = "|".join(thing.products)
        start, end = self._span(thing.at[0], thing.at[-1] + 1)
        yield Found(entity, value, start, end, group)
        if thing.said:
            yield self.quantity(thing.said, group)

    def quantity(self, said: Said, group: str | None) -> Found:
        """The quantity; its unit is None where none was said."""
        start, end = self._span(said.first, said.end)
        unit = {"unit": said.amount.unit}
        return Found("quantity", written(said.amount), start, end, group, unit)

    def _span(self, first: int, end: int) -> tuple[int, int]:
        return self.words.spans[first][0], self.words.spans[end - 1][1]


def written(amount: Amount) -> str:
    """The number as text, such as `2.5`; `?` where something was said, but no clear number."""
    if amount.value is None:
        return UNCLEAR
    value = max(-LARGEST, min(LARGEST, amount.value)).normalize()
    exponent = value.as_tuple().exponent
    precise = isinstance(exponent, int) and exponent >= -PLACES
    return f"{value:f}" if precise else UNCLEAR


def _is_goods(thing: Thing) -> bool:
    return bool(thing.products or thing.said or thing.other)
