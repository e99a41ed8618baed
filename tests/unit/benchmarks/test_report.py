"""The table of the comparison with stock Rasa."""

from __future__ import annotations

import math

from benchmarks.figures import Line, Measure
from benchmarks.report import table

TRAINING = Measure("train_seconds", "training", "s")


def test_it_prints_both_sides_and_the_ratio_in_one_line() -> None:
    last = table([Line(TRAINING, 12.34, 120.4, 9.76)]).splitlines()[-1]
    assert [cell.strip() for cell in last.split("|")[1:-1]] == [
        "training",
        "s",
        "12.3",
        "120",
        "9.8 times",
    ]


def test_it_prints_a_dash_where_nothing_was_measured() -> None:
    last = table([Line(TRAINING, 12.0, math.nan, None)]).splitlines()[-1]
    assert [cell.strip() for cell in last.split("|")[3:-1]] == ["12.0", "-", ""]


def test_it_makes_every_line_of_the_table_equally_long() -> None:
    lines = table([Line(TRAINING, 1.0, 2.0, 2.0), Line(TRAINING, 1.0, 2.0, None)]).splitlines()
    assert len({len(line) for line in lines}) == 1
