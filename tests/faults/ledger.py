"""The books at the end of a fault test: what came in, what became of it, what went out."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import func, select

from helpdesk.db.engine import Database
from helpdesk.db.tables import inbox, outbox, ticket
from helpdesk.domain.enums import InboxStatus, OutboxStatus


def statuses(database: Database) -> Counter[str]:
    """How many updates stand where."""
    with database.reading() as session:
        return Counter(str(status) for status in session.execute(select(inbox.c.status)).scalars())


def all_done(database: Database, count: int) -> bool:
    """Whether so many updates are in the inbox, and every one is done."""
    return statuses(database) == {str(InboxStatus.DONE): count}


def tickets_by_source(database: Database) -> Counter[str]:
    """How many tickets each update led to."""
    with database.reading() as session:
        return Counter(session.execute(select(ticket.c.source_key)).scalars())


def unsent(database: Database) -> int:
    """Deliveries that are not with Telegram, for all we know."""
    with database.reading() as session:
        waiting = select(func.count()).where(outbox.c.status != OutboxStatus.SENT)
        return int(session.execute(waiting).scalar_one())


def resent(database: Database) -> int:
    """How often a delivery that may have arrived was sent again; each of these is flagged."""
    with database.reading() as session:
        again = select(func.coalesce(func.sum(outbox.c.attempts - 1), 0))
        flagged = again.where(outbox.c.may_repeat.is_(True))
        return int(session.execute(flagged).scalar_one())
