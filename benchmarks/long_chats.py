"""`python -m benchmarks.long_chats`: what the 500th turn of one chat costs beside the fifth."""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from time import perf_counter

import yaml

from benchmarks import terminal
from benchmarks.client import TIMEOUT_SECONDS, ask, body
from benchmarks.commands import (
    OFISI,
    ROOT,
    STOCK_FOLDER,
    STOCK_RASA,
    Side,
    environment,
    stock_versions,
)
from benchmarks.figures import OURS, STOCK
from benchmarks.processes import BenchmarkError, child, finish, tail
from benchmarks.sides import Running, running
from benchmarks.training import train

logger = logging.getLogger("benchmarks")

SAYINGS = ("habari", "asante", "wewe ni roboti?", "hujambo")
"""Plain turns without a custom action: what grows is the conversation itself."""

WIDTH = 10
"""Turns around the fifth and around the last whose median is taken."""

TURNS = {OURS: 505, STOCK: 205}
CHATS = {OURS: 5, STOCK: 2}
"""Stock Rasa's later turns take so long that fewer must do."""

QUICK_TURNS = {OURS: 55, STOCK: 35}

LIGHT = {
    "recipe": "default.v1",
    "assistant_id": "stock",
    "language": "sw",
    "pipeline": [
        {"name": "WhitespaceTokenizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "LogisticRegressionClassifier", "random_state": 42},
    ],
    "policies": [{"name": "RulePolicy"}],
}
"""Stock Rasa's parts, but none that takes half an hour to train: understanding costs the same in
every turn, so it says nothing about growth. Its own policies would add to the growth."""


@dataclass(frozen=True)
class Cost:
    """Milliseconds of one turn near the beginning and near the end of a chat."""

    early: float
    late: float
    turns: int

    @property
    def growth(self) -> float:
        """How many times as much the late turn costs."""
        return self.late / self.early


def main() -> None:
    """Run both sides and print the table; `--write` keeps it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.long_chats", description=__doc__)
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the table there too")
    parser.add_argument("--quick", action="store_true", help="one short chat each: does it run?")
    options = parser.parse_args()
    terminal.run(lambda: _compare(options))


def _compare(options: argparse.Namespace) -> None:
    machine = f"{terminal.machine()}; stock Rasa on {stock_versions()}"
    with tempfile.TemporaryDirectory(prefix="ofisi-benchmark-") as name:
        folder = Path(name)
        archives = {OFISI: train(OFISI, folder).archive, STOCK_RASA: _train_light(folder)}
        costs = {
            side.name: _measure(side, archive, folder, quick=options.quick)
            for side, archive in archives.items()
        }
    shown = f"{machine}\n\n{table(costs)}"
    sys.stdout.write(shown)
    if options.write:
        options.write.write_text(f"# Long conversations\n\n{shown}", encoding="utf-8")


def table(costs: dict[str, tuple[Cost, Cost]]) -> str:
    """The figures as a Markdown table."""
    rows = [
        "| side | measure | turn 5, ms | turn N, ms | N | times |",
        "|---|---|--:|--:|--:|--:|",
    ]
    for side, both in costs.items():
        for measure, cost in zip(("latency", "processor time"), both, strict=True):
            figures = f"{cost.early:.1f} | {cost.late:.1f} | {cost.turns} | {cost.growth:.2f}"
            rows.append(f"| {side} | {measure} | {figures} |")
    return "\n".join(rows) + "\n"


def _train_light(folder: Path) -> Path:
    config = folder / "light.yml"
    config.write_text(yaml.safe_dump(LIGHT), encoding="utf-8")
    command = STOCK_RASA.rasa("train", "--config", str(config), "--domain", "domain.yml")
    command += ["--data", str(ROOT / "data"), str(STOCK_FOLDER / "stories")]
    command += ["--out", str(folder), "--fixed-model-name", "light"]
    with child("train-light", command, environment(folder), folder, cwd=ROOT) as training:
        finish(training)
        archive = folder / "light.tar.gz"
        if not archive.exists():
            message = f"training made no model:\n{tail(training.log)}"
            raise BenchmarkError(message)
    return archive


def _measure(side: Side, archive: Path, folder: Path, *, quick: bool) -> tuple[Cost, Cost]:
    name = side.name
    turns, chats = (QUICK_TURNS[name], 1) if quick else (TURNS[name], CHATS[name])
    latency: tuple[list[float], list[float]] = ([], [])
    processor: tuple[list[float], list[float]] = ([], [])
    with running(side, archive, folder / f"run-{name}", chats + 1) as started:
        _chat(started, started.senders[0], WIDTH)  # the first turns of a process are slower
        for number, sender in enumerate(started.senders[1:], 1):
            logger.info("%s: chat %d of %d, %d turns", name, number, chats, turns)
            times, used = _chat(started, sender, turns)
            latency[0].extend(times[:WIDTH])
            latency[1].extend(times[-WIDTH:])
            processor[0].append(used[0])
            processor[1].append(used[1])
    wall = Cost(1000 * median(latency[0]), 1000 * median(latency[1]), turns - WIDTH // 2)
    work = Cost(1000 * median(processor[0]), 1000 * median(processor[1]), turns - WIDTH // 2)
    return wall, work


def _chat(side: Running, sender: str, turns: int) -> tuple[list[float], tuple[float, float]]:
    """Seconds of every turn, and processor seconds a turn of the first and the last WIDTH."""
    connection = HTTPConnection("127.0.0.1", side.door.port, timeout=TIMEOUT_SECONDS)
    times, marks = [], [side.processor_seconds()]
    for number in range(turns):
        if number in (WIDTH, turns - WIDTH):
            marks.append(side.processor_seconds())
        text = SAYINGS[number % len(SAYINGS)]
        sent = body(side.door.dialect, sender, text, f"long:{sender}:{number}")
        started = perf_counter()
        ask(connection, side.door, sent)
        times.append(perf_counter() - started)
    marks.append(side.processor_seconds())
    connection.close()
    return times, ((marks[1] - marks[0]) / WIDTH, (marks[-1] - marks[-2]) / WIDTH)


if __name__ == "__main__":
    main()
