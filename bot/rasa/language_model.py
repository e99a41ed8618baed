"""Tells Swahili from English by letters. Plain Python: knows nothing of Rasa."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
DRAWN_OUT = re.compile(r"(.)\1{2,}")
SHORTEST, LONGEST = 2, 4
SMOOTHING = 0.5
KNOWN_WORD, NEW_WORD, LOAN_WORD = 3.0, 1.5, 1.0
"""The most one word may say: a word of the examples, another, an English one used in Swahili."""
CLEAR = 1.0
"""From here on a word leans to one side; below, it could be either."""
EVIDENCE = 2.0
"""What a message must say in all to have a language of its own."""
CERTAIN, CERTAIN_WORDS = 4.0, 3
"""What it must say, in how many words that lean that way, for the contact to follow it."""


@dataclass(frozen=True)
class Judgement:
    """The language of a text, None without evidence, and whether there is plenty of it."""

    language: str | None
    certain: bool


class LanguageModel:
    """How much more often each run of letters stands in Swahili than in English (naive Bayes)."""

    def __init__(
        self, odds: dict[str, float], words: frozenset[str], loans: frozenset[str]
    ) -> None:
        self.odds, self.words, self.loans = odds, words, loans

    @classmethod
    def train(cls, examples: Iterable[tuple[str, str]]) -> LanguageModel:
        """Learn from (text, label) pairs; the labels are sw, en and mixed.

        Mixed texts teach no letters: they only tell which English words Swahili speakers use.
        """
        words: dict[str, Counter[str]] = {"sw": Counter(), "en": Counter(), "mixed": Counter()}
        for text, label in examples:
            if label in words:
                words[label].update(words_of(text))
        odds = _odds(_grams(words["sw"]), _grams(words["en"]))
        known = frozenset(words["sw"]) | frozenset(words["en"])
        return cls(odds, known, frozenset(words["mixed"]))

    def judge(self, text: str) -> Judgement:
        """The language of the text: sw, en, or None where letters do not tell."""
        scores = [self._score(word) for word in words_of(text)]
        total = sum(scores)
        if abs(total) < EVIDENCE:
            return Judgement(None, certain=False)
        leaning = sum(score * total > 0 and abs(score) >= CLEAR for score in scores)
        return Judgement(
            "sw" if total > 0 else "en",
            certain=abs(total) >= CERTAIN and leaning >= CERTAIN_WORDS,
        )

    def to_json(self) -> dict[str, Any]:
        """All that `from_json` needs."""
        return {"odds": self.odds, "words": sorted(self.words), "loans": sorted(self.loans)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> LanguageModel:
        """A model as `to_json` gave it."""
        return cls(data["odds"], frozenset(data["words"]), frozenset(data["loans"]))

    def _score(self, word: str) -> float:
        """How strongly the word speaks for Swahili (above 0) or English (below)."""
        score = sum(self.odds.get(gram, 0.0) for gram in grams_of(word))
        limit = KNOWN_WORD if word in self.words else NEW_WORD
        if score < 0 and word in self.loans:
            limit = LOAN_WORD
        return max(-limit, min(limit, score))


def words_of(text: str) -> list[str]:
    """The words of a text in small letters; numbers and signs are none."""
    short = DRAWN_OUT.sub(r"\1", text.lower())
    return WORD.findall(short)


def grams_of(word: str) -> Iterator[str]:
    """The runs of letters in a word, and the word itself, with its ends marked."""
    marked = f"<{word}>"
    yield marked
    for length in range(SHORTEST, LONGEST + 1):
        for start in range(len(marked) - length + 1):
            if length < len(marked):
                yield marked[start : start + length]


def _grams(words: Counter[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for word, times in words.items():
        for gram in grams_of(word):
            counts[gram] += times
    return counts


def _odds(swahili: Counter[str], english: Counter[str]) -> dict[str, float]:
    if not swahili or not english:
        return {}  # One language alone teaches no difference.
    grams = sorted({*swahili, *english})
    smoothed = SMOOTHING * len(grams)
    shift = math.log((english.total() + smoothed) / (swahili.total() + smoothed))
    return {
        gram: round(math.log((swahili[gram] + SMOOTHING) / (english[gram] + SMOOTHING)) + shift, 3)
        for gram in grams
    }
