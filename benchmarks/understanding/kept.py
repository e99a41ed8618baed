"""Stock Rasa's figures: measured on request, for it takes long, and kept until the next time."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.commands import ROOT

FILE = ROOT / "benchmarks" / "understanding.json"
FULL_EPOCHS = 100


@dataclass(frozen=True)
class Stock:
    """What Rasa's default pipeline took on our sentences: ms a message, s of training."""

    day: str
    machine: str
    sentences: int
    epochs: int
    p50: float
    p95: float
    seconds: float
    """With 100 epochs; reckoned from fewer where `epochs` is less."""
    f1: float | None = None
    """Macro-F1 on the first fold; None if it was not measured with 100 epochs."""
    f1_words: str = ""

    @classmethod
    def unknown(cls) -> Stock:
        """Nothing was measured yet."""
        return cls("", "", 0, FULL_EPOCHS, math.nan, math.nan, math.nan)

    @property
    def words(self) -> str:
        """How the figures came about."""
        if not self.day:
            return "not measured: STOCK=1"
        reckoned = "" if self.epochs == FULL_EPOCHS else f", reckoned from {self.epochs} epochs"
        return f"on {self.day}, {self.sentences} sentences{reckoned}"


def load(file: Path = FILE) -> Stock | None:
    """The figures of the last time; None if there was none."""
    if not file.exists():
        return None
    return Stock(**json.loads(file.read_text(encoding="utf-8")))


def save(stock: Stock, file: Path = FILE) -> None:
    """Keep the figures for runs without stock Rasa."""
    file.write_text(json.dumps(asdict(stock), indent=1) + "\n", encoding="utf-8")
