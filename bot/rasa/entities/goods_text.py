"""Cutting a message into folded words and numbers, each with its place in the message."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from bot.rasa.entities.goods_words import EACH
from helpdesk.services.reading.words import fold

LONGEST_ORDER = 1500
"""Characters that are read; nobody orders twenty products in more."""

LONG_WORD = 5
"""Letters of a word that no code begins with: `magari3` are three cars."""

FRACTIONS = {"½": " 1/2 ", "¼": " 1/4 ", "¾": " 3/4 ", "−": "-", "–": "-"}
_TOKEN = re.compile(
    r"""
      (?P<each>\b(?:(?:kwa\s+)?kila\s+(?:moja|kimoja|mmoja|aina|bidhaa)|each(?:\s+one)?|apiece)\b)
    | (?P<word>
        (?<![\w/])-\d+(?:[.,]\d+)*             # a number below zero
      | \d+/\d+                                 # 1/2
      | \d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)      # 1,000
      | \d+(?:[.,]\d+)?                         # 2, 2.5, 2,5
      | [^\W\d_]+(?:['’][^\W\d_]+)*             # a word
      | /=                                      # 2000/= is money
      | [,;+&.:\n×-]
      )
    """,
    re.VERBOSE,
)
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_TWO_IN_ONE = {"unusu": ("na", "nusu"), "unarobo": ("na", "robo")}

Span = tuple[int, int]


@dataclass
class Cut:
    """The words of a message as `words`, and the characters each stands at as `spans`."""

    words: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


def cut(text: str, taken: Iterable[Span] = ()) -> Cut:
    """The words, numbers and separators of `text`, without the characters already `taken`."""
    folded, places = _folded(text[:LONGEST_ORDER], taken)
    found = Cut()
    for match in _TOKEN.finditer(folded):
        span = places[match.start()], places[match.end() - 1] + 1
        for word in _words(match):
            found.words.append(word)
            found.spans.append(span)
    return found


def without_codes(words: Cut, known: Collection[str]) -> Cut:
    """The words but for codes such as TKT-7K3M-9QXA, K7Q2M9, b4 and 4got.

    What is written in one with digits is a code, unless all its words are `known`, as in 2kg and
    sukari2kg, or it is one longer word with a number behind it.
    """
    kept = Cut()
    first = 0
    for end in range(1, len(words.words) + 1):
        if end < len(words.words) and _touch(words, end):
            continue
        if not _is_code(words.words[first:end], known):
            kept.words += words.words[first:end]
            kept.spans += words.spans[first:end]
        first = end
    return kept


def _touch(words: Cut, at: int) -> bool:
    signs = {words.words[at], words.words[at - 1]} - {"-", "/=", "×"}
    joins = all(sign[0].isalnum() or len(sign) > 1 for sign in signs)
    return joins and words.spans[at - 1][1] == words.spans[at][0]


def _is_code(parts: list[str], known: Collection[str]) -> bool:
    letters = [part for part in parts if part[0].isalpha()]
    if len(letters) == len(parts) or all(part in known for part in letters):
        return False
    behind = parts[0] == letters[0] and len(parts[0]) >= LONG_WORD and parts[0].isalpha()
    return "-" in parts[2:] or not behind or not all(part in known for part in letters[1:])


def _words(match: re.Match[str]) -> tuple[str, ...]:
    if match["each"]:
        return (EACH,)
    word = _DRAWN_OUT.sub(r"\1", match["word"])  # sukariiii
    return _TWO_IN_ONE.get(word, (word,))


def _folded(text: str, taken: Iterable[Span]) -> tuple[str, list[int]]:
    """The folded text, and for each of its signs the place of the sign it came from.

    Marks without width vanish; what is taken leaves a space.
    """
    signs: list[str] = []
    places: list[int] = []
    for at, sign in _kept(text, taken):
        for one in _spelled(sign):
            signs.append(one)
            places.append(at)
    return "".join(signs), places


@lru_cache(maxsize=4096)
def _spelled(sign: str) -> str:
    """The signs that are read for one: `½` is `1/2`."""
    return FRACTIONS.get(sign) or fold(sign)


def _kept(text: str, taken: Iterable[Span]) -> Iterator[tuple[int, str]]:
    hidden = {at for start, end in taken for at in range(start, min(end, len(text)))}
    for at, sign in enumerate(text):
        if at in hidden:
            yield at, " "
        elif sign.isascii() or unicodedata.category(sign) != "Cf":
            yield at, sign
