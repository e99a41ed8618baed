"""Finding tickets by what was typed: words, beginnings of words, numbers, and slips of the pen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Session

from helpdesk.db import desk_tables, tables
from helpdesk.domain.reference import read_reference

MOST_FOUND = 200
MOST_WORDS = 6
CALLING_CODES = ("255", "254", "256")
"""Tanzania, Kenya, Uganda: a number typed with its zero is sought with each of them."""

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\+?\d[\d\s-]{6,}\d")

# The newest first, and no more than a page can show: SQLite's index is read only that far.
_SQLITE = """
SELECT t.id FROM search_head s JOIN ticket t ON t.id = s.rowid
WHERE s.search_head MATCH :sought {scope} ORDER BY s.rowid DESC LIMIT :most
"""
_SQLITE_SAID = """
SELECT t.id FROM search_message s JOIN message m ON m.id = s.rowid
JOIN ticket t ON t.id = m.ticket_id
WHERE s.search_message MATCH :sought {scope} ORDER BY s.rowid DESC LIMIT :most
"""
# PostgreSQL's index gives all at once, in no order. A common word is among the newest rows
# anyway, so those are read first; a rare one is then quickly had from the index.
_NEWEST = """
SELECT t.id FROM search_head s JOIN ticket t ON t.id = s.ticket_id
WHERE s.words @@ to_tsquery('simple', :sought) {scope}
  AND s.ticket_id > (SELECT max(id) FROM ticket) - :window
ORDER BY s.ticket_id DESC LIMIT :most
"""
_NEWEST_SAID = """
SELECT t.id FROM search_message s JOIN message m ON m.id = s.message_id
JOIN ticket t ON t.id = m.ticket_id
WHERE s.words @@ to_tsquery('simple', :sought) {scope}
  AND s.message_id > (SELECT max(id) FROM message) - :window
ORDER BY s.message_id DESC LIMIT :most
"""
_ALL = """
WITH found AS MATERIALIZED (
  SELECT ticket_id FROM search_head WHERE words @@ to_tsquery('simple', :sought))
SELECT t.id FROM found JOIN ticket t ON t.id = found.ticket_id
WHERE true {scope} ORDER BY t.id DESC LIMIT :most
"""
_ALL_SAID = """
WITH found AS MATERIALIZED (
  SELECT message_id FROM search_message WHERE words @@ to_tsquery('simple', :sought))
