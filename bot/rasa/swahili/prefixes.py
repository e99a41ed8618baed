"""All that may stand before the stem of a Swahili verb, made once from the tables."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bot.rasa.swahili.tables import (
    FINISHED,
    NEGATIVES,
    PRESENT_A,
    RELATIVE_TENSES,
    RELATIVES,
    SUBJECTS,
    TENSES,
    TYPED_NEGATIVES,
    TYPED_SUBJECTS,
)


class Prefix(NamedTuple):
    """One way to read the letters before object and stem."""

    subject: str
    tense: str
    relative: str = ""
    negative: bool = False
    finals: str = "a"
    """Which final vowels may follow: a (indicative), e (subjunctive), i (present negative)."""
    cost: int = 0


@lru_cache(maxsize=1)
def prefixes() -> dict[str, tuple[Prefix, ...]]:
    """Each string of prefixes with its readings."""
    table: dict[str, list[Prefix]] = {}
    for makers in (_affirmative, _relative, _negative, _without_tense, _infinitive, _typed):
        for text, prefix in makers():
            table.setdefault(text, []).append(prefix)
    return {text: tuple(found) for text, found in table.items()}


@lru_cache(maxsize=1)
def longest_prefix() -> int:
    """In letters."""
    return max(map(len, prefixes()))


_Made = Iterator[tuple[str, Prefix]]


def _affirmative() -> _Made:
    for subject in SUBJECTS:
        for tense in (*TENSES, *FINISHED):
            yield subject + tense, Prefix(subject, tense, finals="ae" if tense == "ka" else "a")
    yield "hu", Prefix("", "hu", cost=2)
    # kafika for akafika, meoza for imeoza: the subject left out.
    yield "ka", Prefix("", "ka", finals="ae", cost=3)
    yield "me", Prefix("", "me", cost=6)


def _relative() -> _Made:
    for tense in ("na", "li"):
        # anaejibu, alienijibu for -ye.
        yield "a" + tense + "e", Prefix("a", tense, "ye", cost=3)
    for subject in SUBJECTS:
        for relative in RELATIVES:
            for tense in RELATIVE_TENSES:
                yield subject + tense + relative, Prefix(subject, tense, relative, cost=1)
            yield subject + "si" + relative, Prefix(subject, "", relative, negative=True, cost=1)
            yield subject + "li" + relative + "ku", Prefix(subject, "li", relative, cost=3)
    for relative in RELATIVES:
        # nnacho, nacho for ninacho; nlicho for nilicho.
        yield "na" + relative, Prefix("ni", "na", relative, cost=3)
        yield "n" + "na" + relative, Prefix("ni", "na", relative, cost=2)
        yield "n" + "li" + relative, Prefix("ni", "li", relative, cost=2)


def _negative() -> _Made:
    for subject in (*NEGATIVES, *TYPED_NEGATIVES):
        cost = 0 if subject in NEGATIVES else 2
        yield subject, Prefix(subject, "", negative=True, finals="i", cost=1 + cost)
        for tense in ("ku", "ja", "ta", "nge", "ngali", "na"):
            yield subject + tense, Prefix(subject, tense, negative=True, cost=cost)
    for subject in SUBJECTS:
        yield subject + "si", Prefix(subject, "", negative=True, finals="e", cost=1)
        yield subject + "sije", Prefix(subject, "je", negative=True, finals="ae", cost=3)


def _without_tense() -> _Made:
    for subject in SUBJECTS:
        yield subject, Prefix(subject, "", finals="e", cost=1)
    for text, subject in PRESENT_A.items():
        yield text, Prefix(subject, "a", cost=3)


def _infinitive() -> _Made:
    for text in ("ku", "kw"):
        yield text, Prefix("", "ku", cost=1)
    for text in ("kuto", "kutoku"):
        # Dearer, for kutolewa is "to be given out".
        yield text, Prefix("", "ku", negative=True, cost=3)


def _typed() -> _Made:
    for text, (subject, tense) in TYPED_SUBJECTS.items():
        yield text, Prefix(subject, tense, cost=1)
