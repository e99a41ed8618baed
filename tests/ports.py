"""Port numbers for processes that tests start: each worker has a range of its own.

Asking the system for any free port and giving it back leaves a moment in which another worker is
given the same one. These ranges lie below those the system gives out by itself.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from functools import cache
from itertools import cycle

FIRST = 20_000
EACH = 1_000
MOST_WORKERS = 12


def free_ports(count: int) -> list[int]:
    """So many ports nobody listens on now, all different, none given out a moment ago."""
    found: list[int] = []
    while len(found) < count:
        port = next(_numbers())
        if _is_free(port):
            found.append(port)
    return found


def free_port() -> int:
    """One such port."""
    return free_ports(1)[0]


@cache
def _numbers() -> Iterator[int]:
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % MOST_WORKERS
    numbers = cycle(range(FIRST + worker * EACH, FIRST + (worker + 1) * EACH))
    # Two runs of the tests on one machine start at different places.
    for _ in range(os.getpid() % EACH):
        next(numbers)
    return numbers


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
