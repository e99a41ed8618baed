"""Template databases: migrated once a run, with and without the sample company; copied after.

SQLite is copied as a file. On PostgreSQL each worker has two databases of its own, made by
`CREATE DATABASE … TEMPLATE`. A copy for every test would cost as much as ten tests (measured:
0.8 s), so between tests the rows are taken back to those of the template.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import text

from helpdesk.db import audit_guard
from helpdesk.db.engine import Database, Session
from helpdesk.db.tables import metadata
from helpdesk.db.upgrade import upgrade
from tests.factories import make_company
from tests.postgres import address, database, execute

SERVER = os.environ.get("OFISI_TEST_POSTGRES_URL")
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
"""A Monday, half past twelve in Nairobi: the shop is open."""

KEPT = "template_rows"
"""The schema of a PostgreSQL database that holds its template's rows."""


class Templates:
    """The databases of one run of the tests, in a folder that all its workers share."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def sqlite(self, *, company: bool) -> Path:
        """A migrated SQLite file, with the sample company or empty. To be copied, not opened."""
        path = self.folder / ("company.db" if company else "empty.db")
        self._once(path, lambda fresh: _make_sqlite(fresh, company=company))
        return path

    def postgres(self, server: str, *, company: bool) -> str:
        """The name of a migrated PostgreSQL database, with the sample company or empty."""
        kept = self.folder / f"postgres-{'company' if company else 'empty'}"
        self._once(kept, lambda fresh: _make_postgres(fresh, server, company=company))
        return kept.read_text(encoding="utf-8")

    def drop(self) -> None:
        """Drop the PostgreSQL templates of the run, once no worker needs them."""
        for kept in self.folder.glob("postgres-*"):
            if SERVER and kept.suffix != ".new":
                execute(SERVER, "DROP DATABASE {} WITH (FORCE)", kept.read_text(encoding="utf-8"))

    def _once(self, path: Path, make: Callable[[Path], None]) -> None:
        with (self.folder / "templates.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not path.exists():
                fresh = path.with_suffix(".new")
                make(fresh)
                fresh.replace(path)


def _make_sqlite(path: Path, *, company: bool) -> None:
    _fill(f"sqlite:///{path}", company=company)


def _make_postgres(kept: Path, server: str, *, company: bool) -> None:
    name = f"ofisi_template_{uuid4().hex[:12]}"
    execute(server, "CREATE DATABASE {}", name)
    url = address(server, name)
    _fill(url, company=company)
    _keep_rows(url)
    kept.write_text(name, encoding="utf-8")


def _fill(url: str, *, company: bool) -> None:
    opened = Database(url)
    upgrade(opened)
    if company:
        with opened.begin() as session:
            make_company(session, now=NOW)
    opened.close()


def _keep_rows(url: str) -> None:
    """Put the rows of a filled database aside in it, so that they can be brought back."""
    opened = Database(url)
    with opened.begin() as session:
        session.execute(text(f"CREATE SCHEMA {KEPT}"))
        for table in metadata.sorted_tables:
            some = session.execute(text(f"SELECT 1 FROM {table.name} LIMIT 1")).first()  # noqa: S608
            if some is not None:
                copied = f"CREATE TABLE {KEPT}.{table.name} AS TABLE public.{table.name}"
                session.execute(text(copied))
    opened.close()


def restore(used: Database) -> None:
    """Take a PostgreSQL database of a worker back to the rows of its template."""
    with used.begin() as session:
        # The audit lets nothing go but what is over; here that is everything.
        audit_guard.let_go(session, datetime.max.replace(tzinfo=UTC))
        # In one go: a question for each of fifty tables took longer than most tests.
        session.execute(text(";".join(_restoring(session))))


def _restoring(session: Session) -> Iterator[str]:
    names = [table.name for table in metadata.sorted_tables]
    for name in ("audit_entry", *reversed(names)):
        yield f"DELETE FROM {name}"  # noqa: S608
    listed = f"SELECT table_name FROM information_schema.tables WHERE table_schema = '{KEPT}'"  # noqa: S608
    kept = set(session.execute(text(listed)).scalars())
    for name in filter(kept.__contains__, names):
        yield f"INSERT INTO {name} OVERRIDING SYSTEM VALUE SELECT * FROM {KEPT}.{name}"  # noqa: S608


@contextmanager
def postgres_copy(server: str, template: str) -> Iterator[str]:
    """The address of a copy of the template, dropped at the end."""
    name = f"ofisi_test_{uuid4().hex[:12]}"
    with database(server, name, template) as url:
        # Nothing here must outlive a crash of the server, and each commit would wait for the disk.
        execute(server, "ALTER DATABASE {} SET synchronous_commit = off", name)
        yield url


def sqlite_copy(template: Path, folder: Path) -> str:
    """The address of a copy of the template in that folder."""
    shutil.copyfile(template, folder / "ofisi.db")
    return f"sqlite:///{folder}/ofisi.db"
