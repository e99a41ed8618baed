"""The spaCy component that finds sums of money: `TSh 20,000/=`, `2.5k`, `laki moja na nusu`."""

# No `from __future__ import annotations` here: spaCy reads the types of a factory at run time.

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from spacy.language import Language
from spacy.tokens import Doc

from bot.rasa.entities import found
from bot.rasa.entities.found import Found
from bot.rasa.entities.goods_words import COUNTED
from bot.rasa.entities.money_sums import Sum, read_sum
from bot.rasa.entities.money_words import (
    BOTH_WAYS,
    COUNTED_AFTER,
    CURRENCIES,
    FILLERS,
    OR,
    is_about_money,
    is_about_sending,
)
from bot.rasa.entities.places_text import folded
from bot.rasa.entities.units import unit_words
from helpdesk.services.profile import Profile

FACTORY = "ofisi_money"

LEAST = Decimal(50)
"""A smaller bare number beside a price is more likely a quantity."""

LEAST_SENT = Decimal(500)
"""Money is sent, and so are goods: only large bare numbers are money there."""

FAR = 4
"""Words between a price word and its number, all of them fillers such as `ni` and `is`."""

_WORD = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+|/[=-]|[^\w\s]")


class MoneyFinder:
    """Finds `money`: the sum in whole shillings (`1500`, `750.5`), with its `currency`.

    The currency is None where it is only implied, as in `2k` and in shillings of no country.
    """

    def __init__(self) -> None:
        self.units: dict[str, str] = {}

    def learn(self, profile: Profile) -> None:
        """Take the names of units from `company/`: what has one is no money."""
        self.units = unit_words(profile)

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found to the Doc's findings."""
        text = folded(doc.text)
        taken = [(one.start, one.end) for one in doc._.found]
        words = [
            match
            for match in _WORD.finditer(text)
            if not any(match.start() < end and start < match.end() for start, end in taken)
        ]
        found.add(doc, _Sums([match[0] for match in words], words, self.units).found())
        return doc


@Language.factory(FACTORY)
def make(nlp: Language, name: str) -> MoneyFinder:  # noqa: ARG001 - spaCy's signature
    """The component, still without units."""
    return MoneyFinder()


@dataclass(frozen=True)
class _Sums:
    """One message being read."""

    words: list[str]
    matches: list[re.Match[str]]
    units: dict[str, str]

    def found(self) -> Iterator[Found]:
        """The sums, from the first to the last."""
        at, last_end = 0, -1
        while at < len(self.words):
            read = read_sum(self.words, at, self._together(at))
            if read is None:
                at += 1
                continue
            before, after = self._currency_before(at), self._currency_after(read.end)
            follows = last_end >= 0 and self._follows(last_end, at)
            if before or after or follows or self._is_meant(read, at):
                start, end = at - (before or 0), read.end + (after or 0)
                yield self._found(read, start, end)
                last_end = end
            at = max(read.end, at + 1)

    def _found(self, read: Sum, start: int, end: int) -> Found:
        said = [CURRENCIES[word] for word in self.words[start:end] if CURRENCIES.get(word)]
        detail = {"currency": said[0] if said else read.currency}
        first, last = self.matches[start].start(), self.matches[end - 1].end()
        return Found("money", written(read.value), first, last, None, detail)

    def _currency_before(self, at: int) -> int:
        """How many words before the number name a currency: `sh`, `tsh .`."""
        if self._word(at - 1) in CURRENCIES and self._word(at - 1) not in BOTH_WAYS:
            return 1
        dotted = self._word(at - 1) in (".", ":") and self._word(at - 2) in CURRENCIES
        return 2 if dotted else 0

    def _currency_after(self, end: int) -> int:
        word = self._word(end)
        if word not in CURRENCIES:
            return 0
        # In `500 tsh 300` the word belongs to the number it stands before.
        return 0 if self._word(end + 1)[:1].isdigit() and word not in BOTH_WAYS else 1

    def _follows(self, last_end: int, at: int) -> bool:
        """`1600 au 1800`, `5500 badala ya 5000`: after one sum another needs no word."""
        between = " ".join(self.words[last_end:at])
        value = read_sum(self.words, at, self._together(at))
        return between in OR and value is not None and value.value >= LEAST

    def _is_meant(self, read: Sum, at: int) -> bool:
        """Whether the number is money though no currency is named."""
        if self._is_counted(read, at) or self._is_split(at, read.end):
            return False
        if read.sure:
            return True
        near = [self._near(range(at - 1, at - FAR - 2, -1)), self._word(read.end)]
        if any(is_about_money(word) for word in near):
            return read.value >= LEAST
        return is_about_sending(near[0]) and read.value >= LEAST_SENT

    def _is_counted(self, read: Sum, at: int) -> bool:
        after = self._word(read.end)
        apart = at > 0 and self.matches[at].start() - self.matches[at - 1].end() > 2
        before = "" if apart else self._word(at - 1)  # a telephone's number stands between
        if before in self.units or after in self.units:
            return True
        return before in COUNTED or after in COUNTED_AFTER

    def _is_split(self, at: int, end: int) -> bool:
        """Part of a code or a fraction: `a500`, `1/2`, `10:30`."""
        before = at > 0 and self.matches[at - 1].end() == self.matches[at].start()
        after = end < len(self.words) and self.matches[end - 1].end() == self.matches[end].start()
        return (before and self.words[at - 1] not in ",.(!?") or (
            after and self.words[end] not in ",.)!?"
        )

    def _near(self, places: range) -> str:
        """The nearest word that is no filler."""
        return next((self._word(at) for at in places if self._word(at) not in FILLERS), "")

    def _together(self, at: int) -> bool:
        """Whether the next word is written onto this one, as in `2k`."""
        if at + 1 >= len(self.words):
            return False
        return self.matches[at].end() == self.matches[at + 1].start()

    def _word(self, at: int) -> str:
        return self.words[at] if 0 <= at < len(self.words) else ""


def written(value: Decimal) -> str:
    """The sum as text, without noughts after the point."""
    return f"{value.normalize():f}"
