"""Reads a verb: prefixes, object, stem, and what may stand behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.rasa.swahili.prefixes import Prefix, longest_prefix, prefixes
from bot.rasa.swahili.stems import SHORT, Stem, stem_of
from bot.rasa.swahili.tables import KEEPING_KU, OBJECTS, PERSONS, RELATIVES, USE_OR_SEND

IMPERATIVE = Prefix("", "", finals="a", cost=1)
COMMAND = Prefix("", "", finals="e", cost=1)
CLEAR_COMMAND = re.compile(r"[a-z]{3}(?:[ie]e|she)(?:ni)?$")
"""npigie, nsaidieni: where ni- may be typed n-."""
SYLLABLES = re.compile(
    r"(?:(?:[mn](?=[bcdfgjklmnpstvwyz]))?"
    r"(?:ng'?|ny|ch|dh|gh|kh|sh|th|[bdfghjklmnprstvwyz])?[wy]?[aeiou])+"
)
"""Open syllables, as all Swahili words have them. Mohammed, on the syllable."""


class VerbReading(NamedTuple):
    """One way to read a verb. The lower the cost the likelier."""

    cost: int
    lemma: str
    prefix: Prefix
    object: str = ""
    extensions: tuple[str, ...] = ()
    final: str = ""
    relative: str = ""
    kind: str = "verb"


def read_verb(word: str) -> VerbReading | None:
    """The cheapest reading with a known root, or None."""
    if word[-1:] not in "aeiou":
        return None
    return min(_readings(word), key=lambda reading: reading.cost, default=None)


def _readings(word: str) -> Iterator[VerbReading]:
    yield from _with_stem(word, IMPERATIVE)
    for length in range(1, min(longest_prefix(), len(word) - 1) + 1):
        for prefix in prefixes().get(word[:length], ()):
            yield from _with_stem(word[length:], prefix)
            yield from _with_relative_behind(word[length:], prefix)
    yield from _commands(word)


def _with_stem(rest: str, prefix: Prefix) -> Iterator[VerbReading]:
    """The rest as a stem, or as an object and a stem; -ni behind it for several people."""
    found = stem_of(rest, prefix.finals)
    if found and not _too_short(rest, found, prefix):
        yield _reading(found, prefix, "", len(found.extensions))
    if prefix.tense in ("", "a", "na") and rest.endswith("ni"):
        yield from _to_many(rest, prefix)
    if prefix is not IMPERATIVE:
        yield from _with_object(rest, prefix)


def _to_many(rest: str, prefix: Prefix) -> Iterator[VerbReading]:
    """leteni, tusaidieni, naombeni. Ashton, on the imperative plural."""
    found = stem_of(rest[:-2], "e")
    if found:
        yield _reading(found, prefix, "", len(found.extensions) + 1)


def _too_short(rest: str, found: Stem, prefix: Prefix) -> bool:
    """Whether it is a short verb without the ku- that it needs there (anakula, akila)."""
    if found.lemma not in SHORT or found.extensions or rest.startswith("ku"):
        return False
    return prefix is IMPERATIVE or prefix.tense in KEEPING_KU or prefix.tense == "a"


def _with_object(rest: str, prefix: Prefix) -> Iterator[VerbReading]:
    for object_ in OBJECTS:
        if not rest.startswith(object_):
            continue
        found = stem_of(rest[len(object_) :], prefix.finals)
        if found and (found.lemma not in SHORT or prefix.tense in KEEPING_KU):
            yield _object_reading(found, prefix, object_)


def _object_reading(found: Stem, prefix: Prefix, object_: str) -> VerbReading:
    use, send = USE_OR_SEND
    if found.lemma == use and object_ in PERSONS:
        extensions = ("applicative", *found.extensions)
        return _reading(found._replace(lemma=send, extensions=extensions), prefix, object_, 0)
    # kupa has an object always, the other short verbs hardly ever.
    short = 0 if found.lemma == "kupa" else 2
    dear = short if found.lemma[:2] == "ku" and found.cost else 0
    return _reading(found, prefix, object_, 2 + dear + len(found.extensions))


def _commands(word: str) -> Iterator[VerbReading]:
    """nipe, niambie, tusaidieni, mpigie: object and subjunctive. Ashton, on the imperative."""
    for object_ in (*OBJECTS, "n"):
        if not word.startswith(object_) or (object_ == "n" and not CLEAR_COMMAND.search(word)):
            continue
        rest = word[len(object_) :]
        # niambia, nisaidia: -a is heard too where it can mean nothing else.
        finals = "ea" if object_ == "ni" and rest.endswith(("ia", "ea", "sha")) else "e"
        for stem in (rest, rest[:-2] if rest.endswith("ni") else ""):
            found = stem_of(stem, finals) if len(stem) > 1 else None
            if found and (found.lemma not in SHORT or found.lemma == "kupa"):
                reading = _object_reading(found, COMMAND, object_)
                yield reading._replace(cost=reading.cost - 1)


def _with_relative_behind(rest: str, prefix: Prefix) -> Iterator[VerbReading]:
    """apendaye, ijayo, yafuatayo: the relative that has no tense. Ashton, on the relative."""
    if prefix.tense or prefix.negative:
        return
    for relative in RELATIVES:
        if rest.endswith(relative):
            found = stem_of(rest[: -len(relative)], "a")
            if found and len(rest) > len(relative) + 1:
                reading = _reading(found, prefix, "", len(found.extensions) + 2)
                yield reading._replace(relative=relative)


def _reading(found: Stem, prefix: Prefix, object_: str, dear: int) -> VerbReading:
    cost = prefix.cost + dear + found.cost
    return VerbReading(cost, found.lemma, prefix, object_, found.extensions, found.final)


def read_unknown(word: str) -> VerbReading | None:
    """A verb whose root no list knows, if subject and tense are plain to see; or None."""
    if word[-1:] != "a" or not SYLLABLES.fullmatch(word):
        return None
    for length in range(min(longest_prefix(), len(word) - 4), 1, -1):
        for prefix in prefixes().get(word[:length], ()):
            plain = prefix.subject not in ("", "ku") and prefix.tense not in ("", "a")
            infinitive = not prefix.subject and word[:length] == "ku"
            if ((plain and length > 2) or infinitive) and SYLLABLES.fullmatch(word[length:]):
                return VerbReading(0, word[length:], prefix, final="a")
    return None
