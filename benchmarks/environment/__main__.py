"""`python -m benchmarks.environment`: two checkouts, each with its own `.venv`, in one table."""

from __future__ import annotations

import argparse
import logging
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from benchmarks import terminal
from benchmarks.commands import Side
from benchmarks.environment.comparing import AFTER, BEFORE, MEASURES, table
from benchmarks.environment.installed import look
from benchmarks.environment.rounds import measure_round, start_once
from benchmarks.figures import Results
from benchmarks.processes import BenchmarkError
from benchmarks.training import trained
from benchmarks.turns import order

logger = logging.getLogger("benchmarks")

ROUNDS = 5


def main() -> None:
    """Look, train, run, measure and print; leave nothing behind but the models asked for."""
    options = _options()
    terminal.run(lambda: _compare(options))


def _options() -> argparse.Namespace:
    name = "python -m benchmarks.environment"
    parser = argparse.ArgumentParser(prog=name, description=__doc__)
    parser.add_argument("--before", type=Path, metavar="DIR", required=True, help="one checkout")
    parser.add_argument("--after", type=Path, metavar="DIR", required=True, help="the other")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="runs of each side")
    parser.add_argument(
        "--models", type=Path, metavar="DIR", help="keep trained models there, use them again"
    )
    return parser.parse_args()


def _compare(options: argparse.Namespace) -> None:
    sides = (side(BEFORE, options.before), side(AFTER, options.after))
    shown = [terminal.machine(), *map(_described, sides)]
    results: Results = defaultdict(lambda: defaultdict(list))
    with tempfile.TemporaryDirectory(prefix="ofisi-benchmark-") as folder:
        _measure(sides, Path(folder), options, results)
    sys.stdout.write("\n".join(f"- {line}" for line in shown))
    sys.stdout.write(f"\n\n{table(MEASURES, results)}\n")


def _measure(
    sides: tuple[Side, Side], folder: Path, options: argparse.Namespace, results: Results
) -> None:
    archives = {}
    for one in sides:
        _look(one, results)
        made = trained(one, folder, options.models)
        archives[one] = made.archive
        results["train_processor"][one.name].append(made.processor_seconds)
        logger.info("starting %s once, so that its byte code is there …", one.name)
        start_once(one, made.archive, folder / f"{one.name}-0")
    for number, one in order(sides, options.rounds):
        logger.info("round %d of %d: %s", number, options.rounds, one.name)
        measure_round(one, archives[one], folder / f"{one.name}-{number}", results)


def _look(one: Side, results: Results) -> None:
    found = look(one.root)
    results["packages"][one.name].append(found.packages)
    results["disk_megabytes"][one.name].append(found.megabytes)
    results["download_megabytes"][one.name].append(found.download)
    logger.info("%s: not in its lock: %s", one.name, ", ".join(found.not_downloaded) or "nothing")


def side(name: str, root: Path) -> Side:
    """A checkout and its environment. Raises BenchmarkError where it has none."""
    python = root.resolve() / ".venv" / "bin" / "python"
    if not python.exists():
        message = f"{root} has no environment: run `make setup` there, then run this again."
        raise BenchmarkError(message)
    # Until December 2026 a command of our own left TensorFlow out; now it is not installed.
    own = (root / "bot" / "rasa" / "__main__.py").exists()
    return Side(name, root.resolve(), python, "bot.rasa" if own else "rasa")


def _described(one: Side) -> str:
    version = _said([str(one.python), "--version"])
    commit = _said(["git", "-C", str(one.root), "log", "-1", "--format=%h of %cs"])
    return f"{one.name}: {version}, started as `python -m {one.module} run`, commit {commit}"


def _said(command: Sequence[str]) -> str:
    asked = subprocess.run(command, capture_output=True, text=True, check=False)
    return asked.stdout.strip() or "unknown"


if __name__ == "__main__":
    main()
