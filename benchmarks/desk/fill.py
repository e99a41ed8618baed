"""Filling an empty database with very many rows, as fast as each kind of database takes them."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from benchmarks.desk import people
from benchmarks.desk.people import ADMIN, AGENT, NOW, STAFF, THEIRS, World
from benchmarks.desk.rows import COLUMNS, Batch, Writer, customers
from helpdesk.db import search, search_index, tables
from helpdesk.db.engine import Database
from helpdesk.db.upgrade import upgrade
from helpdesk.domain.desk import SavedFilter
from helpdesk.domain.enums import Language, Role
from helpdesk.domain.staff import StaffMember
from helpdesk.services import company, staff

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "kipimo-cha-kasi-tu"  # noqa: S105 - a throw-away database's
BATCH = 5000


def fill(database: Database, size: int, per_ticket: int) -> World:
    """So many tickets with their customers, messages, orders and audit, in a migrated database.

    The search index is taken down first and built at the end, as its migration builds it: row by
    row it would be the same, and take an hour.
    """
    started = time.perf_counter()
    world = _people(database, size, per_ticket)
    load = _copy if database.engine.dialect.name == "postgresql" else _insert
    with database.writing.connect() as connection:
        # What refers to what is right by making; checking it row by row takes most of the time.
        connection.connection.cursor().execute(_UNCHECKED[database.engine.dialect.name])
        with connection.begin():
            _prepare(database, connection)
        for batch in _batches(world):
            with connection.begin():
                load(connection.connection, batch)
        with connection.begin():
            _finish(database, connection, world)
        connection.connection.cursor().execute(_CHECKED[database.engine.dialect.name])
    _look_over(database)
    _say(f"filled {size} tickets in {time.perf_counter() - started:.0f} s", end="\n")
    return world


_UNCHECKED = {
    "sqlite": "PRAGMA foreign_keys = OFF",
    "postgresql": "SET session_replication_role = replica",
}
_CHECKED = {
    "sqlite": "PRAGMA foreign_keys = ON",
    "postgresql": "SET session_replication_role = origin",
}


def _batches(world: World) -> Iterable[Batch]:
    for start in range(0, world.customers, BATCH):
        yield customers(world, range(start + 1, min(start + BATCH, world.customers) + 1))
    writer = Writer(world)
    for start in range(0, world.size, BATCH):
        _say(f"{start} of {world.size} tickets", end="\r")
        yield writer.tickets(range(start, min(start + BATCH, world.size)))


def _people(database: Database, size: int, per_ticket: int) -> World:
    with database.begin() as session:
        company.load(session, ROOT / "company", now=NOW)
        for username, role, codes in (
            (ADMIN, Role.ADMIN, ()),
            (AGENT, Role.AGENT, (THEIRS,)),
        ):
            staff.add(
                session,
                username=username,
                name=username,
                password=PASSWORD,
                role=role,
                departments=codes,
                language=Language.SW,
                now=NOW,
            )
        busy = list(people.BUSY)
        for number in range(3, STAFF + 1):
            session.add(_colleague(number, busy[number % len(busy)]))
        session.add(SavedFilter(1, "Haraka", "tab=all&priority=urgent", NOW))
        session.add(SavedFilter(2, "Haraka", "tab=all&priority=urgent", NOW))
        session.flush()
        found = tables.department.c.code, tables.department.c.id
        departments = {row[0]: row[1] for row in session.execute(select(*found))}
        priced = select(tables.product.c.id, tables.product.c.price)
        products = [(row[0], row[1]) for row in session.execute(priced)]
    return World(size, per_ticket, {c: departments[c] for c in people.BUSY}, products)


def _colleague(number: int, code: str) -> StaffMember:
    return StaffMember(
        username=f"mtu{number}",
        name=f"Mtu {number}",
        password_hash="-",  # noqa: S106 - nobody signs in with it
        role=Role.LEAD if number % 9 == 0 else Role.AGENT,
        language=Language.SW,
        departments=code,
        created_at=NOW,
    )


def _prepare(database: Database, connection: Any) -> None:
    postgres = database.engine.dialect.name == "postgresql"
    down = search_index.POSTGRES_DOWN if postgres else search_index.SQLITE_DOWN
    for statement in down:
        connection.execute(text(statement))
    if postgres:
        connection.exec_driver_sql("SET timezone = 'UTC'")


def _finish(database: Database, connection: Any, world: World) -> None:
    postgres = database.engine.dialect.name == "postgresql"
    words = {word for said in world.heard for word in search.words_of(said)}
    _say(f"learning {len(words)} words          ", end="\r")
    load = _copy if postgres else _insert
    load(connection.connection, search_words(words))
    _say("building the search index          ", end="\r")
    for statement in search_index.POSTGRES if postgres else search_index.SQLITE:
        connection.execute(text(statement))
    if postgres:
        for table in tables.metadata.sorted_tables:
            if "id" in table.c and table.name in COLUMNS:
                connection.execute(text(_SEQUENCE.format(table=table.name)))


_SEQUENCE = """
SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT coalesce(max(id), 1) FROM {table}))
"""


def search_words(words: set[str]) -> Batch:
    """The rows of the vocabulary."""
    return {"search_word": [(row["word"], row["backwards"]) for row in search.both_ways(words)]}


def _look_over(database: Database) -> None:
    """What happens at the next start, and by itself in the course of PostgreSQL's work."""
    upgrade(database)
    if database.engine.dialect.name == "postgresql":
        with database.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(_VACUUM)


_VACUUM = text("VACUUM ANALYZE")


def _insert(raw: Any, batch: Batch) -> None:
    for table, rows in batch.items():
        names = columns(table)
        marks = ", ".join("?" * len(names))
        raw.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)  # noqa: S608


def _copy(raw: Any, batch: Batch) -> None:
    with raw.cursor() as cursor:
        for table, rows in batch.items():
            lines = io.StringIO("".join("\t".join(map(_cell, row)) + "\n" for row in rows))
            cursor.copy_expert(f"COPY {table} ({', '.join(columns(table))}) FROM STDIN", lines)


def columns(table: str) -> Sequence[str]:
    """The columns that are filled."""
    return COLUMNS[table].split() if table in COLUMNS else ("word", "backwards")


def _cell(value: Any) -> str:
    if value is None:
        return "\\N"
    return str(int(value)) if isinstance(value, bool) else str(value)


def _say(progress: str, *, end: str) -> None:
    print(f"  {progress}", end=end, flush=True, file=sys.stderr)
