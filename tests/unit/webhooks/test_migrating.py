"""Webhooks and deliveries that are there already come through the migration, back and forth."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from helpdesk.db.desk_tables import webhook, webhook_delivery
from helpdesk.db.engine import Database
from helpdesk.db.upgrade import downgrade, upgrade
from helpdesk.services import webhook_queue, webhooks
from tests.cast import SALMA
from tests.factories import make_staff
from tests.unit.webhooks.conftest import ALL, URL


def test_what_is_there_is_kept(database: Database, now: datetime) -> None:
    with database.begin() as session:
        salma = make_staff(session, SALMA, now=now)
        session.flush()
        hook = webhooks.make(session, salma, webhooks.read("Stoo", URL, ALL), now=now)
        for _ in range(2):
            webhook_queue.test(session, hook, now=now)
    downgrade(database, "0003")
    upgrade(database)

    with database.reading() as session:
        secrets = session.execute(select(webhook.c.secret)).scalars().all()
        found = session.execute(select(webhook_delivery.c.message_id, webhook_delivery.c.retry_at))
        rows = found.all()
    assert secrets == [hook.secret]
    assert len({message for message, _ in rows}) == 2
    assert {at for _, at in rows} == {now}
