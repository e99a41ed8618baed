"""Writing where another process may be writing at this very moment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from helpdesk.db.rows import changed


def add(session: Session, table: Table, row: Mapping[str, object]) -> bool:
    """Insert the row unless a unique key of it is taken; True if it is new.

    A failed insert would abort the whole transaction on PostgreSQL, so the database is asked
    to step over it instead. Both databases understand the same clause.
    """
    dialect: Any = {"sqlite": sqlite, "postgresql": postgresql}[session.get_bind().dialect.name]
    statement = dialect.insert(table).values(**row).on_conflict_do_nothing()
    return changed(session, statement) == 1
