"""What a customer typed, made fit for the turn and for storing. The original stays in the inbox.

Text that begins with a slash would override Rasa's understanding, so none does after this.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_TURN = 4096
REPLACEMENT = "\ufffd"
JOINER = "\u200d"
SLASHES = frozenset("/\\\uff0f\uff3c\u2044\u2215\u2216\u29f8\u29f9\u27cb\u2571\u3033\u0338")
"""The slash and what looks like it: compatibility folding would turn some back into one."""

_UNSTORABLE = re.compile("[\ud800-\udfff\x00]")


def storable(text: str) -> str:
    """The text as it was written, but for what no database keeps: lone surrogates and NUL."""
    return _UNSTORABLE.sub(REPLACEMENT, text)


def normalise(text: str) -> str:
    """The text for a turn: composed, without invisible characters, and with no slash in front.

    May be empty: then there was nothing to read in it.
    """
    lines = storable(text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    visible = "".join(c for c in unicodedata.normalize("NFC", lines) if _stays(c))
    return _without_lead(visible.strip())[:LONGEST_TURN]


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in it, of any script."""
    return any(c.isalnum() for c in text)


def _stays(character: str) -> bool:
    return character in f"\n{JOINER}" or unicodedata.category(character) not in ("Cc", "Cf")


def _without_lead(text: str) -> str:
    start = 0
    while start < len(text) and _leads(text[start]):
        start += 1
    return text[start:]


def _leads(character: str) -> bool:
    invisible = unicodedata.category(character) in ("Cc", "Cf")
    return character in SLASHES or character.isspace() or invisible
