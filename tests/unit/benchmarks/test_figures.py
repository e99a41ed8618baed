"""The arithmetic behind the comparison with stock Rasa."""

from __future__ import annotations

import math

import pytest

from benchmarks.figures import OURS, STOCK, Measure, line, percentile, ratio

FAST = Measure("rate", "greeting, 1 chat", "messages/s", more_is_better=True)
SLOW = Measure("p95", "greeting, 1 chat, p95", "ms")
SHARE = Measure("expected", "answered as expected", "%", compared=False)


@pytest.mark.parametrize(("share", "value"), [(0.0, 1.0), (0.5, 50.0), (0.95, 95.0), (1.0, 100.0)])
def test_it_takes_a_percentile_that_was_really_measured(share: float, value: float) -> None:
    values = [float(number) for number in range(100, 0, -1)]
    assert percentile(values, share) == value


def test_it_takes_the_only_value_as_every_percentile() -> None:
    assert percentile([7.0], 0.5) == percentile([7.0], 0.95) == 7.0


def test_it_has_no_percentile_of_nothing() -> None:
    assert math.isnan(percentile([], 0.5))


def test_it_speaks_for_us_above_one_whichever_way_is_better() -> None:
    assert ratio(FAST, ours=90.0, stock=30.0) == 3.0
    assert ratio(SLOW, ours=30.0, stock=90.0) == 3.0
    assert ratio(SLOW, ours=90.0, stock=30.0) == pytest.approx(1 / 3)


@pytest.mark.parametrize(("ours", "stock"), [(1.0, math.nan), (math.nan, 1.0), (0.0, 1.0)])
def test_it_gives_no_ratio_where_a_side_has_no_figure(ours: float, stock: float) -> None:
    assert ratio(SLOW, ours, stock) is None


def test_it_gives_no_ratio_of_what_only_checks_the_run() -> None:
    assert ratio(SHARE, ours=100.0, stock=99.0) is None


def test_it_compares_the_medians_of_the_runs() -> None:
    found = line(SLOW, {OURS: [10.0, 900.0, 12.0], STOCK: [24.0, 20.0, 30.0]})
    assert (found.ours, found.stock, found.ratio) == (12.0, 24.0, 2.0)
