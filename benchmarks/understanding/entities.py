"""The exact entities of the hidden sentences, compared as their own test compares them."""

from __future__ import annotations

from benchmarks.understanding.goals import Line
from tests.understanding.test_entities import SENTENCES, is_exact

GOAL = 95.0
LANGUAGES = ("sw", "en", "mixed")


def lines() -> list[Line]:
    """Sentences whose entities are all right and none too many, by language."""
    judged = [(one["language"], is_exact(one)) for one in SENTENCES]
    label, beside = "sentences with exactly right entities", f"{len(judged)} sentences"
    found = [Line(label, "%", _share([right for _, right in judged]), GOAL, beside=beside)]
    for name in LANGUAGES:
        right = [right for language, right in judged if language == name]
        found.append(Line(f"{label}, {name}", "%", _share(right)))
    return found


def _share(right: list[bool]) -> float:
    return 100 * sum(right) / len(right)
