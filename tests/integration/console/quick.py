"""Speed of tests: one event loop for all requests, cheap passwords, files that need not last.

Measured for a small page: 4.8 ms of work with a new loop, and its thread, for every request;
1.4 ms with one loop for all, of the kind the console is served on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from anyio.from_thread import BlockingPortal, start_blocking_portal
from argon2 import PasswordHasher
from sqlalchemy import event

from helpdesk.db.engine import Database
from helpdesk.services import staff

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""A real one takes as long as ten pages, and half of the tests sign somebody in."""


@contextmanager
def one_loop() -> Iterator[BlockingPortal]:
    """An event loop in a thread of its own, to be the `portal` of Starlette's test clients."""
    with start_blocking_portal("asyncio", {"use_uvloop": True}) as portal:
        yield portal


@contextmanager
def cheap_passwords() -> Iterator[None]:
    """Passwords set in here are quick to check."""
    with patch.object(staff, "_HASHER", CHEAP):
        yield


def hasty(database: Database) -> Database:
    """The database; if it is a file, no commit waits for the disk: no test cuts the power."""
    if database.url.startswith("sqlite"):
        event.listen(database.engine, "connect", _wait_for_no_disk)
    return database


def _wait_for_no_disk(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous=OFF").close()