SELECT t.id FROM found JOIN message m ON m.id = found.message_id
JOIN ticket t ON t.id = m.ticket_id
WHERE true {scope} ORDER BY m.id DESC LIMIT :most
"""
_QUESTIONS = {
    "sqlite": ((_SQLITE,), (_SQLITE_SAID,)),
    "postgresql": ((_NEWEST, _ALL), (_NEWEST_SAID, _ALL_SAID)),
}
WINDOW = 20_000
ENOUGH = 50
"""With so many found, older and looser fits are not sought: nobody reads further down."""

_SCOPED = "AND t.department_id IN :departments"


def ticket_ids(session: Session, typed: str, departments: list[int] | None) -> list[int]:
    """Numbers of the tickets the words fit, the newest first; at most MOST_FOUND, and only of
    those departments (ids; None is all).

    All words must stand in one message, or in what is known of the ticket and its customer.
    Whole words are sought first, then words that begin so; if nothing fits, words that differ
    by one letter.
    """
    exact = _by_reference(session, typed)
    if exact:
        return exact
    words = _words_of(typed)
    if not words:
        return []
    typed_words = [[word] for word in words]
    found = _matching(session, typed_words, departments, begins=False)
    if len(found) < ENOUGH:
        more = _matching(session, typed_words, departments, begins=True)
        found = sorted({*found, *more}, reverse=True)[:MOST_FOUND]
    if found:
        return found
    near = [_near(session, word) for word in words]
    # Words of the vocabulary are whole ones; a number may have been typed only in part.
    whole = _matching(session, near, departments, begins=False)
    return whole or _matching(session, near, departments, begins=True)


def words_of(said: str) -> set[str]:
    """The words of a text worth remembering for slips of the pen: letters only, four or more."""
    found = _WORD.findall(_plain(said))
    return {word[:64] for word in found if len(word) >= 4 and word.isalpha()}


def _by_reference(session: Session, typed: str) -> list[int]:
    spelled = read_reference(typed)
    if spelled is None:
        return []
    ticket, order = tables.ticket.c, tables.customer_order.c
    ordered = select(order.id).where(order.reference == spelled).scalar_subquery()
    found = select(ticket.id).where((ticket.reference == spelled) | (ticket.order_id == ordered))
    return list(session.execute(found).scalars())


def _matching(
    session: Session, words: list[list[str]], departments: list[int] | None, *, begins: bool
) -> list[int]:
    """Tickets in which each of the words stands, in one of its spellings."""
    dialect = session.get_bind().dialect.name
    given: dict[str, Any] = {
        "sought": _sought(words, dialect, begins),
        "most": MOST_FOUND,
        "window": WINDOW,
    }
    if departments is not None:
        given["departments"] = departments
    found: set[int] = set()
    for questions in _QUESTIONS[dialect]:
        for question in questions:
            some = _ask(session, question, given)
            found.update(some)
            if len(some) >= ENOUGH:
                break
    return sorted(found, reverse=True)[:MOST_FOUND]


def _sought(words: list[list[str]], dialect: str, begins: bool) -> str:
    if dialect == "sqlite":
        one, either, every = '"{}"*' if begins else '"{}"', " OR ", " AND "
    else:
        one, either, every = "{}:*" if begins else "{}", " | ", " & "
    return every.join(f"({either.join(map(one.format, each))})" for each in words)


def _ask(session: Session, question: str, given: dict[str, Any]) -> list[int]:
    scoped = "departments" in given
    asked = text(question.format(scope=_SCOPED if scoped else ""))
    if scoped:
        asked = asked.bindparams(bindparam("departments", expanding=True))
    known = {name: value for name, value in given.items() if f":{name}" in asked.text}
    return [int(row[0]) for row in session.execute(asked, known)]


def _words_of(typed: str) -> list[str]:
    number = _NUMBER.search(typed)
    if number:
        joined = re.sub(r"\D", "", number[0])
        typed = f"{typed[: number.start()]} {joined} {typed[number.end() :]}"
    return _WORD.findall(_plain(typed))[:MOST_WORDS]


def _near(session: Session, word: str) -> list[str]:
    """The word, the same number with a calling code, and known words one slip away."""
    if word.isdigit():
        local = word[1:] if word.startswith("0") else ""
        return [word, *(f"{code}{local}" for code in CALLING_CODES if local)]
    if len(word) < 4 or not word.isalpha():
        return [word]
    return [word, *_known_near(session, word)]


def _known_near(session: Session, word: str) -> Iterator[str]:
    column = desk_tables.search_word.c.word
    begins = select(column).where(column >= word[0], column < chr(ord(word[0]) + 1))
    for known in session.execute(begins).scalars():
        if abs(len(known) - len(word)) <= 1 and one_slip(known, word):
            yield known


def one_slip(one: str, other: str) -> bool:
    """Whether one letter was left out, added, changed, or two beside each other swapped."""
    if len(one) > len(other):
        one, other = other, one
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    swapped = one[start + 1 : start + 2] + one[start : start + 1] + one[start + 2 :]
    return one[start + 1 :] == other[start + 1 :] or swapped == other[start:]


def _plain(said: str) -> str:
    letters = unicodedata.normalize("NFKD", said.lower())
    return "".join(each for each in letters if not unicodedata.combining(each))


def remember(session: Session, since: int, *, most: int) -> tuple[set[str], int]:
    """The words of the messages after that number, and the number of the last one read."""
    message: Any = tables.message.c
    found = (
        select(message.id, message.text).where(message.id > since).order_by(message.id).limit(most)
    )
    rows = session.execute(found).all()
    words = {word for _, said in rows for word in words_of(said)}
    return words, int(rows[-1][0]) if rows else since
