"""What a single Swahili token tells: here, whether it is like a number."""

from __future__ import annotations

import re
from typing import Any

from spacy.attrs import LIKE_NUM

STEMS = "wili tatu nne tano nane"
CONCORDS = ("", "wa", "mi", "ma", "vi", "m", "pa", "ki")
SWAHILI = frozenset(
    "sifuri moja mmoja kimoja limoja umoja mbili sita saba tisa kumi ishirini thelathini arobaini"
    " arubaini hamsini sitini sabini themanini tisini mia elfu alfu laki milioni bilioni trilioni"
    " nusu robo theluthi kasorobo mamia maelfu malaki kwanza pili dazeni".split()
) | {concord + stem for concord in CONCORDS for stem in STEMS.split()}
"""Ashton, Swahili Grammar (1944), on numerals: moja to tano and nane agree with their noun."""
ENGLISH = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    " hundred thousand million billion half quarter dozen first second third".split()
)
DIGITS = re.compile(r"[+\-±~]?\d+(?:[.,:/]\d+)*(?:/[=-])?%?|½|¼|¾")


def like_num(text: str) -> bool:
    """Whether it is digits (2, 1,500, 20,000/=, ½) or a number word of either language."""
    if len(text) > 40:
        return text.isdecimal()
    plain = text.lower()
    return plain in SWAHILI or plain in ENGLISH or DIGITS.fullmatch(plain) is not None


LEX_ATTRS: dict[Any, Any] = {LIKE_NUM: like_num}
