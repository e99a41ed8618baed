"""Turns scores into confidences that keep their word: of messages at 0.8, eight in ten are right.

Temperature scaling (Guo et al., "On Calibration of Modern Neural Networks", 2017, section 4.2),
one temperature for each language, fitted on sentences the scores were not trained with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import logsumexp, softmax
from sklearn.model_selection import StratifiedKFold

ANY = "any"
"""The temperature for a message whose language nobody knows."""

FOLDS = 3
FEWEST = 100
"""With fewer sentences of a language its temperature would be chance."""

Scores = NDArray[np.float32]


def split(labels: Sequence[str], seed: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the sentences stand to train with, and the third to judge by.

    A third of thousands settles one number for a language; judging all of them in turn settled
    the same one in twice the time.
    """
    splitter = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    known, judged = next(iter(splitter.split(np.zeros(len(labels)), np.asarray(labels))))
    return known, judged


def fit(scores: Scores, right: NDArray[np.int64], languages: Sequence[str]) -> dict[str, float]:
    """A sharpness for each language, and for any. `right` is the column of the true label."""
    told = np.asarray(languages)
    found = {ANY: _sharpness(scores, right)}
    for language in sorted(set(languages)):
        rows = told == language
        if rows.sum() >= FEWEST:
            found[language] = _sharpness(scores[rows], right[rows])
    return found


def confidences(
    scores: Scores, language: str | None, sharpness: Mapping[str, float]
) -> NDArray[np.float64]:
    """One confidence for each label, together 1. `scores` is one row."""
    factor = sharpness.get(language or ANY, sharpness[ANY])
    return np.asarray(softmax(scores.astype(np.float64) * factor), dtype=np.float64)


def _sharpness(scores: Scores, right: NDArray[np.int64]) -> float:
    wide = scores.astype(np.float64)

    def loss(logarithm: float) -> float:
        sharp = wide * np.exp(logarithm)
        return float(np.mean(logsumexp(sharp, axis=1) - sharp[np.arange(len(right)), right]))

    return float(np.exp(minimize_scalar(loss, bounds=(-3.0, 4.0), method="bounded").x))
