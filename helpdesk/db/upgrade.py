"""Bringing a database to the newest shape, and saying whether it is."""

from __future__ import annotations

import warnings
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from helpdesk.db import search_index
from helpdesk.db.engine import Database
from helpdesk.db.listings import metadata

LOOKED_AT = 1000
"""So many rows of each index are looked at, so that it takes moments."""


def upgrade(database: Database, to: str = "head") -> None:
    """Run the migrations up to `to`. Nothing happens where they have all run."""
    with database.writing.begin() as connection:
        command.upgrade(_config(connection), to)
    _look_over(database)


def downgrade(database: Database, to: str = "base") -> None:
    """Undo the migrations down to `to`, with the data they hold."""
    with database.writing.begin() as connection:
        command.downgrade(_config(connection), to)


def is_current(database: Database) -> bool:
    """Whether every migration has run on this database."""
    newest = ScriptDirectory.from_config(_config(None)).get_current_head()
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest


def differences(database: Database) -> list[object]:
    """What the tables in code have and the migrated database has not, or the other way."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _ours})
        with warnings.catch_warnings():
            # What an index over an expression looks like is not read back; it is not compared.
            warnings.filterwarnings("ignore", "Skipped unsupported reflection")
            return list(compare_metadata(context, metadata))


def _look_over(database: Database) -> None:
    """Let SQLite count roughly what is in its indexes: it never does so by itself, and without
    that it guesses which of them is the short way (sqlite.org/lang_analyze.html, section 4.1).
    """
    if database.engine.dialect.name == "sqlite":
        with database.writing.begin() as connection:
            connection.exec_driver_sql(f"PRAGMA analysis_limit = {LOOKED_AT}")
            connection.exec_driver_sql("ANALYZE")


def _ours(name: str | None, _kind: str, _parents: object) -> bool:
    """Whether the tables in code should know it: the search index is the migrations' alone."""
    return not str(name).startswith((*search_index.TABLES, "sqlite_stat"))


def _config(connection: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config
