"""Reads an English stem in Swahili prefixes: nimeorder, ku-cancel, haija-deliver-iwa, nisendie.

The forms are those of chats; no grammar describes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.rasa.swahili.prefixes import Prefix, longest_prefix, prefixes
from bot.rasa.swahili.stems import stem_of
from bot.rasa.swahili.tables import OBJECTS, PERSONS
from bot.rasa.swahili.verbs import SYLLABLES, VerbReading
from bot.rasa.swahili.wordlists import borrowed_verbs

ENDINGS = ("", *"i a e ia ie iwa iwe isha ishe ini ieni d".split())
"""What is put behind an English stem: nisendie, imecanceliwa."""
LETTERS = re.compile(r"[a-z]{3,}")
PLAIN_TENSES = ("na", "me", "li", "ta", "ja", "mesha")
TENSELESS = ("ni", "u", "tu", "wa", "i", "zi")
"""Subjects that may stand before an English stem without a tense (nisend, uniorder)."""
BY_CHANCE = ("pa", "mu", "c", "ci", "vi", "ki", "li", "ya")
"""Subjects that English words begin with too often: pause, close, visit."""


def read_borrowed(word: str) -> VerbReading | None:
    """The English stem with its prefixes, or None. With a hyphen any stem is taken."""
    if "-" in word:
        return _at_hyphens(word.split("-"))
    cuts = [cut for length in range(len(word) - 2, 0, -1) for cut in _cuts(word, length)]
    for prefix, rest in cuts:
        stem = _with_object(prefix, rest)
        if stem:
            return VerbReading(0, stem, prefix, kind="borrowed")
    for prefix, rest in cuts:
        if _plainly_foreign(prefix, len(word) - len(rest), rest):
            return VerbReading(0, rest, prefix, kind="borrowed")
    return None


def _cuts(word: str, length: int) -> Iterator[tuple[Prefix, str]]:
    if length <= longest_prefix():
        for prefix in prefixes().get(word[:length], ()):
            if prefix.tense != "a" and prefix.subject not in BY_CHANCE:
                yield prefix, word[length:]


def _with_object(prefix: Prefix, rest: str) -> str:
    """The listed English verb in the rest, behind an object or none; or nothing."""
    if not prefix.tense and prefix.subject not in TENSELESS:
        return ""
    objects = sorted(PERSONS) if prefix.tense else ["ni", "tu"]
    for object_ in ("", *objects):
        stem = english_in(rest[len(object_) :]) if rest.startswith(object_) else ""
        if stem:
            return stem
    return ""


def _plainly_foreign(prefix: Prefix, length: int, rest: str) -> bool:
    """Not listed, but behind a long prefix and not in Swahili syllables: nimescreenshot."""
    strong = length >= (5 if prefix.relative else 4) and prefix.tense in PLAIN_TENSES
    return strong and bool(LETTERS.fullmatch(rest)) and not SYLLABLES.fullmatch(rest)


def english_in(letters: str) -> str:
    """The listed English verb under a Swahili ending, or nothing."""
    for ending in ENDINGS:
        stem = letters[: len(letters) - len(ending)]
        if not letters.endswith(ending) or len(stem) < 2:
            continue
        if stem in borrowed_verbs():
            return stem
        # nimeupdatia from update.
        if ending and len(stem) > 2 and stem + "e" in borrowed_verbs():
            return stem + "e"
    return ""


def _at_hyphens(pieces: list[str]) -> VerbReading | None:
    before, stem = pieces[0], pieces[1]
    if len(pieces) == 2 and stem in ENDINGS:
        # add-ieni, iliyocancel-iwa.
        plain = VerbReading(0, before, Prefix("", ""), kind="borrowed")
        return plain if before in borrowed_verbs() else read_borrowed(before)
    whole = len(pieces) == 2 or (len(pieces) == 3 and pieces[2] in ENDINGS)
    prefix = _prefix_and_object(before)
    if not whole or prefix is None or not stem.isalpha():
        return None
    found = stem_of(stem, prefix.finals)
    # Without a tense a stem must be known: e-mail, wa-kenya.
    lemma = english_in(stem) or (found.lemma if found else "") or (stem if prefix.tense else "")
    return VerbReading(0, lemma, prefix, kind="borrowed") if lemma else None


def _prefix_and_object(before: str) -> Prefix | None:
    """mmeni-, mni-, haija-: what stands before the first hyphen, or None."""
    known = prefixes().get(before)
    for object_ in OBJECTS:
        known = known or (
            prefixes().get(before[: -len(object_)]) if before.endswith(object_) else None
        )
    return known[0] if known else None
