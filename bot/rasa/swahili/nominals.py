"""Nouns, adjectives, numerals and pronouns: every form they have, in one table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bot.rasa.swahili.nominal_tables import (
    ADJECTIVES,
    CONSONANT_CONCORDS,
    HAVE_SUBJECTS,
    NOT_A_PLACE,
    NUMERALS,
    PLACE_SUBJECTS,
    POSSESSIVES,
    PRONOUN_CONCORDS,
    PRONOUN_FORMS,
    UNCHANGING,
    VOWEL_CONCORDS,
)
from bot.rasa.swahili.tables import RELATIVES, SUBJECTS
from bot.rasa.swahili.wordlists import nouns

VOWELS = "aeiou"


@lru_cache(maxsize=1)
def agreeing() -> dict[str, tuple[str, str]]:
    """Adjectives, numerals, pronouns, has and is-there: form to lemma and kind."""
    table: dict[str, tuple[str, str]] = {}
    for adjective in ADJECTIVES:
        for form in _adjective_forms(adjective):
            table[form] = (adjective, "adjective")
    for stem in POSSESSIVES:
        for concord in PRONOUN_CONCORDS:
            table[concord + stem] = (stem, "pronoun")
    for kind, forms in (("pronoun", PRONOUN_FORMS), ("number", NUMERALS)):
        for lemma, listed in forms.items():
            table.update(dict.fromkeys(listed.split(), (lemma, kind)))
    for form, meaning in _places_and_having():
        table.setdefault(form, meaning)
    for form, lemma in _being():
        table.setdefault(form, (lemma, "verb"))
    return table


def _adjective_forms(stem: str) -> Iterator[str]:
    yield stem
    if stem in UNCHANGING:
        return
    if stem[0] in VOWELS:
        yield from (concord + stem for concord in VOWEL_CONCORDS)
        yield "m" + ("e" + stem[1:] if stem[0] == "i" else stem)
        return
    yield from (concord + stem for concord in CONSONANT_CONCORDS)
    yield from {"b": ("m" + stem,), "p": ("m" + stem, "ji" + stem)}.get(stem[0], ("n" + stem,))
    if stem[0] == "r":
        yield "nd" + stem[1:]


def _being() -> Iterator[tuple[str, str]]:
    """iliyo, waliopo, isiyo: "that is", "that are there". Ashton, on the relative."""
    for subject in SUBJECTS:
        for relative in RELATIVES:
            yield subject + "li" + relative, "kuwa"
            yield subject + "si" + relative, "kuwa"
            for place in ("ko", "po", "mo"):
                yield subject + "li" + relative + place, "-" + place


def _places_and_having() -> Iterator[tuple[str, tuple[str, str]]]:
    """nina, hatuna, ninayo; yuko, hazipo. Ashton, on "to have" and on -po, -ko, -mo."""
    for subject in HAVE_SUBJECTS:
        yield subject + "na", ("-na", "verb")
        for relative in RELATIVES:
            yield subject + "na" + relative, ("-na", "verb")
    for subject in PLACE_SUBJECTS:
        for place in ("ko", "po", "mo"):
            if subject + place not in NOT_A_PLACE:
                yield subject + place, ("-" + place, "verb")


def noun_in_place(word: str) -> str | None:
    """The noun form under the locative -ni (dukani, mezani, stoni), or None. Ashton, on -ni."""
    form = word[:-2]
    if not word.endswith("ni") or len(form) < 2:
        return None
    known = nouns()
    if form in known:
        return form
    return form + form[-1] if form + form[-1] in known else None
