"""The words of a message, as its language is told by them. Plain Python: knows nothing of Rasa."""

from __future__ import annotations

import re

TOKEN = re.compile(r"\S+")
LETTER = r"[a-zA-Z\u00c0-\u024f]"
WORD = re.compile(rf"{LETTER}+(?:['\u2019]{LETTER}+)*")
"""Latin letters: Arabic ones say nothing of Swahili or English."""
NOT_WORDS = re.compile(r"\d|@|://|^www\.", re.IGNORECASE)
"""Numbers, references and addresses have these in them."""
DRAWN_OUT = re.compile(r"(.)\1{2,}")
HYPHENED = re.compile(r"(?<![^\W\d])([a-z]{2,})-([a-z]{2,})")
LONGEST_TEXT = 2000
"""Characters that are looked at: a long text has said enough by then."""
UNITS = frozenset("kg kgs g gm ml l lt ltr km tsh tzs ksh kes sh usd".split())
"""Written alike in both languages."""
FOREIGN = frozenset(
    # French, Spanish, German, Arabic in Latin letters; Kikuyu, Luo, Luganda, Kinyarwanda.
    "vous nous est les des une bonjour bonsoir salut merci beaucoup oui voudrais veux combien "
    "commande avec mon "
    "hola como estas gracias buenos dias quiero guten danke "
    "kaifa haluk habibi uridu fadlak "
    "wimwega mwega niatia atiriri muno nii ndi ndirenda ngatho maitu "
    "nade amosi erokamano oli otya ssebo nnyabo webale muraho amakuru murakoze".split()
)
"""Everyday words of the neighbours, so that their letters are not taken for ours."""


def words_of(text: str) -> list[str]:
    """The words of a text in small letters. Numbers, references and signs are none."""
    return [word.lower() for word in _written(text)]


def names_of(text: str) -> frozenset[str]:
    """Words that look like names: with a capital, inside a text or in all of its words."""
    words = _written(text)
    # Phones begin every text with a capital, so a single word with one says nothing.
    if text.isupper() or len(words) < 2:
        return frozenset()
    capital = [word for word in words if word[0].isupper()]
    found = capital if len(capital) == len(words) else [w for w in words[1:] if w[0].isupper()]
    return frozenset(word.lower() for word in found if len(word) > 1)


def hyphened(text: str) -> list[tuple[str, str]]:
    """Pairs of what stands before a hyphen and behind it: nime-order."""
    return HYPHENED.findall(text[:LONGEST_TEXT].lower())


def is_foreign(words: list[str]) -> bool:
    """Whether words of a third language are two of these, or half of them."""
    found = sum(word in FOREIGN for word in words)
    return found >= 2 or 0 < len(words) <= 2 * found


def _written(text: str) -> list[str]:
    tokens = (token for token in TOKEN.findall(text[:LONGEST_TEXT]) if not NOT_WORDS.search(token))
    return [word for token in tokens for word in WORD.findall(DRAWN_OUT.sub(r"\1", token))]
