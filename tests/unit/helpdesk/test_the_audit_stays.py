"""The database itself keeps the audit: entries are added, and never changed or taken away."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import DBAPIError

from helpdesk.db import audit_guard
from helpdesk.db.engine import Database
from helpdesk.db.tables import audit_entry
from helpdesk.services import audit


@pytest.fixture
def noted(database: Database, now: datetime) -> Database:
    with database.begin() as session:
        who, subject = "staff:1", "ticket:1"
        audit.record(
            session, who=who, what="ticket.claimed", subject=subject, now=now, old="a", new="b"
        )
    return database


@pytest.mark.parametrize(
    "change",
    [{"who": "staff:2"}, {"what": "ticket.x"}, {"subject": "ticket:2"}, {"new": "c"}, {"old": ""}],
)
def test_it_refuses_to_change_an_entry(noted: Database, change: dict[str, str]) -> None:
    with pytest.raises(DBAPIError, match="only ever added"), noted.begin() as session:
        session.execute(update(audit_entry).values(**change))


def test_it_refuses_another_time(noted: Database, now: datetime) -> None:
    with pytest.raises(DBAPIError, match="only ever added"), noted.begin() as session:
        session.execute(update(audit_entry).values(at=now + timedelta(days=1)))


def test_it_refuses_to_let_an_entry_go(noted: Database) -> None:
    with pytest.raises(DBAPIError, match="only ever added"), noted.begin() as session:
        session.execute(text("DELETE FROM audit_entry"))


def test_a_value_may_be_emptied_for_who_is_erased(noted: Database) -> None:
    with noted.begin() as session:
        session.execute(update(audit_entry).values(old=None, new=None))
    with noted.reading() as session:
        assert session.execute(select(audit_entry.c.old, audit_entry.c.new)).one() == (None, None)


def test_entries_go_when_their_time_is_over_and_no_sooner(noted: Database, now: datetime) -> None:
    with noted.begin() as session:
        audit.record(session, who="system", what="x", subject="y", now=now + timedelta(days=2))
        audit_guard.let_go(session, now + timedelta(days=1))
        session.execute(delete(audit_entry).where(audit_entry.c.at <= now))
    with pytest.raises(DBAPIError, match="only ever added"), noted.begin() as session:
        session.execute(delete(audit_entry))
    with noted.reading() as session:
        assert session.execute(select(func.count()).select_from(audit_entry)).scalar_one() == 1
