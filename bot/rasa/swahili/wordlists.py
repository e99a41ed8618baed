"""Reads the word lists beside it: roots, nouns, particles, English. Each once, when asked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from bot.rasa.swahili.nouns import plural_of

HERE = Path(__file__).parent


class Noun(NamedTuple):
    """What a noun form is: its singular, its classes as in nouns.txt, and whether it is plural."""

    lemma: str
    classes: str
    plural: bool


def _lines(name: str) -> Iterator[str]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def _sections(name: str) -> Iterator[tuple[str, str]]:
    """Pairs of the [section] and each word below it."""
    section = ""
    for line in _lines(name):
        if line.startswith("["):
            section = line.strip("[]")
        else:
            yield from ((section, word) for word in line.split())


@lru_cache(maxsize=1)
def roots() -> frozenset[str]:
    """The known verbs, with their final vowel and without ku-."""
    return frozenset(word for line in _lines("roots.txt") for word in line.split())


@lru_cache(maxsize=1)
def particles() -> frozenset[str]:
    """Words that take no endings."""
    return frozenset(word for line in _lines("particles.txt") for word in line.split())


@lru_cache(maxsize=1)
def nouns() -> dict[str, Noun]:
    """Every singular and plural of the known nouns. What stands earlier in the file wins."""
    singulars: dict[str, Noun] = {}
    plurals: dict[str, Noun] = {}
    for classes, entry in _sections("nouns.txt"):
        lemma, _, told = entry.partition(":")
        singulars.setdefault(lemma, Noun(lemma, classes, plural=False))
        plural = told or plural_of(lemma, classes)
        if plural:
            plurals.setdefault(plural, Noun(lemma, classes, plural=True))
    known = {**plurals, **singulars}
    # ngombe for ng'ombe, as it is often typed.
    return {**{form.replace("'", ""): noun for form, noun in known.items()}, **known}


@lru_cache(maxsize=1)
def borrowed_verbs() -> frozenset[str]:
    """English verbs that take Swahili prefixes."""
    return frozenset(word for section, word in _sections("english.txt") if section == "verbs")


@lru_cache(maxsize=1)
def left_alone() -> frozenset[str]:
    """English words that a Swahili reading would mangle."""
    return frozenset(word for section, word in _sections("english.txt") if section == "alone")
