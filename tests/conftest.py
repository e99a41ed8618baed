"""What every test may ask for: a time, a database, a session. The internet is not among it."""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from helpdesk.db import audit_guard
from helpdesk.db.engine import Database, Session
from helpdesk.db.tables import metadata
from helpdesk.db.upgrade import upgrade
from tests import postgres
from tests.street import Street, running

ROOT = Path(__file__).resolve().parent.parent
MUST_RUN = ("browser", "faults", "postgres", "redis")
"""Markers written into the report of results: `.ci/run` lets none of these be skipped unseen."""

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
"""A Monday, half past twelve in Nairobi: the shop is open."""


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
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file: copying it takes a moment, migrating does not."""
    path = tmp_path_factory.mktemp("template") / "ofisi.db"
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    database.close()
    return path


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A migrated PostgreSQL database of this run's own, dropped at its end."""
    server = os.environ.get("OFISI_TEST_POSTGRES_URL")
    if not server:
        pytest.skip("OFISI_TEST_POSTGRES_URL is not set: PostgreSQL was not tested")
    name = f"ofisi_test_{uuid4().hex[:12]}"
    with postgres.database(server, name) as url:
        database = Database(url)
        upgrade(database)
        database.close()
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty, migrated database: on SQLite, and again on PostgreSQL."""
    if request.param == "postgres":
        url: str = request.getfixturevalue("postgres_url")
        return url
    path = tmp_path / "ofisi.db"
    shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
    return f"sqlite:///{path}"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """That database, opened; what a test writes is gone after it."""
    database = Database(database_url)
    yield database
    if database_url.startswith("postgresql"):
        _empty(database)
    database.close()


def _empty(database: Database) -> None:
    tables = [table.name for table in reversed(metadata.sorted_tables)]
    with database.begin() as session:
        # The audit lets nothing go but what is over; here that is everything.
        audit_guard.let_go(session, datetime.max.replace(tzinfo=UTC))
        # In one go: a question for each of fifty tables took longer than most tests.
        emptied = ";".join(f"DELETE FROM {name}" for name in ("audit_entry", *tables))  # noqa: S608
        session.execute(text(emptied))


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A writing session on that database, committed at the end of the test."""
    with database.begin() as session:
        yield session
