"""Starting, measuring and surely stopping the processes of a side."""

from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import psutil

GRACE_SECONDS = 5.0
LOOK_AGAIN_SECONDS = 0.05
MEGABYTE = 1024 * 1024


class BenchmarkError(Exception):
    """The comparison cannot go on. The message says what failed and shows its last lines."""


@dataclass(frozen=True)
class Child:
    """A process we started, with everything it starts, and where it writes what it says."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def check(self) -> None:
        """Raise BenchmarkError if it ended by itself."""
        if self.process.poll() is not None:
            message = f"{self.name} ended with {self.process.returncode}:\n{tail(self.log)}"
            raise BenchmarkError(message)

    def megabytes(self) -> float:
        """Resident memory of the process and all it started, in MB."""
        root = psutil.Process(self.process.pid)
        family = [root, *root.children(recursive=True)]
        return float(sum(member.memory_info().rss for member in family)) / MEGABYTE

    def processor_seconds(self) -> float:
        """Processor time used so far by the process and all it started."""
        root = psutil.Process(self.process.pid)
        family = [root, *root.children(recursive=True)]
        times = [member.cpu_times() for member in family]
        return float(sum(spent.user + spent.system for spent in times))

    def stop(self) -> None:
        """End the process and all it started: politely, then not."""
        self._signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(GRACE_SECONDS)
        # Also when it ended in time: what it started may not have.
        self._signal(signal.SIGKILL)
        self.process.wait()

    def _signal(self, sign: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, sign)


@contextmanager
def child(
    name: str, command: Sequence[str], env: Mapping[str, str], folder: Path, *, cwd: Path
) -> Iterator[Child]:
    """Run a command in a process group of its own while the block lasts."""
    log = folder / f"{name}.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            env=dict(env),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    started = Child(name, process, log)
    try:
        yield started
    finally:
        started.stop()


def finish(started: Child) -> float:
    """Wait until the child ends: the processor seconds it used.

    Raises BenchmarkError unless it ends well.
    """
    before = _children_seconds()
    if started.process.wait() != 0:
        started.check()
    return _children_seconds() - before


def wait_for_port(started: Child, port: int, *, seconds: float) -> None:
    """Wait until the child listens; raise BenchmarkError if it ends or takes too long."""
    limit = monotonic() + seconds
    while monotonic() < limit:
        started.check()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(LOOK_AGAIN_SECONDS)
    message = f"{started.name} did not listen within {seconds:.0f} s:\n{tail(started.log)}"
    raise BenchmarkError(message)


def _children_seconds() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def tail(log: Path, lines: int = 15) -> str:
    """The last lines a child wrote."""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
