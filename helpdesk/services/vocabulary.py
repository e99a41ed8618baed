"""The words people here write, learnt in the background: by them slips of the pen are found."""

from __future__ import annotations

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from helpdesk.db import search
from helpdesk.db.desk_tables import search_word
from helpdesk.domain.process import Bookmark

BOOKMARK = "search_words"
AT_ONCE = 2000


def learn(session: Session) -> int:
    """Learn from the messages since last time; how many words were new.

    Run by one process at a time: two that learn the same word would wait for one another.
    """
    mark = session.get(Bookmark, BOOKMARK) or Bookmark(BOOKMARK, 0)
    words, mark.position = search.remember(session, mark.position, most=AT_ONCE)
    session.add(mark)
    new = words - _known(session, words)
    if new:
        session.execute(insert(search_word), search.both_ways(new))
    return len(new)


def forget(session: Session, texts: list[str]) -> None:
    """Forget the words of those texts; what others write too is learnt again."""
    words = sorted({word for text in texts for word in search.words_of(text)})
    for start in range(0, len(words), 500):
        some = words[start : start + 500]
        session.execute(delete(search_word).where(search_word.c.word.in_(some)))


def _known(session: Session, words: set[str]) -> set[str]:
    some = sorted(words)
    known: set[str] = set()
    for start in range(0, len(some), 500):
        found = select(search_word.c.word).where(search_word.c.word.in_(some[start : start + 500]))
        known.update(session.execute(found).scalars())
    return known
