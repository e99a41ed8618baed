"""The connection to the database: one `Database` per process, opened in its `main`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from helpdesk.db.mapping import map_domain

BUSY_TIMEOUT_MS = 5000
CACHE_KIB = 16_000
"""So much of the file a connection keeps at most. SQLite's own 2 MB hold no index of a large
database, and what is not held is fetched anew. It is not mapped into memory instead: there a
fault of the disk ends the process (sqlite.org/mmap.html), where a read says so.
"""
DatabaseError = SQLAlchemyError
"""What doors catch when the database does not answer; they may not import sqlalchemy."""

__all__ = ["Database", "DatabaseError", "Session"]


class Database:
    """Sessions on one database URL. SQLite and PostgreSQL behave alike from here on."""

    def __init__(self, url: str) -> None:
        map_domain()
        self.url = url
        self.engine = _engine(url)
        # SQLite upgrades a reader to a writer only if nobody wrote in between, whatever the
        # busy timeout; so who means to write says so first (simonwillison.net/2025/Feb/17).
        self.writing = self.engine.execution_options(ofisi_begin="BEGIN IMMEDIATE")

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """A session that may write: committed at the end, rolled back by any exception."""
        with (
            Session(self.writing, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads; nothing it changes is kept."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    def answers(self) -> bool:
        """Whether the database answers a question now."""
        try:
            with self.reading() as session:
                session.execute(text("SELECT 1"))
        except DatabaseError:
            return False
        return True

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def _engine(url: str) -> Engine:
    address = make_url(url)
    if address.drivername == "postgresql":
        # Each SQLAlchemy has another driver in mind for a plain postgresql://; ours is one.
        address = address.set(drivername="postgresql+psycopg2")
    if address.get_backend_name() != "sqlite":
        return create_engine(address, pool_pre_ping=True, hide_parameters=True)
    _make_folder(url)
    engine = create_engine(
        url,
        # An error that quotes its parameters would write customers' words into the log.
        hide_parameters=True,
        connect_args={"timeout": BUSY_TIMEOUT_MS / 1000, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_folder(url: str) -> None:
    file = make_url(url).database
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own idea of when to begin is switched off: we begin (see _begin_sqlite).
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"cache_size=-{CACHE_KIB}",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Any) -> None:
    begin = connection.get_execution_options().get("ofisi_begin", "BEGIN")
    connection.exec_driver_sql(begin)
