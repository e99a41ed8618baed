"""A gateway without processes and networks: its clock, bot and assistant are the test's."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from telegram import Bot

from bot.telegram.arrivals import keep
from bot.telegram.courier import Courier
from bot.telegram.gateway import Gateway
from bot.telegram.worker import Worker
from helpdesk.db.engine import Database, Session
from helpdesk.domain.contact import Contact
from helpdesk.services import contacts
from tests.cast import ASHA, BOT_ID, BRIAN, JOHN, Customer
from tests.conftest import NOW
from tests.factories import make_contact, make_settings
from tests.integration.gateway.fakes import FakeBot

TOKEN = f"{BOT_ID}:stand-in-token-of-the-tests"


@dataclass
class Counter:
    """The whole front office of a test: what comes in, what the assistant hears, what goes out."""

    gateway: Gateway
    bot: FakeBot
    heard: list[dict[str, Any]] = field(default_factory=list)
    replies: list[dict[str, Any]] = field(default_factory=list)
    answer: dict[str, Any] = field(default_factory=dict)
    status: int = 200
    time: datetime = NOW

    async def receive(self, *updates: dict[str, Any]) -> None:
        """Keep the updates and take every chat as far as it goes."""
        await keep(self.gateway, updates)
        await self.work()

    async def work(self) -> None:
        """Take every chat as far as it goes, then deliver what there is to deliver."""
        worker, courier = Worker(self.gateway), Courier(self.gateway)
        await worker.sweep()
        while worker.busy:
            await next(iter(worker.busy.values()))
        await courier.sweep()
        while courier.busy:
            await next(iter(courier.busy.values()))

    async def later(self, seconds: float) -> None:
        """Let so much time go by, and take up what is due then."""
        self.time += timedelta(seconds=seconds)
        await self.work()

    def contact(self, session: Session, customer: Customer = ASHA) -> Contact:
        """The customer as we know them."""
        contact = contacts.by_chat(session, bot_id=BOT_ID, chat_id=customer.chat_id)
        assert contact is not None
        return contact

    def said(self) -> list[str]:
        """The texts that were sent, in order."""
        return [text for _, text in self.bot.sent]

    def turn(self, request: httpx.Request) -> httpx.Response:
        """What the assistant answers."""
        self.heard.append(json.loads(request.content))
        whole = {"replies": self.replies, "language": "sw", "language_certain": False}
        return httpx.Response(self.status, json={**whole, **self.answer})


@pytest.fixture(autouse=True)
def times_as_the_library_will_have_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the gateway's main sets it: a `retry_after` is a timedelta."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def database_url(shop_url: str) -> str:
    """Here every database has the sample company in it."""
    return shop_url


@pytest.fixture
async def counter(tmp_path: Path, database: Database) -> AsyncIterator[Counter]:
    """The front office with the company and the cast in its database."""
    with database.begin() as session:
        for customer in (ASHA, JOHN, BRIAN):
            make_contact(session, customer, now=NOW)
    bot = FakeBot()
    made: list[Counter] = []

    def turn(request: httpx.Request) -> httpx.Response:
        return made[0].turn(request)

    settings = make_settings(
        tmp_path,
        TELEGRAM_BOT_TOKEN=TOKEN,
        TELEGRAM_WEBHOOK_URL="https://bot.example.com/hook",
        TELEGRAM_WEBHOOK_SECRET="siri",
    )
    async with httpx.AsyncClient(transport=httpx.MockTransport(turn)) as http:
        gateway = Gateway(
            settings, database, cast("Bot", bot), http, http, clock=lambda: made[0].time
        )
        made.append(Counter(gateway, bot))
        yield made[0]
