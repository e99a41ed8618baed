"""A database with the sample company in it, and a customer of theirs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from helpdesk.db.engine import Database, Session
from helpdesk.domain.contact import Contact
from tests.conftest import NOW
from tests.factories import ROOT, make_company, make_contact

COMPANY = ROOT / "company"

__all__ = ["COMPANY", "NOW"]


@pytest.fixture
def shop(database: Database) -> Database:
    with database.begin() as session:
        make_company(session, now=NOW)
    return database


@pytest.fixture
def session(shop: Database) -> Iterator[Session]:
    with shop.begin() as session:
        yield session


@pytest.fixture
def asha(session: Session) -> Contact:
    return make_contact(session, now=NOW)
