"""Tells Swahili from English by letters. Plain Python: knows nothing of Rasa."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

TOKEN = re.compile(r"\S+")
WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
DIGIT = re.compile(r"\d")
DRAWN_OUT = re.compile(r"(.)\1{2,}")
SHORTEST, LONGEST = 2, 4
SMOOTHING = 0.5
KNOWN_WORD, NEW_WORD, LOAN_WORD, NAME = 3.0, 1.5, 1.0, 0.5
"""The most one word may say: a word of the examples, another, an English one that Swahili
speakers use too, and one written like a name."""
LOAN_RATE = 0.25
"""An English word is a loan when mixed examples have it at least so often as English ones."""
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

    def __init__(self, odds: dict[str, float], limits: dict[str, float]) -> None:
        self.odds, self.limits = odds, limits

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
        return cls(odds, _limits(words["sw"], words["en"], words["mixed"], odds))

    def judge(self, text: str) -> Judgement:
        """The language of the text: sw, en, or None where letters do not tell."""
        names = names_of(text)
        scores = [self._score(word, is_name=word in names) for word in words_of(text)]
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
        return {"odds": self.odds, "limits": self.limits}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> LanguageModel:
        """A model as `to_json` gave it."""
        return cls(data["odds"], data["limits"])

    def _score(self, word: str, *, is_name: bool) -> float:
        """How strongly the word speaks for Swahili (above 0) or English (below)."""
        score = sum(self.odds.get(gram, 0.0) for gram in grams_of(word))
        limit = NAME if is_name else self.limits.get(word, NEW_WORD)
        return max(-limit, min(limit, score))


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


def _written(text: str) -> list[str]:
    tokens = (token for token in TOKEN.findall(text) if not DIGIT.search(token))
    return [word for token in tokens for word in WORD.findall(DRAWN_OUT.sub(r"\1", token))]


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


def _limits(
    swahili: Counter[str], english: Counter[str], mixed: Counter[str], odds: dict[str, float]
) -> dict[str, float]:
    """The most each word of the examples may say."""
    share = max(english.total(), 1) / max(mixed.total(), 1)
    limits = {}
    for word in sorted({*swahili, *english}):
        limits[word] = KNOWN_WORD
        if word in swahili and word in english:
            # A place or a product stands in both; its letters would only say where it is from.
            limits[word] = min(KNOWN_WORD, abs(odds[f"<{word}>"]))
        elif word in english and mixed[word] * share >= LOAN_RATE * english[word]:
            limits[word] = LOAN_WORD
    return limits


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
