"""Finding tickets by what was typed: words, beginnings of words, numbers, and slips of the pen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import and_, func, select, union
from sqlalchemy.orm import Session

from helpdesk.db import desk_tables, tables
from helpdesk.db.matching import ENOUGH, MOST_FOUND, matching
from helpdesk.domain.reference import read_reference

MOST_WORDS = 6
CALLING_CODES = ("255", "254", "256")
"""Tanzania, Kenya, Uganda: a number typed with its zero is sought with each of them."""

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\+?\d[\d\s-]{6,}\d")


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
    found = matching(session, typed_words, departments, begins=False)
    if len(found) < ENOUGH:
        more = matching(session, typed_words, departments, begins=True)
        found = sorted({*found, *more}, reverse=True)[:MOST_FOUND]
    if found:
        return found
    near = [_near(session, word) for word in words]
    if len(words) == 1:  # it stands nowhere, as was just seen
        near = [[each for each in near[0] if each != words[0]]]
    if not all(near):
        return []
    whole = matching(session, near, departments, begins=False)
    # One word with a slip and another half typed, or a number without its end.
    half = not whole and (len(words) > 1 or words[0].isdigit())
    return matching(session, near, departments, begins=True) if half else whole


def both_ways(words: Iterable[str]) -> list[dict[str, str]]:
    """Rows of the vocabulary: each word, and backwards, so that it is found by its end too."""
    return [{"word": word, "backwards": word[::-1]} for word in sorted(words)]


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
    return [word, *known_near(session, word)]


def known_near(session: Session, word: str) -> Iterator[str]:
    """Words of the vocabulary one slip away.

    A slip at neither end leaves the first half of a word and its last letter, or the last half
    and its first letter; one at an end leaves all the rest; and swaps can be spelt out. So few
    words are read, however many there are.
    """
    known: Any = desk_tables.search_word.c
    half, lengths = len(word) // 2, range(len(word) - 1, len(word) + 2)
    swapped = [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)]
    found = (
        known.word.in_(swapped),
        _begins(known.word, word[:-1]),
        _begins(known.backwards, word[:0:-1]),
        and_(_begins(known.word, word[:half]), _last(known.word) == word[-1]),
        and_(_begins(known.backwards, word[half:][::-1]), _last(known.backwards) == word[0]),
    )
    every = union(*(select(known.word).where(each) for each in found)).subquery()
    near = select(every.c.word).where(func.length(every.c.word).in_(lengths))
    return (each for each in session.execute(near).scalars() if one_slip(each, word))


def _last(column: Any) -> Any:
    return func.substr(column, func.length(column), 1)


def _begins(column: Any, letters: str) -> Any:
    return and_(column >= letters, column < letters[:-1] + chr(ord(letters[-1]) + 1))


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
