"""Pictures: which intents are confused, what a confidence is worth, what a threshold does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import matplotlib.axes  # type: ignore[import-untyped,unused-ignore]
import matplotlib.figure  # type: ignore[import-untyped,unused-ignore]
import numpy as np
from sklearn.metrics import confusion_matrix

from benchmarks.understanding.scores import (
    Fallback,
    Judged,
    bins,
    calibration_error,
    of_language,
    turned_away,
)
from benchmarks.understanding.sentences import OUT_OF_SCOPE

COLOURS = {"sw": "#1b7f79", "en": "#c9a227", "mixed": "#8c4a8c"}
NAMES = {"sw": "Swahili", "en": "English", "mixed": "mixed"}
WORTH_SAYING = 2
"""Per cent from which a confusion is written into its cell."""


def confusion(judged: Judged, path: Path) -> None:
    """Rows are what was meant, columns what was understood, in per cent of the row."""
    true, told = [one.intent for one, _ in judged], [answer.intent for _, answer in judged]
    labels = sorted({*true, *told})
    shares = 100 * confusion_matrix(true, told, labels=labels, normalize="true")
    figure = matplotlib.figure.Figure(figsize=(16, 15))
    axes = figure.subplots()
    axes.imshow(np.sqrt(shares), cmap="Blues", aspect="equal")
    for row, column in zip(*np.nonzero(shares >= WORTH_SAYING), strict=True):
        ink = "white" if shares[row, column] > 45 else "black"
        words = f"{shares[row, column]:.0f}"
        axes.text(column, row, words, ha="center", va="center", fontsize=7, color=ink)
    axes.set_xticks(range(len(labels)), labels, rotation=90, fontsize=9)
    axes.set_yticks(range(len(labels)), labels, fontsize=9)
    axes.set_xticks(np.arange(len(labels)) - 0.5, minor=True)
    axes.set_yticks(np.arange(len(labels)) - 0.5, minor=True)
    axes.grid(which="minor", color="#e4e4e4", linewidth=0.5)
    axes.tick_params(which="minor", length=0)
    axes.set_xlabel("understood as", fontsize=11)
    axes.set_ylabel("meant", fontsize=11)
    axes.set_title(f"{len(true)} sentences judged when not learnt, per cent of each row")
    _write(figure, path)


def calibration(judged: Judged, path: Path) -> None:
    """Of the answers at each confidence, how many are right: per language, with the error."""
    figure = matplotlib.figure.Figure(figsize=(13, 4.8))
    for axes, language in zip(figure.subplots(1, 3, sharey=True), COLOURS, strict=True):
        _reliability(axes, of_language(judged, language), language)
    figure.axes[0].set_ylabel("of them right")
    figure.suptitle("What a confidence is worth: on the dashed line it keeps its word")
    _write(figure, path)


def _reliability(axes: matplotlib.axes.Axes, judged: Judged, language: str) -> None:
    found = bins(judged)
    total = max(sum(one.count for one in found), 1)
    sure = [one.confidence for one in found]
    axes.bar(
        sure,
        [one.count / total for one in found],
        width=0.06,
        color="#d5d9dd",
        label="share of sentences",
    )
    axes.plot([0, 1], [0, 1], "--", color="#777777", linewidth=1)
    right = [one.right for one in found]
    axes.plot(sure, right, "o-", color=COLOURS[language], label="right")
    for one in found:
        place = (one.confidence, one.right)
        axes.annotate(str(one.count), place, (4, -11), textcoords="offset points", fontsize=8)
    error = 100 * calibration_error(judged)
    axes.set_title(f"{NAMES[language]}: calibration error {error:.1f} %", fontsize=11)
    axes.set_xlabel("confidence (with the number of sentences)")
    axes.set_xlim(0, 1.04)
    axes.set_ylim(-0.06, 1.04)
    axes.legend(fontsize=8, loc="upper left")


def thresholds(
    hidden: Judged, strangers: Judged, own: Judged, fallback: Fallback, path: Path
) -> None:
    """For each threshold, what of our business is lost and what of none of ours passes.

    `own` are the training sentences as judged when not learnt: a second opinion on both.
    """
    known = [pair for pair in own if pair[0].intent != OUT_OF_SCOPE]
    foreign = [pair for pair in own if pair[0].intent == OUT_OF_SCOPE]
    figure = matplotlib.figure.Figure(figsize=(13, 5.2))
    left, right = figure.subplots(1, 2)
    _curves(left, (hidden, known), fallback, passed=False)
    _curves(right, (strangers, foreign), fallback, passed=True)
    left.set_title("in scope, but refused or called out of scope")
    right.set_title("out of scope, but answered")
    left.axhline(5, color="#b03a2e", linewidth=1, linestyle=":", label="goal: at most 5 %")
    right.axhline(20, color="#b03a2e", linewidth=1, linestyle=":", label="goal: at most 20 %")
    for axes in (left, right):
        words = f"config.yml: {fallback.threshold:g}"
        axes.axvline(fallback.threshold, color="#777777", linestyle="--", label=words)
        axes.set_xlabel("threshold of the FallbackClassifier")
        axes.set_ylabel("per cent of the sentences")
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 30)
        axes.grid(color="#eeeeee")
        axes.legend(fontsize=9)
    figure.suptitle(f"Hidden sentences by threshold; ambiguity {fallback.ambiguity:g} throughout")
    _write(figure, path)


def _curves(
    axes: matplotlib.axes.Axes, both: tuple[Judged, Judged], fallback: Fallback, *, passed: bool
) -> None:
    judged, own = both
    steps = [step / 100 for step in range(101)]
    axes.plot(steps, _shares(judged, steps, fallback, passed), color="black", label="all")
    words = "data/nlu, when not learnt"
    axes.plot(steps, _shares(own, steps, fallback, passed), "k-.", linewidth=1, label=words)
    for language, colour in COLOURS.items():
        part = _shares(of_language(judged, language), steps, fallback, passed)
        axes.plot(steps, part, color=colour, linewidth=1.2, label=NAMES[language])


def _shares(
    judged: Judged, steps: Sequence[float], fallback: Fallback, passed: bool
) -> list[float]:
    away = [100 * turned_away(judged, Fallback(step, fallback.ambiguity)) for step in steps]
    return [100 - share if passed else share for share in away]


def _write(figure: matplotlib.figure.Figure, path: Path) -> None:
    figure.tight_layout()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, format="png", dpi=100)
