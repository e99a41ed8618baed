"""A word without what people leave out when they type in a hurry: `kwenye`, `kwny`, `kweny`."""

from __future__ import annotations

import re
from functools import lru_cache

_ALIKE = (
    *(("ph", "f"), ("sh", "x"), ("ch", "x"), ("th", "t"), ("dh", "z"), ("gh", "g")),
    *(("ck", "k"), ("q", "k"), ("c", "k"), ("4", "for")),
)
"""Signs that stand for one another in short messages: `fone`, `phone`; `kampuni`, `campuni`."""

_VOWELS = "aeiou"
_WEAK = re.compile(r"[aeiouyhw]")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """The consonants of a folded word, with the vowel it begins with: `nyt` is `nt`.

    Numbers, pictures and words of vowels alone stay as they are.
    """
    if not word.isascii() or not word[0].isalpha():
        return word
    for sign, other in _ALIKE:
        word = word.replace(sign, other)
    first = word[0] if word[0] in _VOWELS else ""
    return first + _TWICE.sub(r"\1", _WEAK.sub("", word)) or word
