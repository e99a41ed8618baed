"""Bringing a database to the newest shape, and saying whether it is."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from helpdesk.db import search_index
from helpdesk.db.engine import Database
from helpdesk.db.tables import metadata


def upgrade(database: Database, to: str = "head") -> None:
    """Run the migrations up to `to`. Nothing happens where they have all run."""
    with database.writing.begin() as connection:
        command.upgrade(_config(connection), to)


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
        return list(compare_metadata(context, metadata))


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether the tables in code should know it: the search index is the migrations' alone."""
    return kind != "table" or not str(name).startswith(search_index.TABLES)


def _config(connection: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config
