"""Rasa's default pipeline on our sentences: how long it learns, how long a message takes."""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from benchmarks.commands import STOCK_RASA
from benchmarks.figures import percentile
from benchmarks.processes import BenchmarkError
from benchmarks.understanding.kept import FULL_EPOCHS, Stock
from benchmarks.understanding.roads import parse, stock_config, train_nlu
from benchmarks.understanding.sentences import OWN, own

logger = logging.getLogger("benchmarks")

PROGRESS = re.compile(r"(\d+)/(\d+) \[((?:\d+:)?\d+:\d+)<")
"""What Rasa writes after each epoch: `2/100 [01:02<50:38`."""


def measure(texts: Sequence[str], folder: Path, *, epochs: int, machine: str) -> Stock:
    """Train with so many epochs and read the texts, alone on the machine.

    With fewer than 100 epochs the seconds are those of the whole command, and for each missing
    epoch those of a later one that ran. Raises BenchmarkError where a command fails.
    """
    folder.mkdir()
    logger.info("training stock Rasa with %d epochs …", epochs)
    started = monotonic()
    model = train_nlu(STOCK_RASA, stock_config(epochs), OWN, folder)
    seconds = monotonic() - started
    if epochs < FULL_EPOCHS:
        log = (folder / "train.log").read_text(encoding="utf-8", errors="replace")
        seconds += (FULL_EPOCHS - epochs) * seconds_an_epoch(log)
    logger.info("  %.0f s; reading the hidden sentences on one core …", seconds)
    took = [one.milliseconds for one in parse(STOCK_RASA, model, texts, folder)]
    p50, p95 = percentile(took, 0.50), percentile(took, 0.95)
    day = datetime.now(UTC).date().isoformat()
    return Stock(day, machine, len(own()), epochs, p50, p95, seconds)


def seconds_an_epoch(log: str) -> float:
    """The mean of the epochs after the first, which prepares more than it learns.

    Raises BenchmarkError where the log tells of fewer than two.
    """
    ends = {int(done): _seconds(clock) for done, _, clock in PROGRESS.findall(log) if int(done)}
    if len(ends) < 2:
        message = "reckoning stock Rasa's time takes at least two epochs: --stock-epochs 2"
        raise BenchmarkError(message)
    first, last = min(ends), max(ends)
    return (ends[last] - ends[first]) / (last - first)


def _seconds(clock: str) -> float:
    parts = map(int, reversed(clock.split(":")))
    return math.fsum(part * 60**power for power, part in enumerate(parts))
