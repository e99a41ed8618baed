"""Where things are and how Rasa's commands are called, for both sides alike."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from benchmarks.figures import OURS

ROOT = Path(__file__).resolve().parent.parent
STOCK_FOLDER = ROOT / "benchmarks" / "stock"
PYTHON = sys.executable


def rasa_command(name: str, command: str) -> list[str]:
    """`rasa <command>` as that side is started: ours as `ofisi run` starts it."""
    return [PYTHON, "-m", "bot.rasa" if name == OURS else "rasa", command]


def environment(folder: Path) -> dict[str, str]:
    """What both sides share; nothing of the caller's own OFISI_ settings reaches them."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OFISI_")}
    return kept | {
        "PYTHONPATH": str(ROOT),
        "TMPDIR": str(folder),
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
