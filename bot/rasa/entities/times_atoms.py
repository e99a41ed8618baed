"""The smallest pieces of a time in a sentence: an hour, a part of the day, a day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from bot.rasa.entities.numbers import SMALL, read_number

SWAHILI, ENGLISH, BARE, EXACT = "swahili", "english", "bare", "exact"
"""Clocks. Bare digits such as `9:30` may be of either; an exact hour is that of 24."""


@dataclass(frozen=True)
class Atom:
    """One piece; only some of it is known. `nothing` is read so that nobody else reads it."""

    start: int = 0
    end: int = 0
    day: date | None = None
    weekday: int | None = None
    span: str | None = None
    part: str | None = None
    hour: int | None = None
    minute: int = 0
    clock: str | None = None
    moment: datetime | None = None
    nothing: bool = False


class Reader(NamedTuple):
    """A form, and what a match of it means; None if it means nothing after all."""

    form: re.Pattern[str]
    read: Callable[[re.Match[str], datetime], Atom | None]


def _words(least: int, most: int) -> str:
    words = [word for word, value in SMALL.items() if least <= value <= most]
    return "|".join(sorted(words, key=len, reverse=True))


_TENS = "|".join(word for word, value in SMALL.items() if value >= 10 and value % 10 == 0)
NUMBER = rf"(?:\d{{1,3}}|(?:{_TENS})\s+na\s+(?:{_words(1, 9)})|{_words(1, 90)})"
"""Small numbers, in digits or words."""

COUNT = rf"(?:{NUMBER}|an?)"
"""The same; `a week` is one week."""


def number(text: str) -> int:
    """What NUMBER or COUNT matched."""
    if text.isdigit():
        return int(text)
    if text in ("a", "an"):
        return 1
    read = read_number(text.split(), 0)
    return int(read[0]) if read else 0


def pieces(
    readers: tuple[Reader, ...], text: str, now: datetime
) -> Iterator[tuple[int, int, Atom]]:
    """What the readers find, the first one first; each keeps off what an earlier one has read."""
    taken: list[tuple[int, int]] = []
    for reader in readers:
        for match in reader.form.finditer(text):
            start, end = match.span()
            if any(start < last and first < end for first, last in taken):
                continue
            atom = reader.read(match, now)
            if atom is not None:
                taken.append((start, end))
                yield start, end, atom
