"""Stock Rasa's time is reckoned from few epochs, and its figures are kept with their day."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.processes import BenchmarkError
from benchmarks.understanding.kept import Stock, load, save
from benchmarks.understanding.stock import seconds_an_epoch

LOG = (
    "Epochs:   0%|          | 0/3 [00:00<?, ?it/s]\r"
    "Epochs:  33%|###       | 1/3 [00:50<01:40, 50.1s/it, t_loss=4.2]\r"
    "Epochs:  67%|######    | 2/3 [01:20<00:40, 40.0s/it, t_loss=3.2]\r"
    "Epochs: 100%|##########| 3/3 [01:50<00:00, 36.6s/it, t_loss=2.2]\n"
)
FOUND = Stock("2026-01-31", "2 cores", 17042, 100, 20.0, 30.0, 1800.0)


def test_it_reckons_an_epoch_without_the_first() -> None:
    assert seconds_an_epoch(LOG) == 30.0


def test_it_reckons_nothing_from_one_epoch() -> None:
    with pytest.raises(BenchmarkError, match="two epochs"):
        seconds_an_epoch(LOG[:110])


def test_it_keeps_the_figures_of_the_last_time(tmp_path: Path) -> None:
    file = tmp_path / "kept.json"
    assert load(file) is None
    save(FOUND, file)
    assert load(file) == FOUND


def test_it_says_when_a_figure_is_reckoned() -> None:
    few = Stock("2026-01-31", "2 cores", 17042, 2, 20.0, 30.0, 1800.0)
    assert "reckoned from 2 epochs" in few.words
    assert "reckoned" not in FOUND.words


def test_it_says_what_was_never_measured() -> None:
    assert "STOCK=1" in Stock.unknown().words
