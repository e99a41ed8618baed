"""`python -m benchmarks.turns`: this project and stock Rasa side by side, in one table."""

from __future__ import annotations

import argparse
import json
import logging
import os
import platform
import signal
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from types import FrameType

from benchmarks.figures import OURS, STOCK, Line, Results, line
from benchmarks.measuring import measure_round, measures
from benchmarks.processes import BenchmarkError
from benchmarks.report import plot, table
from benchmarks.training import keep, kept, train

logger = logging.getLogger("benchmarks")

MESSAGES = 320
QUICK_MESSAGES = 80
ROUNDS = 3
QUIET_LOAD = 0.5


def main() -> None:
    """Train, run, measure and print; leave nothing behind but the files asked for."""
    options = _options()
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    logger.setLevel(logging.INFO)
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, _interrupted)
    try:
        _compare(options)
    except BenchmarkError as error:
        logger.error("%s", error)  # noqa: TRY400 - the message is the whole story
        sys.exit(1)
    except KeyboardInterrupt:
        logger.info("stopped; nothing was left behind")
        sys.exit(130)


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


def _interrupted(_sign: int, _frame: FrameType | None) -> None:
    # Once is enough: a second Ctrl-C must not disturb the clearing up.
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, signal.SIG_IGN)
    raise KeyboardInterrupt


def _compare(options: argparse.Namespace) -> None:
    machine = _machine()
    results: Results = defaultdict(lambda: defaultdict(list))
    with tempfile.TemporaryDirectory(prefix="ofisi-benchmark-") as folder:
        archives = {
            name: _train(name, Path(folder), options.models, results) for name in (OURS, STOCK)
        }
        for number, name in _order(options.rounds):
            logger.info("round %d of %d: %s", number, options.rounds, name)
            messages = QUICK_MESSAGES if options.quick else MESSAGES
            place = Path(folder) / f"{name}-{number}"
            measure_round(name, archives[name], place, messages, results)
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


def _order(rounds: int) -> Iterator[tuple[int, str]]:
    """A B, B A, A B …: what drifts on the machine meets both sides alike."""
    for number in range(1, rounds + 1):
        pair = (OURS, STOCK) if number % 2 else (STOCK, OURS)
        yield from ((number, name) for name in pair)


def _train(name: str, folder: Path, models: Path | None, results: Results) -> Path:
    trained = kept(name, models) if models else None
    if trained is None:
        logger.info("training %s from nothing …", name)
        trained = train(name, folder)
        if models:
            keep(name, trained, models)
    logger.info("  trained %s in %.1f s, %.1f MB", name, trained.seconds, trained.megabytes)
    results["train_seconds"][name].append(trained.seconds)
    results["train_processor"][name].append(trained.processor_seconds)
    results["archive_megabytes"][name].append(trained.megabytes)
    return trained.archive


def _machine() -> str:
    day = datetime.now(UTC).date().isoformat()
    load = os.getloadavg()[0]
    if load > QUIET_LOAD:
        logger.warning("the machine is not quiet (load %.1f): the figures will be worse", load)
    return (
        f"{day}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python "
        f"{platform.python_version()}, rasa {version('rasa')}, load before: {load:.2f}"
    )


if __name__ == "__main__":
    main()
