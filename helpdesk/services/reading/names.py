"""Finding the names of products among words: whole names, heads of names, slips of the pen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from helpdesk.domain.company import Product
from helpdesk.services.reading.numbers import LARGE, SMALL
from helpdesk.services.reading.units import WORDS as UNIT_WORDS
from helpdesk.services.reading.words import ADVERBS, CONNECTORS, SEPARATORS, key_of

LONGEST_NAME = 4
SHORTEST_SLIP = 4
"""Words under four letters are too easily one another: `ice` is not a slip of `rice`."""

ALIKE = 0.8
_NOT_A_SLIP = ADVERBS | SEPARATORS | CONNECTORS | set(UNIT_WORDS) | set(SMALL) | set(LARGE)


@dataclass(frozen=True)
class Names:
    """Products by what they are called. A head such as `sabuni` may belong to several."""

    whole: Mapping[str, tuple[Product, ...]] = field(default_factory=dict)
    heads: Mapping[str, tuple[Product, ...]] = field(default_factory=dict)

    def match(self, words: list[str]) -> tuple[Product, ...]:
        """The products called exactly so; empty if none is."""
        key = " ".join(word for word in words if word not in CONNECTORS)
        return self.whole.get(key) or self.heads.get(key) or ()

    def alike(self, words: list[str]) -> tuple[Product, ...]:
        """The products whose name these words are a slip of; empty if none is alike."""
        written = [word for word in words if word not in CONNECTORS]
        if any(word in _NOT_A_SLIP for word in written):
            return ()
        scored = [
            (score, products)
            for names in (self.whole, self.heads)
            for key, products in names.items()
            if (score := _likeness(written, key.split())) >= ALIKE
        ]
        return max(scored, key=lambda pair: pair[0])[1] if scored else ()


def names_of(products: Iterable[Product]) -> Names:
    """All names of all active products."""
    whole: dict[str, tuple[Product, ...]] = {}
    heads: dict[str, tuple[Product, ...]] = {}
    for product in products:
        called = [product.name_sw, product.name_en, *product.aliases.split("|")]
        for key in dict.fromkeys(key_of(name) for name in called if name):
            whole[key] = (*whole.get(key, ()), product)
        # The head of a name comes first in Swahili and last in English.
        swahili, english = key_of(product.name_sw).split(), key_of(product.name_en).split()
        for head in {swahili[0], english[-1]}:
            heads[head] = (*heads.get(head, ()), product)
    return Names(whole, heads)


def find_name(
    tokens: list[str], at: int, names: Names, *, slips: bool
) -> tuple[tuple[Product, ...], int] | None:
    """The longest name that starts at that place, and the place after it."""
    for length in range(min(LONGEST_NAME, len(tokens) - at), 0, -1):
        words = tokens[at : at + length]
        if words[0] in CONNECTORS or words[-1] in CONNECTORS or SEPARATORS & set(words):
            continue
        found = names.alike(words) if slips else names.match(words)
        if found:
            return found, at + length
    return None


def _likeness(written: list[str], known: list[str]) -> float:
    if len(written) != len(known):
        return 0.0
    return min(_word_likeness(a, b) for a, b in zip(written, known, strict=True))


def _word_likeness(written: str, known: str) -> float:
    if written == known:
        return 1.0
    if min(len(written), len(known)) < SHORTEST_SLIP or written[0] != known[0]:
        return 0.0
    if abs(len(written) - len(known)) > 1:  # magari (cars) are not margarine
        return 0.0
    return SequenceMatcher(None, written, known, autojunk=False).ratio()
