"""The arithmetic of understanding: F1, calibration, what is caught and what is lost."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import f1_score

from benchmarks.understanding.sentences import OUT_OF_SCOPE, Sentence

BINS = 10


@dataclass(frozen=True)
class Answer:
    """What a message was taken for, how surely, and how sure the next likeliest was."""

    intent: str
    confidence: float = 1.0
    second: float = 0.0


@dataclass(frozen=True)
class Fallback:
    """When Rasa's FallbackClassifier refuses an answer: unsure, or torn between two."""

    threshold: float
    ambiguity: float

    def refuses(self, answer: Answer) -> bool:
        """Whether the customer is asked again instead."""
        torn = answer.confidence - answer.second < self.ambiguity
        return answer.confidence < self.threshold or torn

    def turns_away(self, answer: Answer) -> bool:
        """Whether the message is not taken for any business of ours."""
        return answer.intent == OUT_OF_SCOPE or self.refuses(answer)


@dataclass(frozen=True)
class Bin:
    """Answers of about one confidence: the mean of it, the share that is right, how many."""

    confidence: float
    right: float
    count: int


Judged = Sequence[tuple[Sentence, Answer]]


def of_language(judged: Judged, language: str) -> list[tuple[Sentence, Answer]]:
    """Those whose sentence is in that language."""
    return [(one, answer) for one, answer in judged if one.language == language]


def accuracy(judged: Judged) -> float:
    """The share of right answers, 0 to 1; NaN of none."""
    return _share([one.intent == answer.intent for one, answer in judged])


def macro_f1(judged: Judged) -> float:
    """The mean over the intents of F1, 0 to 1; NaN of none."""
    if not judged:
        return math.nan
    true, told = [one.intent for one, _ in judged], [answer.intent for _, answer in judged]
    return float(f1_score(true, told, average="macro", zero_division=0))


def turned_away(judged: Judged, fallback: Fallback) -> float:
    """The share that is refused or called out of scope, 0 to 1; NaN of none."""
    return _share([fallback.turns_away(answer) for _, answer in judged])


def bins(judged: Judged, count: int = BINS) -> list[Bin]:
    """Equally wide bins of confidence, the empty ones left out."""
    sure = np.asarray([answer.confidence for _, answer in judged])
    right = np.asarray([one.intent == answer.intent for one, answer in judged])
    places = np.minimum((sure * count).astype(int), count - 1)
    return [
        Bin(float(sure[at].mean()), float(right[at].mean()), int(at.sum()))
        for at in (places == number for number in range(count))
        if at.any()
    ]


def calibration_error(judged: Judged) -> float:
    """The expected calibration error (Naeini et al., 2015): by how much confidence is wrong."""
    found = bins(judged)
    total = sum(one.count for one in found)
    return sum(one.count * abs(one.confidence - one.right) for one in found) / max(total, 1)


def confusions(judged: Judged) -> Counter[tuple[str, str]]:
    """How often each intent was taken for which other."""
    return Counter(
        (one.intent, answer.intent) for one, answer in judged if one.intent != answer.intent
    )


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else math.nan
