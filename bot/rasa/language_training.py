"""What the examples teach of Swahili and English: words, loans, names and letters."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.rasa.language_words import UNITS, is_foreign, names_of, words_of

SHORTEST, LONGEST = 2, 4
SMOOTHING = 0.5
LONGEST_WORD = 30
"""Letters that are looked at."""
KNOWN_WORD, LOAN_WORD, COMMON_LOAN = 3.0, 1.0, 0.5
"""The most one word of the examples may say; an English one that Swahili speakers use too; one
they use more than English ones."""
LOAN_RATE, COMMON_LOAN_RATE = 0.25, 2.0
"""How often a loan stands in mixed examples, for each time it stands in English ones."""
OFTEN = 2
"""A word met so often, and in one language only, is of that language whatever its letters."""


class Learnt(NamedTuple):
    """Log odds of runs of letters, what each known word says, and which English ones are loans.

    Above 0 speaks for Swahili, below for English. Empty before both languages were met.
    """

    odds: dict[str, float]
    words: dict[str, float]
    loans: frozenset[str]


def learn(examples: Iterable[tuple[str, str]]) -> Learnt:
    """Learn from (text, label) pairs; the labels are sw, en and mixed.

    Mixed texts teach no letters: they only tell which English words Swahili speakers use.
    """
    words, names = _counted(examples)
    odds = _odds(_grams(words["sw"]), _grams(words["en"]))
    if not odds:
        return Learnt({}, {}, frozenset())
    loans = _loans(words)
    known = _known(words["sw"], words["en"], loans, odds)
    return Learnt(odds, known | dict.fromkeys(sorted(names | UNITS), 0.0), frozenset(loans))


def grams_of(word: str) -> Iterator[str]:
    """The runs of letters in a word, and the word itself, with its ends marked."""
    marked = f"<{word[:LONGEST_WORD]}>"
    yield marked
    for length in range(SHORTEST, LONGEST + 1):
        for start in range(len(marked) - length + 1):
            if length < len(marked):
                yield marked[start : start + length]


def limited(score: float, limit: float) -> float:
    """The score, at most the limit either way."""
    return max(-limit, min(limit, score))


def _counted(
    examples: Iterable[tuple[str, str]],
) -> tuple[dict[str, Counter[str]], frozenset[str]]:
    """The words of each label, without names; and the names, mostly written with a capital."""
    words: dict[str, Counter[str]] = {"sw": Counter(), "en": Counter(), "mixed": Counter()}
    capital: Counter[str] = Counter()
    for text, label in examples:
        written = words_of(text)
        # Trainers label French among English, as out of scope; it would teach its letters.
        if label in words and not is_foreign(written):
            names = names_of(text)
            capital.update(word for word in written if word in names)
            words[label].update(word for word in written if word not in names)
    small = words["sw"] + words["en"] + words["mixed"]
    proper = frozenset(word for word, times in capital.items() if times > small[word])
    told = {
        label: Counter({word: times for word, times in counts.items() if word not in proper})
        for label, counts in words.items()
    }
    return told, proper


def _grams(words: Counter[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for word, times in words.items():
        for gram in grams_of(word):
            counts[gram] += times
    return counts


def _loans(words: dict[str, Counter[str]]) -> dict[str, float]:
    """The English words of mixed examples, and the most each may say."""
    english, mixed = words["en"], words["mixed"]
    share = max(english.total(), 1) / max(mixed.total(), 1)
    # One more English sighting: what was met once and once is not yet common.
    rates = {word: mixed[word] * share / (english[word] + 1) for word in english}
    return {
        word: COMMON_LOAN if rate >= COMMON_LOAN_RATE else LOAN_WORD
        for word, rate in rates.items()
        if rate >= LOAN_RATE and word not in words["sw"]
    }


def _known(
    swahili: Counter[str], english: Counter[str], loans: dict[str, float], odds: dict[str, float]
) -> dict[str, float]:
    """What each word of the examples says."""
    known = {}
    for word in sorted({*swahili, *english}):
        if word in swahili and word in english:
            # A place or a product stands in both; its letters would only say where it is from.
            score = odds[f"<{word}>"]
        elif word in loans:
            score = -loans[word]
        elif swahili[word] + english[word] >= OFTEN:
            score = KNOWN_WORD if word in swahili else -KNOWN_WORD
        else:
            score = sum(odds[gram] for gram in grams_of(word))
        known[word] = round(limited(score, KNOWN_WORD), 3)
    return known


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
