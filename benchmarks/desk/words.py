"""Words that look like Swahili and English, used as unevenly as people use words.

Rank r of a language is as likely as 1 / (r + 2.7): Zipf's law with Mandelbrot's shift, which
holds for Swahili too. A few tokens in a hundred are slips of the pen, so that the vocabulary
never stops growing with what is written: Heaps' law.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

SLIPS = 0.012
OWN = 0.1
"""The share of words only one department's customers use."""

_ONSETS = "b ch d dh f g h j k l m mb mw n nd ng ng' nj ny nz p r s sh t v w y z".split()
_BEGINNINGS = ("", "", "", "ku", "ni", "wa", "ali", "tuli", "sija", "hai", "u", "ki")
_ENDS = ("", "", "ni", "wa", "sha", "ka")
_ENGLISH_ONSETS = "b br c ch cl d dr f fl g gr h j l m n p pl pr qu r s st str t tr w".split()
_ENGLISH_ENDS = "ack ail ane ard are ate eat eck eed ell end ent est ice ick ight ill ine".split()
_ENGLISH_TAILS = ("", "", "", "ing", "ed", "er", "s", "ment", "ly")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Vocabulary:
    """The words of a language, the commonest first."""

    words: tuple[str, ...]

    @cached_property
    def bag(self) -> np.ndarray:
        """The words as an array to pick from."""
        return np.array(self.words, dtype=object)

    @cached_property
    def heights(self) -> np.ndarray:
        """How likely a word of that rank or a commoner one is."""
        weights = 1 / (np.arange(1, len(self.words) + 1) + 2.7)
        return np.cumsum(weights / weights.sum())

    def said(self, dice: np.random.Generator, count: int) -> np.ndarray:
        """So many words, one after another."""
        picked = np.searchsorted(self.heights, dice.random(count))
        return self.bag[np.minimum(picked, len(self.words) - 1)]

    def band(self, first: int, last: int) -> Sequence[str]:
        """Words of those ranks that people would type into a search: letters, four or more."""
        return [w for w in self.words[first:last] if len(w) >= 4 and w.isalpha()]


def swahili(count: int, seed: int) -> Vocabulary:
    """Open syllables, many beginnings and few ends; an apostrophe now and then."""
    dice = random.Random(seed)  # noqa: S311 - a benchmark's dice
    found: dict[str, None] = {}
    while len(found) < count:
        parts = dice.choices((1, 2, 3, 4), (2, 6, 5, 2))[0]
        stem = "".join(dice.choice(_ONSETS) + dice.choice("aeiou") for _ in range(parts))
        found[dice.choice(_BEGINNINGS) + stem + dice.choice(_ENDS)] = None
    # The short ones are the common ones, in every language (Zipf's law of abbreviation).
    return Vocabulary(tuple(sorted(found, key=lambda w: len(w) + dice.random() * 6)))


def english(count: int, seed: int) -> Vocabulary:
    """Closed syllables with the usual tails."""
    dice = random.Random(seed)  # noqa: S311 - a benchmark's dice
    found: dict[str, None] = {}
    while len(found) < count:
        middle = dice.choice("aeiou") + dice.choice("nrtsl") if dice.random() < 0.6 else ""
        word = dice.choice(_ENGLISH_ONSETS) + middle + dice.choice(_ENGLISH_ENDS)
        found[word + dice.choice(_ENGLISH_TAILS)] = None
    return Vocabulary(tuple(sorted(found, key=lambda w: len(w) + dice.random() * 6)))


def slip(word: str, dice: random.Random, *, first: bool = False) -> str:
    """The word with one letter left out, added, changed or swapped; the first one if asked."""
    at = 0 if first else dice.randrange(len(word))
    letter = dice.choice(LETTERS)
    kind = dice.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + letter + word[at:]
    if kind == 2:
        return word[:at] + letter + word[at + 1 :]
    return word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]


def misspell(words: np.ndarray, dice: np.random.Generator, luck: random.Random) -> None:
    """Slips of the pen here and there, in place."""
    for at in np.flatnonzero(dice.random(len(words)) < SLIPS):
        words[at] = slip(words[at], luck) or words[at]
