"""How long to wait after a failure, by how often it has failed."""

from __future__ import annotations

from datetime import timedelta

TURN_WAITS = (1, 2, 4, 8, 15, 30)
SEND_WAITS = (1, 2, 4, 8, 15, 30, 60)
FETCH_WAITS = (2, 10, 60, 300, 900)


def wait(attempts: int, waits: tuple[int, ...]) -> timedelta:
    """The wait after so many failed attempts (1 is the first); the last one repeats."""
    return timedelta(seconds=waits[min(max(attempts, 1), len(waits)) - 1])
