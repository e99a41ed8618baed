"""Slips of the pen in the names of goods, and words that only look like one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from bot.rasa.entities.goods_words import (
    ADVERBS,
    COUNTED,
    ENGLISH,
    MATTERS,
    NEVER_SLIPS,
    SEPARATORS,
)
from bot.rasa.entities.numbers import LARGE, SMALL
from bot.rasa.swahili.morphology import analyse
from helpdesk.services.reading.words import CONNECTORS

SHORTEST = 4
"""Words under four letters are too easily one another: `ice` is not a slip of `rice`."""

SHORT = 6
"""In names of up to so many letters only kindred ones are exchanged: `suger` is sugar, but `break`
is no bread."""

SHORTER = 4
"""In names of up to so many none is exchanged, and none put in but doubled: `chain` is no chai."""

LONG = 9
"""From here on two slips are forgiven."""

KINDRED = frozenset(
    frozenset(pair)
    for pair in "lr bp zs kc kq kg mn fv yi wu dt ae ai ao au ei eo eu io iu ou".split()
)
"""Letters that sound alike, or that are heard as one another."""

RESERVED = (
    frozenset(ENGLISH | ADVERBS | MATTERS | COUNTED | NEVER_SLIPS | SEPARATORS | CONNECTORS)
    | frozenset(SMALL)
    | frozenset(LARGE)
)

Codes = tuple[str, ...]


class Slips:
    """Names by how many words they have and how they begin, so that few must be compared.

    `reserved` are words that mean themselves in this business too, such as those for units.
    """

    def __init__(self, names: Mapping[str, Codes], reserved: Collection[str]) -> None:
        self.reserved = RESERVED.union(reserved)
        self.names: dict[tuple[int, str], list[tuple[list[str], Codes]]] = {}
        for name, codes in names.items():
            words = name.split()
            self.names.setdefault((len(words), name[0]), []).append((words, codes))
        self.own = {word for name in names for word in name.split()}

    def likest(self, written: list[str]) -> Codes | None:
        """The products whose name these words are a slip of; None if no name is alike."""
        known = self.names.get((len(written), written[0][0]), ()) if written else ()
        alike = [(slips, codes) for words, codes in known if (slips := _slips(written, words))]
        if not alike or any(self._means_itself(word) for word in written):
            return None
        return min(alike, key=lambda one: one[0])[1]

    def _means_itself(self, word: str) -> bool:
        if word in self.own:
            return False  # one of the name's words is right: `cookin oil`
        return word in self.reserved or analyse(word).kind != "unknown"


def _slips(written: list[str], name: list[str]) -> int | None:
    total = 0
    for one, other in zip(written, name, strict=True):
        slips = slips_in(one, other)
        if slips is None:
            return None
        total += slips
    return total


def slips_in(written: str, name: str) -> int | None:
    """How many slips make `written` of `name`; None if they are two words.

    A slip is a letter left out, put in or exchanged, or two that changed places.
    """
    if written == name:
        return 0
    shorter = min(len(written), len(name))
    if shorter < SHORTEST or written[0] != name[0] or abs(len(written) - len(name)) > 1:
        return None  # magari (cars) are no margarine
    most = 2 if shorter >= LONG else 1
    # A slip changes two letters at most. Counting letters is quick, and most words end here.
    if len(set(written) ^ set(name)) > 2 * most:
        return None
    return next((slips for slips in range(1, most + 1) if _apart(written, name, 1, slips)), None)


def _apart(written: str, name: str, at: int, slips: int) -> bool:
    """Whether no more than that many slips lie between the two, from that letter on."""
    while at < min(len(written), len(name)) and written[at] == name[at]:
        at += 1
    if written[at:] == name[at:]:
        return True
    if not slips:
        return False
    return any(
        _apart(put_right, name, at, slips - 1) for put_right in _put_right(written, name, at)
    )


def _put_right(written: str, name: str, at: int) -> Iterator[str]:
    """The word with one slip put right at that letter, in each way it may have come about."""
    before, here, after = written[:at], written[at : at + 1], written[at + 1 :]
    wanted = name[at : at + 1]
    if wanted:
        yield before + wanted + here + after
    if here and (len(name) > SHORTER or here == before[-1:]):
        yield before + after
    if here and wanted and _may_be_exchanged(here, wanted, len(name)):
        yield before + wanted + after
    if after[:1] == wanted:
        yield before + wanted + here + after[1:]


def _may_be_exchanged(one: str, other: str, length: int) -> bool:
    return length > SHORT or (length > SHORTER and frozenset((one, other)) in KINDRED)
