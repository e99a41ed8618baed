"""Percentiles, medians over runs and ratios. Knows nothing of Rasa, processes or plots."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

OURS = "ofisi"
STOCK = "stock"

Runs = dict[str, list[float]]
"""The values of one measure, one per run, under the name of each side."""
Results = dict[str, Runs]
"""The values of all runs under the key of each measure."""


@dataclass(frozen=True)
class Measure:
    """What a line of the table measures. `more_is_better` decides which way the ratio goes."""

    key: str
    label: str
    unit: str
    more_is_better: bool = False
    compared: bool = True


@dataclass(frozen=True)
class Line:
    """A line of the table: the median of each side over its runs, and the ratio (None: none)."""

    measure: Measure
    ours: float
    stock: float
    ratio: float | None


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile: a value that was really measured. Empty input is NaN."""
    if not values:
        return math.nan
    rank = math.ceil(share * len(values))
    return sorted(values)[max(rank, 1) - 1]


def ratio(measure: Measure, ours: float, stock: float) -> float | None:
    """How many times better ours is: above 1 speaks for us, below 1 for stock Rasa."""
    above, below = (ours, stock) if measure.more_is_better else (stock, ours)
    if not measure.compared or not below or math.isnan(above) or math.isnan(below):
        return None
    return above / below


def line(measure: Measure, runs: Runs) -> Line:
    """The line of the table for the values of all runs."""
    ours = median(runs[OURS]) if runs.get(OURS) else math.nan
    stock = median(runs[STOCK]) if runs.get(STOCK) else math.nan
    return Line(measure, ours, stock, ratio(measure, ours, stock))
