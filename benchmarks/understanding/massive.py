"""The pipeline on other people's sentences: MASSIVE, 57 intents, Swahili and English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from statistics import mean

from benchmarks.understanding.goals import Line
from benchmarks.understanding.learners import BARE, NO_LEMMAS, NO_LEXICON, OURS, SVM
from benchmarks.understanding.scores import accuracy
from benchmarks.understanding.sentences import MASSIVE, massive
from benchmarks.understanding.splits import few
from benchmarks.understanding.work import Done, Job

PREFIX = "MASSIVE"
EACH = 20
SEEDS = (0, 1, 2)
PARTS = {
    OURS: "",
    NO_LEMMAS: ", without the Swahili grammar",
    NO_LEXICON: ", without the lexicon",
    BARE: ", without both",
}
GOALS = {("sw", "few"): 70.0, ("sw", "all"): 86.0, ("en", "all"): 88.0}
BESIDE = {
    ("sw", "few"): "DIET 58.6, logistic regression 59.8, SVM 64.5",
    ("sw", "all"): "SVM 83.2",
    ("en", "all"): "SVM 85.7",
}
"""From the README of the benchmark: the same kind of sample, measured once on all 60 intents."""
MISSING = f"MASSIVE is skipped: {MASSIVE.name} is not beside the repository"


def jobs(*, quick: bool) -> Iterator[Job]:
    """Everything to be learnt and asked; nothing where the benchmark is missing."""
    for language, size in GOALS:
        known, asked = massive(language, "train"), massive(language, "dev")
        learners = (OURS,) if quick else (*PARTS, SVM)
        if not known or (quick and size == "all"):
            continue
        for seed in SEEDS[: 1 if quick else None] if size == "few" else (0,):
            chosen = few(known, EACH, seed) if size == "few" else known
            for learner in learners:
                yield Job(_key(language, size, learner, seed), learner, chosen, asked)


def lines(done: Mapping[str, Done]) -> list[Line]:
    """One line for each goal and part of the classifier; the SVM's own figures beside ours."""
    found = []
    for (language, size), goal in GOALS.items():
        amount = f"{EACH} an intent" if size == "few" else "all sentences"
        for learner, words in PARTS.items():
            value = _mean(done, language, size, learner)
            if value is not None:
                ours = learner == OURS
                beside = _beside(done, language, size) if ours else ""
                label = f"MASSIVE {language}, {amount}{words}"
                found.append(Line(label, "%", value, goal if ours else None, beside=beside))
    return found


def _beside(done: Mapping[str, Done], language: str, size: str) -> str:
    here = _mean(done, language, size, SVM)
    told = BESIDE[language, size]
    return told if here is None else f"{told} (SVM here {here:.1f})"


def _mean(done: Mapping[str, Done], language: str, size: str, learner: str) -> float | None:
    keys = [_key(language, size, learner, seed) for seed in SEEDS]
    found = [100 * accuracy(done[key].judged) for key in keys if key in done]
    return mean(found) if found else None


def _key(language: str, size: str, learner: str, seed: int) -> str:
    return f"{PREFIX} {language} {size} {learner} {seed}"
