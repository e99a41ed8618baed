"""Asking the search index: which tickets hold these words, the newest first.

SQLite's index can be read backwards and is left as soon as there is enough. PostgreSQL's gives
all that fit at once: so the newest rows are looked through first, then the two newest stretches
(`search_index`), then everything. A common word is found by the first, a rare one has little to
gather, and what lies between is had by the second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from helpdesk.db.search_index import HEAD_STRETCH, MESSAGE_STRETCH

MOST_FOUND = 200
WINDOW = 1000
"""So many of the newest rows are looked through one by one."""

ENOUGH = 50
"""With so many tickets found, older rows are not asked."""

Words = list[list[str]]
"""Each word in its spellings, of which one must stand there."""

_SQLITE = (
    """SELECT rowid FROM search_head WHERE search_head MATCH :sought ORDER BY rowid DESC""",
    """SELECT m.ticket_id FROM search_message s JOIN message m ON m.id = s.rowid
    WHERE s.search_message MATCH :sought ORDER BY s.rowid DESC""",
)

_NEWEST = """
SELECT {ticket} AS ticket FROM (
  SELECT id, words FROM {table} WHERE {scope} ORDER BY id DESC LIMIT :window) AS s {joined}
WHERE s.words @@ CAST(:sought AS tsquery)
"""
_MARKED = """
SELECT {ticket} AS ticket FROM {table} AS s {joined}
WHERE s.words @@ (CAST(:sought AS tsquery) && CAST(:marks AS tsquery))
GROUP BY 1 ORDER BY 1 DESC LIMIT :most
"""
_ALL = """
SELECT {ticket} AS ticket FROM {table} AS s {joined} WHERE s.words @@ CAST(:sought AS tsquery)
GROUP BY 1 ORDER BY 1 DESC LIMIT :most
"""
_PLACES = (
    {"table": "search_head", "ticket": "s.id", "joined": "", "stretch": HEAD_STRETCH},
    {
        "table": "search_message",
        "ticket": "m.ticket_id",
        "joined": "JOIN message m ON m.id = s.id",
        "stretch": MESSAGE_STRETCH,
    },
)


def matching(
    session: Session, words: Words, departments: list[int] | None, *, begins: bool
) -> list[int]:
    """Tickets in which each of the words stands, in one of its spellings; MOST_FOUND at most.

    `departments` are numbers; None is all. With `begins` the words may go on; a single letter
    is a word even then: nearly every text has a word that begins with it.
    """
    if departments == []:
        return []
    sqlite = session.get_bind().dialect.name == "sqlite"
    ask = _ask_sqlite if sqlite else _ask_postgres
    return sorted(ask(session, words, departments, begins), reverse=True)[:MOST_FOUND]


def _ask_sqlite(
    session: Session, words: Words, departments: list[int] | None, begins: bool
) -> set[int]:
    sought = _every(words, '"{}"*' if begins else '"{}"', '"{}"', " OR ", " AND ")
    if departments is not None:
        desks = " OR ".join(f'"{number}"' for number in departments)
        sought = f"words : ({sought}) AND desk : ({desks})"
    else:
        sought = f"words : ({sought})"
    found: set[int] = set()
    for question in _SQLITE:
        found.update(_first(session.execute(text(question), {"sought": sought})))
    return found


def _first(rows: Iterable[Any]) -> set[int]:
    """The first MOST_FOUND tickets; the database is asked for no more rows than it takes."""
    some: set[int] = set()
    for row in rows:
        some.add(int(row[0]))
        if len(some) >= MOST_FOUND:
            break
    return some


def _ask_postgres(
    session: Session, words: Words, departments: list[int] | None, begins: bool
) -> set[int]:
    sought = _every(words, "'{}':*" if begins else "'{}'", "'{}'", " | ", " & ")
    given: dict[str, Any] = {"sought": sought, "most": MOST_FOUND, "window": WINDOW}
    found: set[int] = set()
    for place in _PLACES:
        for question, more in _questions(session, place, departments):
            some = {int(row[0]) for row in session.execute(question, {**given, **more})}
            found.update(some)
            if len(some) >= ENOUGH:
                break
    return found


def _questions(
    session: Session, place: dict[str, Any], departments: list[int] | None
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """What to ask one table, one after the other, until there is enough."""
    scope = "true" if departments is None else "department_id IN :departments"
    newest = text(_NEWEST.format(scope=scope, **place))
    if departments is None:
        yield newest, {}
    else:
        expanding = newest.bindparams(bindparam("departments", expanding=True))
        yield expanding, {"departments": departments}
    last = session.execute(text(f"SELECT max(id) FROM {place['table']}")).scalar_one()  # noqa: S608
    stretch = int(last or 0) >> place["stretch"]
    desks = [""] if departments is None else departments
    if stretch > 1:
        marks = [f"'~{desk}.{each}'" for desk in desks for each in (stretch, stretch - 1)]
        yield text(_MARKED.format(**place)), {"marks": " | ".join(marks)}
    if departments is None:
        yield text(_ALL.format(**place)), {}
    else:
        marks = [f"'~{desk}'" for desk in departments]
        yield text(_MARKED.format(**place)), {"marks": " | ".join(marks)}


def _every(words: Words, one: str, letter: str, either: str, every: str) -> str:
    """All words, each in one of its spellings, in the database's own way of saying so."""
    return every.join(
        f"({either.join((one if len(word) > 1 else letter).format(word) for word in each)})"
        for each in words
    )
