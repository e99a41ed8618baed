"""`python -m benchmarks.turns`: this project and stock Rasa side by side, in one table."""

from __future__ import annotations

import argparse
import json
import logging
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks import terminal
from benchmarks.commands import OFISI, STOCK_RASA, Side, stock_versions
from benchmarks.figures import Line, Results, line
from benchmarks.measuring import measure_round, measures
from benchmarks.report import plot, table
from benchmarks.training import trained

logger = logging.getLogger("benchmarks")

MESSAGES = 320
QUICK_MESSAGES = 80
ROUNDS = 3
SIDES = (OFISI, STOCK_RASA)


def main() -> None:
    """Train, run, measure and print; leave nothing behind but the files asked for."""
    options = _options()
    terminal.run(lambda: _compare(options))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.turns", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer messages")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="runs of each side")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every value there")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="write a PNG there")
    parser.add_argument(
        "--models", type=Path, metavar="DIR", help="keep trained models there, use them again"
    )
    return parser.parse_args()


def _compare(options: argparse.Namespace) -> None:
    machine = f"{terminal.machine()}; stock Rasa on {stock_versions()}"
    results: Results = defaultdict(lambda: defaultdict(list))
    with tempfile.TemporaryDirectory(prefix="ofisi-benchmark-") as folder:
        archives = {side: _train(side, Path(folder), options.models, results) for side in SIDES}
        for number, side in order(SIDES, options.rounds):
            logger.info("round %d of %d: %s", number, options.rounds, side.name)
            messages = QUICK_MESSAGES if options.quick else MESSAGES
            place = Path(folder) / f"{side.name}-{number}"
            measure_round(side, archives[side], place, messages, results)
    lines = [line(measure, results[measure.key]) for measure in measures()]
    sys.stdout.write(f"{machine}\n\n{table(lines)}\n")
    _keep(options, machine, results, lines)


def _keep(
    options: argparse.Namespace, machine: str, results: Results, lines: Sequence[Line]
) -> None:
    if options.json:
        written = {"machine": machine, "runs": results, "lines": [asdict(one) for one in lines]}
        options.json.write_text(json.dumps(written, indent=1), encoding="utf-8")
    if options.plot:
        plot(lines, options.plot)


def order(sides: tuple[Side, Side], rounds: int) -> Iterator[tuple[int, Side]]:
    """A B, B A, A B …: what drifts on the machine meets both sides alike."""
    for number in range(1, rounds + 1):
        yield from ((number, side) for side in (sides if number % 2 else reversed(sides)))


def _train(side: Side, folder: Path, models: Path | None, results: Results) -> Path:
    name, made = side.name, trained(side, folder, models)
    results["train_seconds"][name].append(made.seconds)
    results["train_processor"][name].append(made.processor_seconds)
    results["archive_megabytes"][name].append(made.megabytes)
    return made.archive


if __name__ == "__main__":
    main()
