"""Trial of one mutant: put it into the working copy, run the tests that may notice, undo it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.work_item import MutationSpec, TestOutcome, WorkResult

from scripts.mutation import impact
from scripts.mutation.impact import DIALOGUES, FAULTS, Impact
from scripts.mutation.mutants import Place

BUDGETS = {"quick": 12.0, "near": 40.0, "heavy": 0.0}
"""Recorded seconds of tests for a mutant in each stage; what survives one comes into the next.

The last is left out unless it is asked for: starting the house for each survivor takes an hour.
"""
PROCESSES = ("actions/", "bot/telegram/")
START_SECONDS = 180.0
HOUSE_SECONDS = 300.0
"""What starting pytest, and starting the processes of the house, may take on a busy machine."""
TIMES = 3
OPTIONS: list[str] = []
"""What pytest is told besides, so that it selects the tests that were mapped."""
CLIENT = str(Path(__file__).with_name("warm.py"))
_FAILED = re.compile(r"(?:FAILED|ERROR) \S")
_STUCK = re.compile(r"Failed: Timeout|\+ Timeout \+")


@dataclass
class Result:
    """What became of a mutant."""

    id: str
    outcome: str
    covered: bool = False
    line: int = 0
    stage: str = ""
    tests: int = 0
    seconds: float = 0.0
    by: str = ""
    tried: list[str] = field(default_factory=list)

    def kept(self) -> dict[str, Any]:
        """As it is written down; what was tried is worth keeping of a survivor alone."""
        return {**asdict(self), "tried": self.tried if self.outcome == "survived" else []}


def concerns(stage: str, file: str) -> bool:
    """Whether mutants of the file come into the stage: the last is for what runs as processes."""
    return stage != "heavy" or file.startswith(PROCESSES)


def choose(stage: str, place: Place, known: Impact, tried: list[str], budget: float) -> list[str]:
    """The tests of a stage: quick ones, those nearest to the line, those that start a house."""
    may = known.of(place)
    if stage == "heavy" and (not may or place.file.startswith("actions/")):
        # It runs in a process of its own there, unseen by coverage.
        may |= {test for test in known.seconds if test.startswith((DIALOGUES, FAULTS))}
    left = {test for test in may - set(tried) if known.allows(test)}
    pick = {"quick": impact.quick, "near": impact.narrow, "heavy": impact.heavy}[stage]
    return pick(left, known, budget=budget)


def attempt(
    place: Place, known: Impact, tests: list[str], tried: list[str], warm: str | None = None
) -> Result:
    """Run the tests against the mutant, until one fails."""
    covered = bool(known.exactly(place))
    result = Result(place.identity, "untested", covered, place.line, tried=tried + tests)
    result.tests = len(tests)
    if not tests:
        result.outcome = "survived" if tried else "untested"
        return result
    began = time.monotonic()
    work = mutate_and_test([_spec(place)], command(tests, warm=warm), _patience(known, tests))
    result.seconds = round(time.monotonic() - began, 1)
    result.outcome, result.by = judge(work, tests)
    return result


def judge(work: WorkResult, tests: list[str]) -> tuple[str, str]:
    """Killed, timeout, survived or invalid; and by which test, or the last that was said."""
    output = work.output or ""
    if work.test_outcome is TestOutcome.SURVIVED:
        return "survived", ""
    if output == "timeout":
        return "timeout", ""
    found = failures(output, tests)
    if not found:
        broken = "Error" in output and "ERROR: not found" not in output
        return "killed" if broken else "invalid", " ".join(output.split())[-200:]
    return "timeout" if _STUCK.search(output) else "killed", found[0]


def failures(output: str, tests: list[str]) -> list[str]:
    """The tests that failed, by pytest's summary; a file of tests that could not be read, too."""
    lines = [line.split(" ", 1)[1] for line in output.split("\n") if _FAILED.match(line)]
    return [max(filter(line.startswith, tests), key=len, default=line) for line in lines]


def command(tests: list[str], *, stop: bool = True, warm: str | None = None) -> str:
    """The working copy's own pytest, on these tests alone and in this order."""
    listed = Path("var/mutation-tests.txt").absolute()
    listed.parent.mkdir(exist_ok=True)
    listed.write_text("\n".join(tests) + "\n", encoding="utf-8")
    patience = 120 if any(map(impact.is_heavy, tests)) else 90
    options = ["-q", "-p", "no:cacheprovider", "--timeout", str(patience)]
    given = [*(["-x"] if stop else []), *options, *OPTIONS, "-n", "0", f"@{listed}"]
    if warm is not None:
        return shlex.join([sys.executable, "-S", "-E", CLIENT, "ask", warm, *given])
    # Cosmic Ray reads the output alone, and pytest says on the other stream what it cannot load.
    return shlex.join(["sh", "-c", f"exec .venv/bin/python -m pytest {shlex.join(given)} 2>&1"])


@contextmanager
def warmed() -> Iterator[str]:
    """A fork server for the tree we are in; gives its address."""
    address = str(Path("var/mutation.sock").absolute())
    Path(address).parent.mkdir(exist_ok=True)
    Path(address).unlink(missing_ok=True)
    quiet = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(
        [".venv/bin/python", CLIENT, "serve", address, *OPTIONS], env=quiet
    ) as server:
        try:
            while not Path(address).exists() and server.poll() is None:
                time.sleep(0.2)
            yield address
        finally:
            server.kill()


def _patience(known: Impact, tests: list[str]) -> float:
    starts = HOUSE_SECONDS if any(map(impact.is_heavy, tests)) else START_SECONDS
    return TIMES * sum(map(known.takes, tests)) + starts


def _spec(place: Place) -> MutationSpec:
    start = (place.line, place.column)
    end = (place.line, place.column + 1)
    return MutationSpec(place.file, place.operator, place.occurrence, start, end)
