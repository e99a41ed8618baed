"""Tells Swahili, English and the mix of both apart. Plain Python: knows nothing of Rasa."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from bot.rasa.language_training import KNOWN_WORD, LOAN_WORD, Learnt, grams_of, learn, limited
from bot.rasa.language_words import hyphened, is_foreign, names_of, words_of
from bot.rasa.swahili.morphology import analyse
from bot.rasa.swahili.prefixes import longest_prefix, prefixes
from bot.rasa.swahili.wordlists import borrowed_verbs

MOST_WORDS = 60
"""Words that are looked at."""
NEW_WORD, NAME = 1.5, 0.5
"""The most a word may say that is neither known nor a Swahili form; one written like a name."""
ALONE = 2.0
"""How many times more a loan says in a text without Swahili: there it is an English word."""
CLEAR = 1.0
"""From here on a word leans to one side; below, it could be either."""
EVIDENCE = 2.0
"""What a message must say in all to have a language of its own."""
MIXED_SWAHILI, MIXED_ENGLISH = 2.0, 1.0
"""What a mixed message must say for each. One loan is enough English among Swahili words."""
READABLE = 4
"""Letters. The runs of a shorter new word (ofs, dk) are no sign of a mix."""
CERTAIN, CERTAIN_WORDS = 4.0, 3
"""What it must say, in how many words that lean that way, for the contact to follow it."""
SWAHILI_KINDS = frozenset(("particle", "noun", "verb", "adjective", "number", "pronoun"))


@dataclass(frozen=True)
class Judgement:
    """The language of a text, None without evidence, and whether there is plenty of it.

    A mixed text has words of both; its `language` is that of most of them, None if even.
    """

    language: str | None
    certain: bool
    mixed: bool = False

    @property
    def of_text(self) -> str | None:
        """One of sw, en and mixed, or None without evidence."""
        return "mixed" if self.mixed else self.language


NOTHING = Judgement(None, certain=False)


class Evidence(NamedTuple):
    """What a word says: above 0 for Swahili, below for English.

    `kind` is name, known, swahili (a form of the language), loan or new.
    """

    word: str
    score: float
    kind: str

    @property
    def tells(self) -> bool:
        """Whether it may show that a text is mixed."""
        return self.kind != "name" and (self.kind != "new" or len(self.word) >= READABLE)


class LanguageModel:
    """What the words of the examples say, and the runs of letters of others (naive Bayes)."""

    def __init__(self, learnt: Learnt) -> None:
        self.odds, self.words, self.loans = learnt

    @classmethod
    def train(cls, examples: Iterable[tuple[str, str]]) -> LanguageModel:
        """Learn from (text, label) pairs; the labels are sw, en and mixed."""
        return cls(learn(examples))

    def judge(self, text: str) -> Judgement:
        """The language of the text: sw, en, or None where words and letters do not tell."""
        words = words_of(text)[:MOST_WORDS]
        if not self.odds or is_foreign(words):
            return NOTHING
        names = names_of(text)
        found = [self._evidence(word, is_name=word in names) for word in words]
        if len(found) > 1 and all(each.kind == "new" for each in found):
            return NOTHING  # Letters alone would make English of French, Swahili of Luganda.
        mixed = _has_both(found) or self._has_grafts(text, words)
        scores = _weighed(found)
        total = sum(scores)
        if abs(total) < EVIDENCE:
            return Judgement(None, certain=False, mixed=mixed)
        leaning = sum(score * total > 0 and abs(score) >= CLEAR for score in scores)
        certain = abs(total) >= CERTAIN and leaning >= CERTAIN_WORDS
        return Judgement("sw" if total > 0 else "en", certain, mixed)

    def to_json(self) -> dict[str, Any]:
        """All that `from_json` needs."""
        return {"odds": self.odds, "words": self.words, "loans": sorted(self.loans)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> LanguageModel:
        """A model as `to_json` gave it."""
        return cls(Learnt(data["odds"], data["words"], frozenset(data["loans"])))

    def letters(self, word: str) -> float:
        """What the runs of letters say, without a limit."""
        return sum(self.odds.get(gram, 0.0) for gram in grams_of(word))

    def _evidence(self, word: str, *, is_name: bool) -> Evidence:
        known = self.words.get(word)
        if is_name:
            score = self.letters(word) if known is None else known
            return Evidence(word, limited(score, NAME), "name" if known is None else "known")
        if known is not None:
            return Evidence(word, known, "loan" if word in self.loans else "known")
        if _is_swahili(word):
            return Evidence(word, KNOWN_WORD, "swahili")
        return Evidence(word, limited(self.letters(word), NEW_WORD), "new")

    def _has_grafts(self, text: str, words: list[str]) -> bool:
        """Whether an English word stands in a Swahili form: nimeorder, ku-track, umetear."""
        if any(word not in self.words and self._is_graft(word) for word in words):
            return True
        return any(
            before in prefixes() and self.words.get(behind, -1.0) < 0 and not _is_swahili(behind)
            for before, behind in hyphened(text)
        )

    def _is_graft(self, word: str) -> bool:
        found = analyse(word)
        if found.kind == "borrowed" and found.tense and found.lemma in borrowed_verbs():
            return True
        if _is_swahili(word):
            return False
        lengths = range(2, min(longest_prefix(), len(word) - 3) + 1)
        return any(word[:n] in prefixes() and self._is_english(word[n:]) for n in lengths)

    def _is_english(self, word: str) -> bool:
        return word in self.loans or self.words.get(word, 0.0) <= -CLEAR


def _has_both(found: list[Evidence]) -> bool:
    telling = [each for each in found if each.tells]
    swahili = sum(each.score for each in telling if each.score >= CLEAR)
    english = sum(
        max(-each.score, LOAN_WORD)
        for each in telling
        if each.kind == "loan" or each.score <= -CLEAR
    )
    return swahili >= MIXED_SWAHILI and english >= MIXED_ENGLISH


def _weighed(found: list[Evidence]) -> list[float]:
    """The scores; a loan is an English word like any other where nothing is Swahili."""
    if any(each.score >= CLEAR for each in found):
        return [each.score for each in found]
    return [each.score * (ALONE if each.kind == "loan" else 1) for each in found]


def _is_swahili(word: str) -> bool:
    """Whether the word is in a Swahili list, or a form of a verb, borrowed or not."""
    found = analyse(word)
    return found.kind in SWAHILI_KINDS or (found.kind == "borrowed" and bool(found.tense))
