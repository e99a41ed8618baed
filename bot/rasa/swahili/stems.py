"""Finds the known verb that a stem is made of: its final vowel and its extensions undone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bot.rasa.swahili.tables import AFTER_VOWEL, EXTENSIONS, IRREGULAR, MONOSYLLABIC, SPELLINGS
from bot.rasa.swahili.wordlists import roots

DEEPEST = 3
"""Extensions on one another: andik-ish-i-an-a has three."""
VOWELS = frozenset("aeiou")
Base = tuple[str, tuple[str, ...], int]
"""Lemma, extensions, cost."""
SHORT = frozenset(lemma for lemma in MONOSYLLABIC.values() if lemma.startswith("ku"))


class Stem(NamedTuple):
    """A verb found: its lemma, its extensions from the root outwards, and how dear it is."""

    lemma: str
    extensions: tuple[str, ...]
    final: str
    cost: int


@lru_cache(maxsize=8192)
def stem_of(letters: str, finals: str) -> Stem | None:
    """The cheapest reading as a known verb, or None.

    finals: which of a, e, i the mood allows. Verbs from Arabic (jibu, rudi, samehe) keep theirs.
    """
    if len(letters) > 1 and letters[-1] in finals:
        ending = letters[-1]
        found = base_of(letters if ending == "a" else letters[:-1] + "a")
        if found:
            return Stem(*found[:2], ending, found[2])
    if letters[-1:] != "a" and (letters in roots() or letters in SPELLINGS):
        return Stem(SPELLINGS.get(letters, letters), (), letters[-1], 0)
    return None


@lru_cache(maxsize=8192)
def base_of(verb: str, depth: int = DEEPEST) -> Base | None:
    """Lemma, extensions and cost of a stem in -a (or an Arabic verb as it stands), or None."""
    if verb in roots():
        return verb, (), 0
    if verb in _exceptions():
        return _exceptions()[verb]
    if depth == 0 or len(verb) < 4:
        return None
    readings = [found for found in _without_extension(verb, depth) if found]
    return min(readings, key=lambda reading: reading[2], default=None)


def _without_extension(verb: str, depth: int) -> Iterator[Base | None]:
    for ending, stands_for, name in _extensions().get(verb[-2:], ()):
        root = verb[: -len(ending)]
        if not verb.endswith(ending) or len(root) < 2:
            continue
        if ending in AFTER_VOWEL and root[-1] not in VOWELS:
            continue
        base = base_of(root + stands_for, depth - 1)
        # The short verbs take extensions only in the forms listed as irregular.
        if base and base[0] not in SHORT:
            yield base[0], (*base[1], *name.split()), base[2] + 1


@lru_cache(maxsize=1)
def _exceptions() -> dict[str, Base]:
    """The short verbs with and without ku-, and the spellings people use (ngaa for ng'aa)."""
    short: dict[str, Base] = {verb: (lemma, (), 1) for verb, lemma in MONOSYLLABIC.items()}
    whole: dict[str, Base] = {lemma: (lemma, (), 0) for lemma in SHORT}
    typed: dict[str, Base] = {verb: (lemma, (), 0) for verb, lemma in SPELLINGS.items()}
    plain: dict[str, Base] = {v.replace("'", ""): (v, (), 0) for v in roots() if "'" in v}
    irregular: dict[str, Base] = {verb: (*found, 1) for verb, found in IRREGULAR.items()}
    return {**short, **plain, **typed, **irregular, **whole}


@lru_cache(maxsize=1)
def _extensions() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """By the last two letters, so that most stems are tried against few."""
    table: dict[str, list[tuple[str, str, str]]] = {}
    for extension in EXTENSIONS:
        table.setdefault(extension[0][-2:], []).append(extension)
    return {ending: tuple(found) for ending, found in table.items()}
