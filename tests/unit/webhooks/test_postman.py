"""The postman when something goes wrong on our own side."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from backoffice import postman, webhook_call
from backoffice.office import Office
from backoffice.postman import Postman
from helpdesk.db.engine import Database
from helpdesk.domain.machines import WebhookDelivery
from helpdesk.services import webhook_queue, webhooks
from tests.cast import SALMA
from tests.factories import make_settings, make_staff
from tests.receiver import Receiver, receiving


def rename(database: Database, old: str, new: str) -> None:
    with database.begin() as session:
        session.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))


def prepare(database: Database, receiver: Receiver, now: datetime) -> int:
    """A test message that waits; its number."""
    with database.begin() as session:
        salma = make_staff(session, SALMA, now=now)
        session.flush()
        wanted = webhooks.read("Stoo", receiver.url, ["ticket.opened"])
        hook = webhooks.make(session, salma, wanted, now=now)
        row = webhook_queue.test(session, hook, now=now)
        assert row is not None
        return row.id or 0


def status(database: Database, number: int) -> str:
    with database.reading() as session:
        found = session.get(WebhookDelivery, number)
        assert found is not None
        return str(found.status)


@pytest.mark.parametrize("table", ["webhook", "webhook_delivery"])
async def test_it_waits_while_the_database_is_away_and_goes_on_after(
    database: Database, now: datetime, tmp_path: Path, table: str
) -> None:
    with receiving() as receiver:
        number = prepare(database, receiver, now)
        man = Postman(Office(make_settings(tmp_path), database, lambda: now))
        async with webhook_call.new_client() as client:
            rename(database, table, "away")
            assert await man._round(client) == postman.AFTER_TROUBLE
            rename(database, "away", table)
            assert await man._round(client) == postman.EVERY
            for lane in list(man._lanes.values()):
                await lane

        assert len(receiver.came) == 1
        assert status(database, number) == "sent"


async def test_with_nothing_to_do_it_writes_nothing(
    database: Database, now: datetime, tmp_path: Path
) -> None:
    """Every console looks every other second: nobody's writing may wait for that."""
    man = Postman(Office(make_settings(tmp_path), database, lambda: now))
    async with webhook_call.new_client() as client:
        with database.begin():
            assert await man._round(client) == postman.EVERY
