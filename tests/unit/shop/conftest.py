"""A database with the sample company in it, and a customer of theirs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from helpdesk.db.engine import Database, Session
from helpdesk.domain.contact import Contact
from tests.conftest import NOW
from tests.factories import ROOT, make_contact

COMPANY = ROOT / "company"

__all__ = ["COMPANY", "NOW"]


@pytest.fixture
def database_url(shop_url: str) -> str:
    """Here every database has the sample company in it."""
    return shop_url


@pytest.fixture
def shop(database: Database) -> Database:
    return database


@pytest.fixture
def session(shop: Database) -> Iterator[Session]:
    with shop.begin() as session:
        yield session


@pytest.fixture
def asha(session: Session) -> Contact:
    return make_contact(session, now=NOW)
