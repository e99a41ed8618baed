"""The spaCy component that finds which one of several is meant: `ya pili`, `the last one`.

Swahili ordinals are the connector of the noun's class and a number, but kwanza and pili for the
first two (Ashton, Swahili Grammar, 1944).
"""

# No `from __future__ import annotations` here: spaCy reads the types of a factory at run time.

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from bot.rasa.entities import found
from bot.rasa.entities.found import Found
from bot.rasa.entities.places_text import folded

FACTORY = "ofisi_ordinals"
LAST = "-1"

_SWAHILI = {
    "kwanza": "1",
    "pili": "2",
    "tatu": "3",
    "nne": "4",
    "tano": "5",
    "sita": "6",
    "saba": "7",
    "nane": "8",
    "tisa": "9",
    "kumi": "10",
    "mwisho": LAST,
}
_ENGLISH = {
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "fifth": "5",
    "sixth": "6",
    "seventh": "7",
    "eighth": "8",
    "ninth": "9",
    "tenth": "10",
    "last": LAST,
}
_CARDINAL = {
    "moja": "1",
    "mbili": "2",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    **{word: value for word, value in _SWAHILI.items() if word not in ("kwanza", "mwisho")},
}
_SW, _EN, _COUNT = ("|".join(words) for words in (_SWAHILI, _ENGLISH, _CARDINAL))

# What is counted through and not chosen from: the first time, the second day.
_PASSED = "".join(
    rf"(?<!{word} )"
    for word in (
        "mara",
        "mara yangu",
        "mara yetu",
        "kidato",
        "siku",
        "wiki",
        "mwezi",
        "mwaka",
        "juma",
        "awamu",
        "hatua",
    )
)
_AFTER = (
    r"(?! (?:time|times|day|days|week|weeks|month|months|year|thing|place|person|floor|moment"
    r"|minute|of all|few|couple|two|three|\d))"
)
_HOUSES = "".join(
    rf"(?<!{word} )"
    for word in (
        "nyumba",
        "house",
        "chumba",
        "room",
        "plot",
        "block",
        "mtaa",
        "simu",
        "phone",
        "till",
        "account",
        "akaunti",
        "nina",
        "nna",
        "kuna",
        "have",
        "gari",
        "street",
        "kumbukumbu",
    )
)
_NO_UNIT = r"(?![.,/:-]?\d)(?! ?\+?\d)(?! ?(?:kg|kilo|lita))"
_CHOSEN = "one|item|option|order|oda|product|line|choice|ticket|case|tiketi"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"\b{_PASSED}(?:ya|wa|cha|la) (?P<word>{_SW})\b(?! (?:na|kwa siku))",
        r"\b(?:ile|hiyo|hii|lile|hilo|oda|chaguo) (?:ya|la) (?P<word>\d{1,2})\b(?![.,/:]?\d)",
        (
            rf"\b(?:the|ile ya|ya|wa) (?P<word>{_EN}|\d{{1,2}}(?:st|nd|rd|th))"
            rf"(?: (?:{_CHOSEN}))?\b{_AFTER}"
        ),
        rf"\b(?P<word>{_EN}|\d{{1,2}}(?:st|nd|rd|th)) (?:{_CHOSEN})\b",
        rf"\b(?P<word>\d{{1,2}}(?:st|nd|rd|th))\b{_AFTER}",
        rf"^\s*(?P<word>{_EN})[\s.!?]*$",
        (
            rf"\b{_HOUSES}(?:namba|nambari|number|option|chaguo|no\.?) ?"
            rf"(?P<word>\d{{1,2}}|{_COUNT})\b{_NO_UNIT}"
        ),
        r"(?<!\w)#(?P<word>\d{1,2})\b",
    )
)


class OrdinalFinder:
    """Finds `ordinal`: `1`, `2` and so on, and `-1` for the last."""

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found to the Doc's findings."""
        found.add(doc, _ordinals(folded(doc.text)))
        return doc


@Language.factory(FACTORY)
def make(nlp: Language, name: str) -> OrdinalFinder:  # noqa: ARG001 - spaCy's signature
    """The component."""
    return OrdinalFinder()


def _ordinals(text: str) -> Iterator[Found]:
    for form in _FORMS:
        for match in form.finditer(text):
            value = _value(match["word"])
            if value != "0":
                yield Found("ordinal", value, match.start(), match.end())


def _value(word: str) -> str:
    if word[0].isdigit():
        return str(int("".join(sign for sign in word if sign.isdigit())))
    return _SWAHILI.get(word) or _ENGLISH.get(word) or _CARDINAL[word]
