"""A picture of what was measured: each page with few and with many tickets, against the goal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.desk.measuring import Line
from benchmarks.desk.tables import SLOWEST, Run

FEW, MANY, GOAL = "#9fd0c7", "#0b4f4a", "#b4532a"


def draw(runs: list[Run], path: Path | str) -> None:
    """Write the picture as PNG: one column for each kind of database."""
    import matplotlib as mpl  # noqa: PLC0415 - not in every kitchen

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415 - only after that

    high = max(len(run.lines) for run in runs) * 0.24 + 1.2
    figure, axes = plt.subplots(1, len(runs), figsize=(6.5 * len(runs), high), squeeze=False)
    for axis, run in zip(axes[0], runs, strict=True):
        _column(axis, run)
    figure.tight_layout()
    figure.savefig(path, dpi=90)
    plt.close(figure)


def _column(axis: Any, run: Run) -> None:
    lines = run.lines[::-1]
    places = range(len(lines))
    for each, colour, shift, size in (
        ("few", FEW, 0.2, run.small),
        ("many", MANY, -0.2, run.tickets),
    ):
        took = [getattr(line, each).p95 * 1000 for line in lines]
        axis.barh(
            [place + shift for place in places], took, height=0.38, color=colour, label=f"{size:,}"
        )
    axis.axvline(SLOWEST * 1000, color=GOAL, linewidth=1)
    axis.set_yticks(list(places), [_name(line) for line in lines], fontsize=7)
    axis.set_xlabel("ms, 95 of 100 answers")
    axis.set_title(f"{run.name}, tickets", fontsize=9)
    axis.margins(y=0.01)
    axis.legend(loc="lower right", fontsize=8)


def _name(line: Line) -> str:
    return f"{line.name} · {line.who.removeprefix('kipimo-')}"
