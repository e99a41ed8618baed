"""The table a person reads and the picture of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import matplotlib.figure  # type: ignore[import-untyped,unused-ignore]
import matplotlib.ticker  # type: ignore[import-untyped,unused-ignore]

from benchmarks.figures import Line

HEAD = ("measure", "unit", "Ofisi", "stock Rasa", "Ofisi is better by")
COLOURS = ("#1b7f79", "#c9a227")
PLOTTED = (
    ("train_seconds", "start_seconds"),
    ("rasa_megabytes", "all_megabytes"),
    ("plain_1_rate", "plain_8_rate", "form_1_rate", "form_8_rate"),
    ("plain_1_p95", "plain_8_p95", "form_1_p95", "form_8_p95"),
)


def table(lines: Sequence[Line]) -> str:
    """A Markdown table with aligned columns, so that it reads in a terminal too."""
    return aligned([HEAD, *(_row(line) for line in lines)])


def aligned(rows: Sequence[tuple[str, ...]]) -> str:
    """The head and the rows below it as Markdown; the first two columns are words."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    printed = [_printed(row, widths) for row in rows]
    rule = "|".join(["", *(_dashes(width, at) for at, width in enumerate(widths)), ""])
    return "\n".join([printed[0], rule, *printed[1:]])


def plot(lines: Sequence[Line], path: Path) -> None:
    """Write bars of the two sides, one panel for each group of measures, as a PNG."""
    found = {line.measure.key: line for line in lines}
    figure = matplotlib.figure.Figure(figsize=(11, 7))
    for axes, keys in zip(figure.subplots(2, 2).flat, PLOTTED, strict=True):
        _panel(axes, [found[key] for key in keys])
    figure.suptitle("Ofisi and stock Rasa on the same machine")
    figure.tight_layout()
    figure.savefig(path, format="png", dpi=120)


def _row(line: Line) -> tuple[str, ...]:
    measure = line.measure
    better = "" if line.ratio is None else f"{line.ratio:.1f} times"
    return (measure.label, measure.unit, number(line.ours), number(line.stock), better)


def number(value: float) -> str:
    """A figure with a decimal where it is small enough to need one."""
    if math.isnan(value):
        return "-"
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}"


def _printed(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        cell.ljust(width) if at < 2 else cell.rjust(width)
        for at, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return f"| {' | '.join(cells)} |"


def _dashes(width: int, at: int) -> str:
    return "-" * (width + 2) if at < 2 else "-" * (width + 1) + ":"


def _panel(axes: matplotlib.axes.Axes, lines: Sequence[Line]) -> None:
    places = range(len(lines))
    for side, colour, values in zip(
        HEAD[2:4],
        COLOURS,
        ([line.ours for line in lines], [line.stock for line in lines]),
        strict=True,
    ):
        shift = -0.2 if side == HEAD[2] else 0.2
        bars = axes.bar([p + shift for p in places], values, 0.38, label=side, color=colour)
        axes.bar_label(bars, [number(value) for value in values], fontsize=8)
    axes.xaxis.set_major_locator(matplotlib.ticker.FixedLocator(list(places)))
    axes.set_xticklabels([line.measure.label.replace(", ", "\n") for line in lines], fontsize=8)
    way = "more is better" if lines[0].measure.more_is_better else "less is better"
    axes.set_title(f"{lines[0].measure.unit} ({way})", fontsize=10)
    axes.legend(fontsize=8)
