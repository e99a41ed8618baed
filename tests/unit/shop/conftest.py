"""A database with the sample company in it, and a customer of theirs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import pytest

from helpdesk.db.engine import Database, Session
from helpdesk.db.upgrade import upgrade
from helpdesk.domain.contact import Contact
from helpdesk.services import company, contacts

COMPANY = Path(__file__).parents[3] / "company"
NOW = datetime(2026, 3, 2, 7, 0, tzinfo=timezone.utc)  # a Monday, ten in the morning here


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database file with the company in it, to be copied by every test."""
    file = tmp_path_factory.mktemp("shop") / "ofisi.db"
    database = Database(f"sqlite:///{file}")
    upgrade(database)
    with database.begin() as session:
        company.load(session, COMPANY, now=NOW)
    database.close()
    return file


@pytest.fixture
def database(loaded: Path, tmp_path: Path) -> Iterator[Database]:
    file = shutil.copy(loaded, tmp_path / "ofisi.db")
    database = Database(f"sqlite:///{file}")
    yield database
    database.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.begin() as session:
        yield session


def meet(session: Session, chat_id: int = 1) -> Contact:
    return contacts.meet(
        session,
        bot_id=1,
        chat_id=chat_id,
        name="Neema",
        username=None,
        language_code="sw",
        now=NOW,
    )


@pytest.fixture
def neema(session: Session) -> Contact:
    return meet(session)
