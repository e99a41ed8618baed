"""Asking the search index: which tickets hold these words, the newest first.

SQLite's index can be read backwards and is left as soon as there is enough. PostgreSQL's gives
all that fit at once: so the newest rows are looked through first, then the two newest stretches
(`search_index`), then everything. A common word is found by the first, a rare one has little to
gather, and what lies between is had by the second.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from helpdesk.db.search_index import HEAD_STRETCH, MESSAGE_STRETCH

MOST_FOUND = 200
WINDOW = 1000
"""So many of the newest rows are looked through one by one."""

ENOUGH = 50
"""With so many tickets found, older rows and looser fits are not sought: nobody reads further
down.
"""

NO_LIMIT = -1

Words = list[list[str]]
"""Each word in its spellings, of which one must stand there."""

_SQLITE = {
    "search_head": """SELECT s.rowid, t.department_id FROM search_head s
      JOIN ticket t INDEXED BY search_head_place ON t.id = s.rowid
      WHERE s.search_head MATCH :sought ORDER BY s.rowid DESC LIMIT :window""",
    "search_message": """SELECT m.ticket_id, t.department_id FROM search_message s
      JOIN message m INDEXED BY search_message_place ON m.id = s.rowid
      JOIN ticket t INDEXED BY search_head_place ON t.id = m.ticket_id
      WHERE s.search_message MATCH :sought ORDER BY s.rowid DESC LIMIT :window""",
}
LOOKED_AT = 200
"""So many hits are looked at one by one for a department's. If too few are, the department's mark
is sought too, which goes through its rows, but from the newest back: the more it has, the longer
that takes, and the sooner the first look is enough.
"""

# The index is to be asked first, whatever PostgreSQL thinks of the words: it knows the common
# ones only, and takes all others for a hundredth of everything.
_NEWEST = """
SELECT ticket_id FROM (
  SELECT ticket_id, words FROM {table} WHERE {scope} ORDER BY id DESC LIMIT :window) AS newest
WHERE words @@ CAST(:sought AS tsquery)
"""
_FOUND = """
WITH found AS MATERIALIZED (SELECT ticket_id FROM {table} WHERE words @@ {sought})
SELECT DISTINCT ticket_id FROM found ORDER BY ticket_id DESC LIMIT :most
"""
_ALL = "CAST(:sought AS tsquery)"
_MARKED = "(CAST(:sought AS tsquery) && CAST(:marks AS tsquery))"
_PLACES = {"search_head": HEAD_STRETCH, "search_message": MESSAGE_STRETCH}


def matching(
    session: Session, words: Words, departments: list[int] | None, *, begins: bool
) -> list[int]:
    """Tickets in which each of the words stands, in one of its spellings; MOST_FOUND at most.

    `departments` are numbers; None is all. The first spelling is what was typed; with `begins`
    it may go on, and what holds it as a whole word, found before, may be left out.
    """
    if departments == []:
        return []
    sqlite = session.get_bind().dialect.name == "sqlite"
    ask = _ask_sqlite if sqlite else _ask_postgres
    return sorted(ask(session, words, departments, begins), reverse=True)[:MOST_FOUND]


def _ask_sqlite(
    session: Session, words: Words, departments: list[int] | None, begins: bool
) -> set[int]:
    whole, going_on = (
        _every(words, each, '"{}"', '"{}"*', " OR ", " AND ") for each in (False, True)
    )
    # Whole words were sought before: sought again, they would only be gone through twice.
    sought = f"words : (({going_on}) NOT ({whole}))" if begins else f"words : ({whole})"
    found: set[int] = set()
    for question in map(text, _SQLITE.values()):
        most = NO_LIMIT if departments is None else LOOKED_AT
        hits = session.execute(question, {"sought": sought, "window": most})
        some, all_seen = _first(hits, departments, most)
        if not all_seen and departments is not None:
            desks = " OR ".join(f'"{number}"' for number in departments)
            marked = f"{sought} AND desk : ({desks})"
            hits = session.execute(question, {"sought": marked, "window": NO_LIMIT})
            some, _ = _first(hits, departments, NO_LIMIT)
        found.update(some)
    return found


def _first(rows: Any, departments: list[int] | None, most: int) -> tuple[set[int], bool]:
    """The first MOST_FOUND tickets (no more rows are asked for), and whether that is enough: all
    there are, or ENOUGH.
    """
    some: set[int] = set()
    count = 0
    # A few at a time: one by one takes longer, and all at once reads further than is needed.
    for row in chain.from_iterable(rows.partitions(ENOUGH)):
        count += 1
        if departments is None or row[1] in departments:
            some.add(int(row[0]))
        if len(some) >= MOST_FOUND:
            return some, True
    return some, len(some) >= ENOUGH or count != most


def _ask_postgres(
    session: Session, words: Words, departments: list[int] | None, begins: bool
) -> set[int]:
    sought = _every(words, begins, "'{}'", "'{}':*", " | ", " & ")
    given: dict[str, Any] = {"sought": sought, "most": MOST_FOUND, "window": WINDOW}
    found: set[int] = set()
    for table, stretch in _PLACES.items():
        for question, more in _questions(session, table, stretch, departments):
            some = {int(row[0]) for row in session.execute(question, {**given, **more})}
            found.update(some)
            if len(some) >= ENOUGH:
                break
    return found


def _questions(
    session: Session, table: str, stretch: int, departments: list[int] | None
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """What to ask one table, one after the other, until there is enough."""
    scope = "true" if departments is None else "department_id IN :departments"
    newest = text(_NEWEST.format(scope=scope, table=table))
    if departments is None:
        yield newest, {}
    else:
        expanding = newest.bindparams(bindparam("departments", expanding=True))
        yield expanding, {"departments": departments}
    marked = text(_FOUND.format(table=table, sought=_MARKED))
    last = session.execute(text(f"SELECT max(id) FROM {table}")).scalar_one()  # noqa: S608
    newest_stretch = int(last or 0) >> stretch
    desks = [""] if departments is None else list(map(str, departments))
    if newest_stretch > 1:
        both = (newest_stretch, newest_stretch - 1)
        yield marked, {"marks": " | ".join(f"'~{desk}.{each}'" for desk in desks for each in both)}
    if departments is None:
        yield text(_FOUND.format(table=table, sought=_ALL)), {}
    else:
        yield marked, {"marks": " | ".join(f"'~{desk}'" for desk in departments)}


def _every(words: Words, begins: bool, one: str, more: str, either: str, every: str) -> str:
    """All words, each in one of its spellings, in the database's own way of saying so."""
    return every.join(
        "("
        + either.join(
            (more if begins and _may_go_on(each, place) else one).format(word)
            for place, word in enumerate(each)
        )
        + ")"
        for each in words
    )


def _may_go_on(spellings: list[str], place: int) -> bool:
    """What was typed may be a beginning, and so may a number; words of the vocabulary are whole.

    A single letter is a word: nearly every text has one that begins with it.
    """
    word = spellings[place]
    return len(word) > 1 and (place == 0 or word.isdigit())
