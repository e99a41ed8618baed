"""The sides of a comparison: which Python runs each, how its Rasa is called, where it stands."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import OURS, STOCK
from benchmarks.processes import BenchmarkError

ROOT = Path(__file__).resolve().parent.parent
STOCK_FOLDER = ROOT / "benchmarks" / "stock"
PYTHON = sys.executable
STOCK_VERSIONS = """
from importlib.metadata import version
from platform import python_version
print(f"Python {python_version()}, rasa {version('rasa')}, TensorFlow {version('tensorflow')}")
"""
NO_STOCK = (
    "Stock Rasa, to compare with, is not set up: run `make stock` (0.9 GB to download), "
    "then run this again."
)


@dataclass(frozen=True)
class Side:
    """What is measured: a checkout, the Python that runs it, and the module that is its `rasa`."""

    name: str
    root: Path
    python: Path
    module: str = "rasa"

    def rasa(self, *arguments: str) -> list[str]:
        """The command line of `rasa …` on that side."""
        return [str(self.python), "-m", self.module, *arguments]


OFISI = Side(OURS, ROOT, Path(PYTHON))
STOCK_RASA = Side(STOCK, ROOT, ROOT / ".venv-stock" / "bin" / "python")
"""An environment of its own, for it has its own Python, its TensorFlow and its SQLAlchemy."""


def stock_versions(side: Side = STOCK_RASA) -> str:
    """Which Python, Rasa and TensorFlow stock Rasa has; asked before any long work.

    Raises BenchmarkError, saying how to make its environment, where it is missing or incomplete.
    """
    try:
        asked = subprocess.run(
            [side.python, "-c", STOCK_VERSIONS], check=True, capture_output=True, text=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise BenchmarkError(NO_STOCK) from error
    return asked.stdout.strip()


def environment(folder: Path, root: Path = ROOT) -> dict[str, str]:
    """What all sides share; nothing of the caller's own OFISI_ settings reaches them."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OFISI_")}
    # A side that may not keep its byte code compiles all its libraries at every start.
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept | {
        "PYTHONPATH": str(root),
        "TMPDIR": str(folder),
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
