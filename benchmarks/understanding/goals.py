"""A line of the table: what was measured, the goal beside it, and whether it is met."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

HEAD = ("measure", "unit", "Ofisi", "goal", "", "beside it")
LEFT = {0, 1, 4, 5}


@dataclass(frozen=True)
class Line:
    """One figure. `goal` None: it is only told. `beside` holds what others reach, as text."""

    label: str
    unit: str
    value: float
    goal: float | None = None
    more_is_better: bool = True
    beside: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None without a goal or a figure."""
        if self.goal is None or math.isnan(self.value):
            return None
        return self.value >= self.goal if self.more_is_better else self.value <= self.goal


Sections = dict[str, list[Line]]
"""The lines under each heading."""


def table(lines: Sequence[Line]) -> str:
    """A Markdown table with aligned columns, so that it reads in a terminal too."""
    rows = [HEAD, *(_row(line) for line in lines)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEAD))]
    rule = "|".join(["", *(_dashes(width, at) for at, width in enumerate(widths)), ""])
    printed = [_printed(row, widths) for row in rows]
    return "\n".join([printed[0], rule, *printed[1:]])


def report(sections: Sections) -> str:
    """All tables, each under its heading."""
    return "\n\n".join(
        f"## {heading}\n\n{table(lines)}" for heading, lines in sections.items() if lines
    )


def as_json(sections: Sections) -> dict[str, list[dict[str, Any]]]:
    """Every line of every section; what has no figure is null."""
    return {
        heading: [
            asdict(line) | {"value": _or_none(line.value), "met": line.met} for line in lines
        ]
        for heading, lines in sections.items()
    }


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else value


def number(value: float, unit: str) -> str:
    """A figure with as many decimals as its unit deserves."""
    if math.isnan(value):
        return "-"
    if unit == "F1":
        return f"{value:.3f}"
    return f"{value:.2f}" if unit == "GB" else f"{value:.1f}"


def _row(line: Line) -> tuple[str, ...]:
    sign = "≥" if line.more_is_better else "≤"
    goal = "" if line.goal is None else f"{sign} {line.goal:g}"
    met = {None: "", True: "met", False: "not met"}[line.met]
    return (line.label, line.unit, number(line.value, line.unit), goal, met, line.beside)


def _printed(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        cell.ljust(width) if at in LEFT else cell.rjust(width)
        for at, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return f"| {' | '.join(cells)} |"


def _dashes(width: int, at: int) -> str:
    return "-" * (width + 2) if at in LEFT else "-" * (width + 1) + ":"
