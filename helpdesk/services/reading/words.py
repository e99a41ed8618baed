"""Names and words made plain, so that they can be compared."""

from __future__ import annotations

import re
import unicodedata

CONNECTORS = frozenset("wa ya la za cha vya kwa of".split())
"""What binds two parts of one name, or a quantity to its product."""


def plain(text: str) -> str:
    """Small letters without accents, words one space apart; no punctuation."""
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def key_of(name: str) -> str:
    """A name without the words that bind it: `Unga wa ngano` → `unga ngano`."""
    return " ".join(word for word in plain(name).split() if word not in CONNECTORS)


def fold(text: str) -> str:
    """Small letters without accents."""
    spread = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in spread if not unicodedata.combining(sign))
