"""A message as the classifier reads it: folded to plain words, and never too long."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 600
"""Characters that are read. What a message wants stands at its beginning or at its end."""

_DRAWN_OUT = re.compile(r"([^\W\d])\1{2,}")
_WORD = re.compile(
    r"""
      \d[\d.,:/]*\d | \d                  # a number
    | [^\W\d_]+(?:['’][^\W\d_]+)*         # a word
    | [?\u2600-\u27bf\U0001f000-\U0001faff]  # a question, a picture
    """,
    re.VERBOSE,
)
_DIGITS = re.compile(r"\d")
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})


def fold(text: str) -> str:
    """Small letters in one spelling: `SAAANA` and `saaana` are `sana`.

    Direction marks, zero-width signs and unpaired surrogates are left out.
    """
    spread = unicodedata.normalize("NFKD", _shortened(text)).casefold()
    seen = "".join(
        " " if sign.isspace() else sign
        for sign in spread
        if sign.isspace() or unicodedata.category(sign) not in _INVISIBLE
        if not unicodedata.combining(sign)
    )
    return _DRAWN_OUT.sub(r"\1", seen)


def words_of(text: str) -> list[str]:
    """The words of a folded text. Digits count by how many there are: `25` is `##`."""
    return [_DIGITS.sub("#", word) if word[0].isdigit() else word for word in _WORD.findall(text)]


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    half = LONGEST // 2
    return f"{text[:half]} {text[-half:]}"
