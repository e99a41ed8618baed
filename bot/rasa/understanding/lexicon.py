"""The lexicon of meanings in `data/lexicon`: words that mean the same, in both languages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from bot.rasa.swahili.morphology import lemma_of
from bot.rasa.understanding.skeleton import skeleton

Meanings = tuple[tuple[str, str], ...]

_FIELD = re.compile(r"\[([\w -]+)\]")

SWAHILI_ENDINGS = (
    *(("ishwa", "a"), ("eshwa", "a"), ("isha", "a"), ("esha", "a"), ("iwa", "a"), ("ewa", "a")),
    *(("iana", "a"), ("eana", "a"), ("ika", "a"), ("eka", "a"), ("ana", "a"), ("lia", "a")),
    *(("ia", "a"), ("ea", "a"), ("wa", "a")),
)
"""Verb extensions: causative, passive, applicative, stative, reciprocal (Ashton, Swahili
Grammar, 1944, the chapters on the derivative verb). Tried where a verb itself is not listed."""

ENGLISH_ENDINGS = (
    *(("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e")),
    *(("ed", ""), ("ed", "e"), ("er", ""), ("er", "e"), ("ly", ""), ("ment", "")),
)
SHORTEST_ROOT = 3


class BadLexicon(ValueError):
    """A line of the lexicon that cannot be read. Says file, line and what to do."""

    def __init__(self, file: Path, line: int, problem: str) -> None:
        super().__init__(f"{file}, line {line}: {problem}")


@dataclass(frozen=True)
class Lexicon:
    """For each word its meanings as (meaning, field of meaning); `leta` → (`leta`, delivery)."""

    words: Mapping[str, Meanings] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Lexicon:
        """All files of a folder, in the order of their names. Raises BadLexicon."""
        found: dict[str, Meanings] = {}
        for file in sorted(folder.glob("*.txt")):
            for word, meaning in _entries(file):
                found[word] = (*found.get(word, ()), meaning)
        return cls(found)

    @classmethod
    def from_json(cls, words: Mapping[str, list[list[str]]]) -> Lexicon:
        """A lexicon whose `words` went through JSON."""
        return cls(
            {word: tuple((name, group) for name, group in found) for word, found in words.items()}
        )

    def meanings(self, word: str, *, lemmas: bool = True) -> Meanings:
        """What a word in any of its forms may mean; empty if nobody wrote that down."""
        for form in _forms(word) if lemmas else (word,):
            if form in self.words:
                return self.words[form]
        return self._by_sound.get(skeleton(word), ()) if word[0].isalpha() else ()

    @cached_property
    def _by_sound(self) -> Mapping[str, Meanings]:
        """The meanings of skeletons that leave no doubt: `reopn` can only be `reopen`."""
        found: defaultdict[str, set[Meanings]] = defaultdict(set)
        for word, meanings in self.words.items():
            if len(word) >= SHORTEST_ROOT:
                found[skeleton(word)].add(meanings)
        return {
            bare: next(iter(meanings))
            for bare, meanings in found.items()
            if len(bare) > 1 and len(meanings) == 1
        }


def _entries(file: Path) -> Iterable[tuple[str, tuple[str, str]]]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise BadLexicon(file, 1, "save the file as UTF-8") from error
    group = ""
    for number, line in enumerate(lines, 1):
        heading = _FIELD.fullmatch(line.strip())
        if heading:
            group = heading.group(1)
        elif line.strip() and not line.startswith("#"):
            for word in _words(file, number, line, group):
                yield word[0], (word[1], group)


def _words(file: Path, number: int, line: str, group: str) -> Iterable[tuple[str, str]]:
    swahili, bar, english = line.casefold().partition("|")
    if not bar:
        raise BadLexicon(file, number, "write `Swahili words | English words`")
    if not group:
        raise BadLexicon(file, number, "put a [field] above the first meaning")
    words = [*swahili.split(), *english.split()]
    return [(word, words[0]) for word in dict.fromkeys(words)]


@lru_cache(maxsize=20_000)
def _forms(word: str) -> tuple[str, ...]:
    """The word, its lemma, and what is left when endings are taken off. Best guess first."""
    lemma = lemma_of(word)
    forms = [word, lemma]
    forms += [_without(lemma, ending, new) for ending, new in SWAHILI_ENDINGS]
    forms += [_without(word, ending, new) for ending, new in ENGLISH_ENDINGS]
    return tuple(form for form in dict.fromkeys(forms) if form)


def _without(word: str, ending: str, new: str) -> str:
    root = word.removesuffix(ending)
    return root + new if root != word and len(root) >= SHORTEST_ROOT else ""
