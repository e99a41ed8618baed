"""Finding a part of a value: names, phones, and what the audit notes, by threes of letters.

A text holds `asha` only if it holds `ash` and `sha` (SQLite: FTS5's trigram tokenizer, since
3.34; PostgreSQL: an index over an array of them, which needs no extension). Parts of fewer than
three letters are not found this way.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

SHORTEST = 3

# Between the columns stands the end of a line, which nobody types into a search.
_JOINED = " || '\n' || "
# Of a ticket or an order the audit notes a bare number: those are asked for whole.
_NUMBERED = "substr({row}subject, 1, 7) = 'ticket:' OR substr({row}subject, 1, 6) = 'order:'"
PLACES = {
    "contact": ("{row}name", "coalesce({row}username, '')"),
    "customer_order": ("{row}phone",),
    "audit_entry": (
        "coalesce({row}old, '')",
        "coalesce({row}new, '')",
        f"CASE WHEN {_NUMBERED} THEN '' ELSE {{row}}subject END",
    ),
}
"""Where parts are sought: the texts of a table's row, kept together in one index."""

_COLUMNS = {
    "contact": "name, username",
    "customer_order": "phone",
    "audit_entry": "old, new, subject",
}
TABLES = tuple(f"part_of_{table}" for table in PLACES)


def holding(session: Session, table: str, part: str) -> Any:
    """The condition that a row of the table holds the part (three letters at least) in PLACES."""
    name = f"part_of_{table}"
    if session.get_bind().dialect.name == "sqlite":
        found = f"SELECT rowid FROM {name} WHERE {name} MATCH :{name}"  # noqa: S608 - our names
        quoted = part.replace('"', '""')
        return text(f"{table}.id IN ({found})").bindparams(**{name: f'"{quoted}"'})
    said = _said(table, f"{table}.")
    return text(f"search_parts({said}) @> search_parts(:{name})").bindparams(**{name: part})


def _said(table: str, row: str) -> str:
    return _JOINED.join(place.format(row=row) for place in PLACES[table])


def _in(table: str) -> str:
    return (
        f"INSERT INTO part_of_{table}(rowid, words) SELECT new.id, said "  # noqa: S608
        f"FROM (SELECT {_said(table, 'new.')} AS said) WHERE length(said) > {SHORTEST}"
    )


def _out(table: str) -> str:
    # What FTS5 keeps no copy of is taken out by saying again what was put in.
    return (
        f"INSERT INTO part_of_{table}(part_of_{table}, rowid, words) "  # noqa: S608
        f"SELECT 'delete', old.id, said FROM (SELECT {_said(table, 'old.')} AS said) "
        f"WHERE length(said) > {SHORTEST}"
    )


def _sqlite(table: str) -> tuple[str, ...]:
    name, said = f"part_of_{table}", _said(table, "")
    changed, both = f"UPDATE OF {_COLUMNS[table]}", f"{_out(table)}; {_in(table)}"
    from_rows = f"FROM (SELECT id, {said} AS said FROM {table}) WHERE length(said) > {SHORTEST}"  # noqa: S608
    return (
        f"CREATE VIRTUAL TABLE {name} USING fts5(words, content = '', tokenize = 'trigram')",
        f"CREATE TRIGGER {name}_in AFTER INSERT ON {table} BEGIN {_in(table)}; END",
        f"CREATE TRIGGER {name}_up AFTER {changed} ON {table} BEGIN {both}; END",
        f"CREATE TRIGGER {name}_out AFTER DELETE ON {table} BEGIN {_out(table)}; END",
        f"INSERT INTO {name}(rowid, words) SELECT id, said {from_rows}",
    )


def _sqlite_down(table: str) -> tuple[str, ...]:
    triggers = tuple(f"DROP TRIGGER part_of_{table}_{name}" for name in ("in", "up", "out"))
    return (*triggers, f"DROP TABLE part_of_{table}")


def _postgres(table: str) -> str:
    said = _said(table, "")
    return (
        f"CREATE INDEX part_of_{table} ON {table} USING gin (search_parts({said})) "
        "WITH (fastupdate = off)"
    )


SQLITE = tuple(statement for table in PLACES for statement in _sqlite(table))
SQLITE_DOWN = tuple(statement for table in PLACES for statement in _sqlite_down(table))
_GRAMS = f"""SELECT array_agg(DISTINCT substr(lower(said), i, {SHORTEST}))
  FROM generate_series(1, length(said) - {SHORTEST - 1}) AS i"""  # noqa: S608 - our numbers
POSTGRES = (
    f"""CREATE FUNCTION search_parts(said text) RETURNS text[]
      IMMUTABLE LANGUAGE sql AS $$ {_GRAMS} $$""",
    *map(_postgres, PLACES),
)
POSTGRES_DOWN = (
    *(f"DROP INDEX part_of_{table}" for table in PLACES),
    "DROP FUNCTION search_parts(text)",
)
