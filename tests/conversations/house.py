"""The whole front office for conversations: the real gateway, assistant and actions, and no wait.

Rasa with the trained model and the action server are processes of their own, as in life. Of the
gateway everything is real but the courier: what it would send is read from the outbox.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar, cast

import httpx
from sqlalchemy import select, text
from telegram import Bot

from bot.telegram.arrivals import keep
from bot.telegram.gateway import Gateway
from bot.telegram.worker import Worker
from helpdesk.config import Settings
from helpdesk.db.engine import Database, Session
from helpdesk.db.tables import outbox as table
from helpdesk.db.upgrade import upgrade
from helpdesk.domain.delivery import Delivery
from helpdesk.domain.enums import OutboxStatus
from helpdesk.running import training
from helpdesk.running.voice import Voice
from tests.cast import BOT_ID
from tests.factories import make_company, make_settings, make_staff
from tests.integration.gateway.fakes import FakeBot
from tests.ports import free_ports

T = TypeVar("T")
ROOT = Path(__file__).parents[2]
START_SECONDS = 90


@dataclass
class House:
    """The running house. `late` is how much later than now it is for the gateway."""

    gateway: Gateway
    settings: Settings
    loop: asyncio.AbstractEventLoop
    late: timedelta = timedelta()
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 10**9)))

    @property
    def database(self) -> Database:
        """The back office's database."""
        return self.gateway.database

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Run something of the gateway's to its end."""
        return self.loop.run_until_complete(work)

    def receive(self, *updates: dict[str, Any]) -> None:
        """Keep the updates and take every chat as far as it goes."""
        self.do(keep(self.gateway, updates))
        self.do(self._work())

    async def _work(self) -> None:
        worker = Worker(self.gateway)
        await worker.sweep()
        while worker.busy:
            await next(iter(worker.busy.values()))

    def take(self, chat_id: int) -> list[dict[str, Any]]:
        """What waits to be sent to the chat, now sent."""
        with self.database.begin() as session:
            waiting = (
                select(Delivery)
                .where(table.c.chat_id == chat_id, table.c.status == OutboxStatus.QUEUED)
                .order_by(table.c.id)
            )
            found = list(session.execute(waiting).scalars())
            for delivery in found:
                delivery.status = OutboxStatus.SENT
                delivery.telegram_message_id = 10**6 + (delivery.id or 0)
            return [
                {**json.loads(one.payload), "number": one.telegram_message_id} for one in found
            ]

    def let_pass(self, hours: float, sender_id: str) -> None:
        """Make all that Rasa heard of the customer so much older."""
        tracker = Database(self.settings.tracker_url)
        seconds = hours * 3600
        try:
            with tracker.begin() as session:
                _shift(session, sender_id, seconds)
        finally:
            tracker.close()


def _shift(session: Session, sender_id: str, seconds: float) -> None:
    rows = session.execute(
        text("SELECT id, timestamp, data FROM events WHERE sender_id = :who"), {"who": sender_id}
    ).all()
    for row in rows:
        data = json.loads(row.data)
        data["timestamp"] = (data.get("timestamp") or row.timestamp) - seconds
        values = {"id": row.id, "at": row.timestamp - seconds, "data": json.dumps(data)}
        session.execute(
            text("UPDATE events SET timestamp = :at, data = :data WHERE id = :id"), values
        )


@contextmanager
def standing(folder: Path) -> Iterator[House]:
    """The house with its two other processes, in a folder of its own."""
    rasa, actions = free_ports(2)
    ports = {"OFISI_RASA_PORT": str(rasa), "OFISI_ACTIONS_PORT": str(actions)}
    given = {**ports, "OFISI_INTERNAL_SECRET": "siri-ya-majaribio-haya"}
    settings = make_settings(folder, TELEGRAM_BOT_TOKEN=f"{BOT_ID}:stand-in", **given)
    database = Database(settings.database_url)
    upgrade(database)
    with database.begin() as session:
        now = datetime.now(UTC)
        make_company(session, now=now)
        make_staff(session, now=now)
    model = training.ensure(Voice("en"))
    with _processes(folder, settings, given, model) as logs:
        loop = asyncio.new_event_loop()
        client = httpx.AsyncClient(verify=False)  # noqa: S501 - plain http on loopback
        gateway = Gateway(settings, database, cast("Bot", FakeBot()), client, client)
        house = House(gateway, settings, loop)
        gateway.clock = lambda: datetime.now(UTC) + house.late
        try:
            _wait(settings, logs)
            yield house
        finally:
            loop.run_until_complete(client.aclose())
            loop.close()
            database.close()


@contextmanager
def _processes(
    folder: Path, settings: Settings, given: dict[str, str], model: Path
) -> Iterator[list[Path]]:
    import os  # noqa: PLC0415

    environ = {
        **os.environ,
        **given,
        "OFISI_VAR": str(settings.var),
        "OFISI_DATABASE_URL": settings.database_url,
        "OFISI_TRACKER_URL": settings.tracker_url,
        "TELEGRAM_BOT_TOKEN": settings.telegram_bot_token or "",
    }
    address = ["-i", "127.0.0.1", "-p", str(settings.rasa_port), "--model", str(model)]
    commands = {"actions": ["actions"], "rasa": ["rasa", "run", *address]}
    running, logs = [], []
    for name, command in commands.items():
        log = folder / f"{name}.log"
        logs.append(log)
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=ROOT,
                env=environ,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        running.append(process)
    try:
        yield logs
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=20)


def _wait(settings: Settings, logs: list[Path]) -> None:
    url = f"http://127.0.0.1:{settings.rasa_port}/webhooks/ofisi/health"
    headers = {"X-Ofisi-Secret": settings.internal_secret}
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            if httpx.get(url, headers=headers, timeout=5, verify=False).is_success:  # noqa: S501
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise AssertionError("\n".join(log.read_text(errors="replace")[-2000:] for log in logs))
