"""A linear classifier over sparse rows: trained by scikit-learn, kept as plain arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

Array = NDArray[np.float32]

FEW = 3000
"""Below so many sentences logistic regression over all intents together is as quick and about
a point better; above it takes minutes, where the support vector machine takes seconds."""


@dataclass(frozen=True)
class Linear:
    """`weights` is features × labels, `bias` one number for each label."""

    labels: tuple[str, ...]
    weights: Array
    bias: Array

    @classmethod
    def train(
        cls, rows: csr_matrix, labels: Sequence[str], *, seed: int, strength: float
    ) -> Linear:
        """Learn from rows and their labels; the same every time. `strength` is the SVM's C."""
        if len(labels) < FEW:
            learner = LogisticRegression(C=10.0, max_iter=200, tol=1e-3, random_state=seed)
        else:
            learner = LinearSVC(C=strength, random_state=seed)
        learner.fit(rows, np.asarray(labels))
        weights = np.asarray(learner.coef_, dtype=np.float32).T
        bias = np.asarray(learner.intercept_, dtype=np.float32)
        if weights.shape[1] == 1:  # Of two labels scikit-learn keeps the second's weights.
            weights, bias = np.hstack([-weights, weights]), np.hstack([-bias, bias])
        # Half the model's size for a ten-thousandth of a point: sixteen bits are kept of each.
        short = np.ascontiguousarray(weights).astype(np.float16)
        return cls(tuple(learner.classes_), short.astype(np.float32), bias)

    def scores(self, rows: csr_matrix) -> Array:
        """How strongly each label speaks for itself: rows × labels."""
        return np.asarray(rows @ self.weights + self.bias, dtype=np.float32)

    def scores_of(self, columns: NDArray[np.int64], values: Array) -> Array:
        """The same for one row, of which only these columns are not zero: one number a label."""
        return np.asarray(values @ self.weights[columns] + self.bias, dtype=np.float32)
