"""Two gateways, each a process of its own, look at the same overdue ticket at the same time."""

from __future__ import annotations

import asyncio
import multiprocessing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

from sqlalchemy import func, select

from bot.telegram import watch
from bot.telegram.gateway import Gateway
from helpdesk.db.engine import Database
from helpdesk.db.tables import outbox
from helpdesk.domain.enums import Priority
from helpdesk.domain.ticket import Ticket
from helpdesk.services import tickets
from tests.cast import BOT_ID
from tests.conftest import NOW
from tests.factories import make_contact, make_settings

LOOKS = 5


def look(var: Path, url: str, now: datetime, barrier: Any) -> None:
    """One gateway: it looks again and again, its leases running out in between."""
    nothing = cast("Any", None)
    settings = make_settings(
        var, OFISI_DATABASE_URL=url, TELEGRAM_BOT_TOKEN=f"{BOT_ID}:stand-in-token-of-the-tests"
    )
    database, times = Database(url), iter(range(10 * LOOKS))
    gateway = Gateway(
        settings,
        database,
        nothing,
        nothing,
        nothing,
        clock=lambda: now + watch.LEASE_TTL * 2 * next(times),
    )
    barrier.wait(60)
    for _ in range(LOOKS):
        asyncio.run(watch.sweep(gateway))
    database.close()


def test_the_customer_hears_it_once(tmp_path: Path, database: Database) -> None:
    with database.begin() as session:
        asha = make_contact(session, now=NOW)
        case = tickets.open_complaint(
            session, asha, story="Mbovu", about_order=None, photo_id=None, source_key="1", now=NOW
        )
        case.promised_at = NOW + timedelta(hours=1)
    spawn = multiprocessing.get_context("spawn")
    given = (tmp_path, database.url, NOW + timedelta(hours=2), spawn.Barrier(2))

    gateways = [spawn.Process(target=look, args=given) for _ in range(2)]
    for gateway in gateways:
        gateway.start()
    for gateway in gateways:
        gateway.join(60)

    assert [gateway.exitcode for gateway in gateways] == [0, 0]
    with database.reading() as session:
        assert session.execute(select(func.count()).select_from(outbox)).scalar_one() == 1
        assert session.execute(select(Ticket)).scalar_one().priority is Priority.HIGH
