"""Drives a playground inside the test: the bot's side, the customer's side, and the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx

from bot.playground.app import create_app
from bot.playground.shapes import Object
from bot.playground.world import World

TOKEN = "42:a-token_of-the-tests"
ASHA, JOHN = 501001, 501002
PIXEL = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x04\x00\x00\x00\x03\x08\x02\x00\x00\x00"


class HandClock:
    """A clock that moves only when told."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_seconds(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class Driver:
    """One world, its application, and short names for what tests do with them."""

    def __init__(
        self, *, token: str | None = TOKEN, client: Callable[[], httpx.AsyncClient] | None = None
    ) -> None:
        self.clock = HandClock()
        made = client or httpx.AsyncClient
        self.world = World(token=token, clock=self.clock, first=1000, client=made)
        self.http = httpx.AsyncClient(
            transport=httpx.ASGITransport(create_app(self.world)), base_url="http://127.0.0.1:8081"
        )

    async def call(self, method: str, **params: object) -> Object:
        """Call the Bot API; the whole answer."""
        answer = await self.http.post(f"/bot{TOKEN}/{method}", json=params)
        return dict(answer.json())

    async def result(self, method: str, **params: object) -> Object:
        """Call the Bot API; the object it answers with."""
        answer = await self.call(method, **params)
        assert answer["ok"], answer
        return dict(answer["result"])

    async def refusal(self, method: str, **params: object) -> str:
        """Call the Bot API; what it complains of."""
        answer = await self.call(method, **params)
        assert not answer["ok"], answer
        return str(answer["description"])

    async def updates(self, **params: object) -> list[Object]:
        """Fetch what waits."""
        answer = await self.call("getUpdates", **params)
        assert answer["ok"], answer
        return list(answer["result"])

    async def does(self, customer: int, action: str, **body: object) -> Object:
        """Act for a customer."""
        answer = await self.http.post(f"/playground/chats/{customer}/{action}", json=body)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def says(self, customer: int, text: str) -> int:
        """Write for a customer; the update's number."""
        return int((await self.does(customer, "text", text=text))["update_id"])

    async def sends(self, customer: int, kind: str, content: bytes, **form: str) -> Object:
        """Send a file for a customer."""
        files = {kind: (f"{kind}.bin", content, "application/octet-stream")}
        path = f"/playground/chats/{customer}/{kind}"
        answer = await self.http.post(path, files=files, data=form)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def fault(self, kind: str, **fields: object) -> None:
        """Script a fault."""
        answer = await self.http.post("/playground/faults", json={"kind": kind, **fields})
        assert answer.status_code == 201, answer.text

    async def ledger(self) -> list[Object]:
        """Read the bot's calls."""
        return list((await self.http.get("/playground/ledger")).json()["calls"])
