"""A running supervisord and its one child, for tests to kill."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable

import psutil

PATIENCE_SECONDS = 30


class Supervisor:
    """A supervisord whose only child sleeps."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process

    def child(self, other_than: int = 0) -> psutil.Process:
        """The sleeping child, once it is there."""

        def find() -> psutil.Process | None:
            children = psutil.Process(self.process.pid).children()
            return next((c for c in children if c.pid != other_than and is_sleep(c)), None)

        return until(find)


def until[Found](find: Callable[[], Found | None]) -> Found:
    """What it finds, as soon as it finds something."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if found := find():
            return found
        time.sleep(0.02)
    message = "it never came"
    raise AssertionError(message)


def is_gone(process: psutil.Process) -> bool:
    """Whether it runs no more."""
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def is_sleep(process: psutil.Process) -> bool:
    """Whether it is `sleep` already, and not yet what turns into it."""
    try:
        return str(process.name()) == "sleep"
    except psutil.NoSuchProcess:
        return False
