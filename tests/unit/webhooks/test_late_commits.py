"""PostgreSQL numbers entries before they are committed: none is passed over for that."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select

from helpdesk.db.desk_tables import webhook_delivery
from helpdesk.db.engine import Database, Session
from helpdesk.services import audit, webhook_events, webhooks
from tests.cast import SALMA
from tests.factories import make_complaint, make_contact, make_staff
from tests.unit.webhooks.conftest import ALL, URL

pytestmark = pytest.mark.parametrize("shop_url", ["postgres"], indirect=True)


@pytest.fixture
def ticket(database: Database, now: datetime) -> str:
    """A ticket of which a webhook is told from now on."""
    with database.begin() as session:
        ticket = make_complaint(session, make_contact(session, now=now), now=now)
        salma = make_staff(session, SALMA, now=now)
        session.flush()
        webhooks.make(session, salma, webhooks.read("Stoo", URL, ALL), now=now)
    return f"ticket:{ticket.id}"


def note(session: Session, what: str, ticket: str, now: datetime) -> int:
    entry = audit.record(session, who="system", what=what, subject=ticket, now=now)
    session.flush()
    return entry.id or 0


def told(database: Database, now: datetime) -> list[str]:
    with database.begin() as session:
        webhook_events.collect(session, now=now)
    with database.reading() as session:
        found = select(webhook_delivery.c.event).order_by(webhook_delivery.c.entry_id)
        return list(session.execute(found).scalars())


@pytest.mark.postgres
def test_what_is_committed_after_later_numbers_is_told_too(
    database: Database, ticket: str, now: datetime
) -> None:
    later = now + webhook_events.LATEST * 0.9
    with database.begin() as slow:
        low = note(slow, "ticket.replied", ticket, now)
        with database.begin() as quick:
            high = note(quick, "ticket.noted", ticket, now)
        assert low < high
        assert told(database, now) == ["ticket.noted"]
        assert told(database, later) == ["ticket.noted"]

    assert told(database, later) == ["ticket.replied", "ticket.noted"]
