"""Mutation score: what share of the sample the tests noticed, by tree, and what they did not."""

from __future__ import annotations

from collections import Counter
from typing import Any

from scripts.mutation.sampling import TREES

OUTCOMES = ("killed", "timeout", "survived", "untested", "invalid", "lost")
NOTICED = ("killed", "timeout")


def table(sample: list[dict[str, Any]], results: dict[str, dict[str, Any]]) -> str:
    """A line for each tree, in Markdown."""
    head = ["tree", "mutants", *OUTCOMES, "score"]
    rows = [
        _row(tree, [m for m in sample if m["file"].startswith(tree)], results) for tree in TREES
    ]
    lines = [head, ["---"] * len(head), *rows, _row("all", sample, results)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _row(
    name: str, mutants: list[dict[str, Any]], results: dict[str, dict[str, Any]]
) -> list[str]:
    done = [results[m["id"]]["outcome"] for m in mutants if m["id"] in results]
    counts = Counter(done)
    noticed = sum(counts[outcome] for outcome in NOTICED)
    judged = len(done) - counts["lost"] - counts["invalid"]
    score = f"{100 * noticed / judged:.1f} %" if judged else "–"
    return [name, str(len(done)), *(str(counts[outcome]) for outcome in OUTCOMES), score]


def survivors(sample: list[dict[str, Any]], results: dict[str, dict[str, Any]]) -> str:
    """Those that no test noticed: where, and what was changed."""
    unnoticed = [
        f"{m['id']} {m['file']}:{results[m['id']]['line'] or m['line']} {m['function']}"
        f" ({results[m['id']]['outcome']})\n    - {m['before']}\n    + {m['after']}"
        for m in sample
        if m["id"] in results and results[m["id"]]["outcome"] not in NOTICED
    ]
    return "\n".join(unnoticed)
