"""PostgreSQL databases for a run of the tests: made, named, dropped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg2
from psycopg2 import sql
from sqlalchemy.engine import make_url


@contextmanager
def database(server: str, name: str, template: str = "template1") -> Iterator[str]:
    """The address of a fresh database of that name on that server, dropped at the end."""
    execute(server, f"CREATE DATABASE {{}} TEMPLATE {template}", name)
    try:
        yield address(server, name)
    finally:
        # A process that a test killed may have left its connection open.
        execute(server, "DROP DATABASE {} WITH (FORCE)", name)


def address(server: str, name: str) -> str:
    """The address of the database of that name on the server."""
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def execute(server: str, statement: str, name: str) -> None:
    """Run a statement about a database, outside of any transaction."""
    plain = make_url(server).set(drivername="postgresql").render_as_string(hide_password=False)
    with closing(psycopg2.connect(plain)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(sql.Identifier(name)))
