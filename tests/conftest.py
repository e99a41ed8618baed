"""What every test may ask for: a time, a database, a session. The internet is not among it."""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from helpdesk.db.engine import Database, Session
from tests.databases import NOW, SERVER, Templates, postgres_copy, restore, sqlite_copy
from tests.street import Street, running

__all__ = ["NOW"]

pytest_plugins = ["tests.tiers"]

MEMORY = Path("/dev/shm")
ROOM = 2_000_000_000
"""Bytes that must be free there before temporary files are put into memory."""

MUST_RUN = ("browser", "faults", "postgres", "redis")
"""Markers written into the report of results: `.ci/run` lets none of these be skipped unseen."""


def pytest_configure() -> None:
    """Put temporary files into memory: every commit of a test would wait for the disk."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Write into the report what each test needs."""
    for item in items:
        for marker in MUST_RUN:
            if item.get_closest_marker(marker):
                item.user_properties.append(("needs", marker))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say plainly, one line for each reason, what was not tested."""
    reports = terminalreporter.stats.get("skipped", [])
    reasons = Counter(str(report.longrepr[2]) for report in reports if report.longrepr)
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"{count} skipped: {reason.removeprefix('Skipped: ')}")


def shared_folder(base: Path) -> Path:
    """The temporary folder that all workers of a run share; each has its own below it."""
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Drop what the workers shared; the process that started them does it."""
    factory = getattr(session.config, "_tmp_path_factory", None)
    if factory is not None and "PYTEST_XDIST_WORKER" not in os.environ:
        Templates(factory.getbasetemp()).drop()


@pytest.fixture(scope="session", autouse=True)
def no_internet() -> Iterator[None]:
    """Let a test fail that reaches beyond this machine."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_loopback(address[0]):
            pytest.fail(f"a test wanted to reach {address}")
        real(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", connect)
    yield
    patch.undo()


def is_loopback(host: str) -> bool:
    """Whether the address is this machine's own."""
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine, or of somebody's shell, reaches a test."""
    for name in list(os.environ):
        if name.startswith(("OFISI_", "TELEGRAM_")) and not name.startswith("OFISI_TEST_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """Everything `make run` starts, on ports and databases of its own: one for all tests."""
    with running(tmp_path_factory.mktemp("street")) as street:
        yield street


@pytest.fixture
def now() -> datetime:
    """The time it is in tests."""
    return NOW


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """The template databases of this run; all its workers share them."""
    return Templates(shared_folder(tmp_path_factory.getbasetemp()))


@pytest.fixture(scope="session")
def postgres_url(templates: Templates) -> Iterator[str]:
    """An empty, migrated PostgreSQL database of this worker's own."""
    with postgres_copy(server(), templates.postgres(server(), company=False)) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_shop_url(templates: Templates) -> Iterator[str]:
    """The same with the sample company in it."""
    with postgres_copy(server(), templates.postgres(server(), company=True)) as url:
        yield url


def server() -> str:
    """The PostgreSQL server on which tests may make databases."""
    if not SERVER:
        pytest.skip("OFISI_TEST_POSTGRES_URL is not set: PostgreSQL was not tested")
    return SERVER


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, templates: Templates, tmp_path: Path) -> str:
    """The address of an empty, migrated database: on SQLite, and again on PostgreSQL."""
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_url"))
    return sqlite_copy(templates.sqlite(company=False), tmp_path)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def shop_url(request: pytest.FixtureRequest, templates: Templates, tmp_path: Path) -> str:
    """The address of a database with the sample company: on SQLite, and again on PostgreSQL."""
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_shop_url"))
    return sqlite_copy(templates.sqlite(company=True), tmp_path)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty database, opened; what a test writes is gone after it."""
    yield from opened(database_url)


@pytest.fixture
def shop_database(shop_url: str) -> Iterator[Database]:
    """A database with the sample company, opened; what a test writes is gone after it."""
    yield from opened(shop_url)


def opened(url: str) -> Iterator[Database]:
    """The database of that address, taken back to its template's rows afterwards."""
    database = Database(url)
    yield database
    if url.startswith("postgresql"):
        restore(database)
    database.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A writing session on an empty database, committed at the end of the test."""
    with database.begin() as session:
        yield session


@pytest.fixture
def shop_session(shop_database: Database) -> Iterator[Session]:
    """A writing session on a database with the sample company, committed at the end."""
    with shop_database.begin() as session:
        yield session
