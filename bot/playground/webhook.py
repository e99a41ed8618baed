"""Pushing updates to the bot's own address: one in flight per lane, retried until taken."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from datetime import datetime, timedelta

import httpx

from bot.playground.shapes import Clock, Object, seconds
from bot.playground.updates import Pending, Updates

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
MOST_CONNECTIONS = 40
LONGEST_RETRY_AFTER = 3600
CEILING = (60, 120)
GONE_FOR = timedelta(hours=23)
PATIENCE = 60.0
TICK = 0.2


class Webhook:
    """Delivers what waits while an address is set."""

    def __init__(
        self, updates: Updates, clock: Clock, client: Callable[[], httpx.AsyncClient]
    ) -> None:
        """Begin without an address; the client is made when first needed."""
        self.url = ""
        self.max_connections = MOST_CONNECTIONS
        self._secret = ""
        self._error: tuple[int, str] | None = None
        self._gone_since: datetime | None = None
        self._updates = updates
        self._clock = clock
        self._make_client = client
        self._client: httpx.AsyncClient | None = None
        self._flying: dict[str, asyncio.Task[None]] = {}

    def set(self, url: str, secret: str = "", max_connections: int = MOST_CONNECTIONS) -> None:
        """Deliver to `url` from now on, with `secret` in the header; "" stops deliveries."""
        self.url = url
        self._secret = secret
        self.max_connections = max_connections
        self._error = self._gone_since = None
        for pending in self._updates.waiting():
            pending.failures, pending.retry_at = 0, None
        self._updates.wake()

    def info(self) -> Object:
        """Return Telegram's WebhookInfo."""
        info: Object = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.waiting()),
        }
        if self._error:
            info["last_error_date"], info["last_error_message"] = self._error
        if self.url:
            info["max_connections"] = self.max_connections
        if self._updates.allowed:
            info["allowed_updates"] = sorted(self._updates.allowed)
        return info

    async def run(self) -> None:
        """Deliver for ever."""
        waker = asyncio.Event()
        self._updates.wakers.add(waker)
        try:
            while True:
                self._start_due()
                waker.clear()
                # Without an address nothing can fall due, so there is nothing to look at.
                await _pause(waker, TICK if self.url else None)
        finally:
            self._updates.wakers.discard(waker)
            await self.close()

    async def deliver_due(self) -> None:
        """Make one attempt at the head of every lane that is due, and wait for the answers."""
        self._start_due()
        await asyncio.gather(*self._flying.values())

    async def close(self) -> None:
        """Break off deliveries and close the client."""
        for task in self._flying.values():
            task.cancel()
        if self._client is not None:
            await self._client.aclose()

    def _start_due(self) -> None:
        if not self.url:
            return
        heads: dict[str, Pending] = {}
        for pending in self._updates.waiting():
            heads.setdefault(pending.lane, pending)
        for lane, head in heads.items():
            due = head.retry_at is None or head.retry_at <= self._clock()
            if due and lane not in self._flying and len(self._flying) < self.max_connections:
                self._flying[lane] = asyncio.create_task(self._deliver(head))

    async def _deliver(self, pending: Pending) -> None:
        url = self.url
        try:
            refusal, wait = await self._post(url, pending.update)
        finally:
            self._flying.pop(pending.lane, None)
        if url != self.url:
            return
        if refusal is None:
            self._gone_since = None
            self._updates.remove(pending)
        else:
            self._put_off(pending, refusal, wait)
        self._updates.wake()

    def _put_off(self, pending: Pending, refusal: str, wait: float | None) -> None:
        pending.failures += 1
        ceiling = random.uniform(*CEILING)  # noqa: S311 - spreads retries, keeps no secret
        delay = min(2.0 ** (pending.failures - 1), ceiling) if wait is None else wait
        pending.retry_at = self._clock() + timedelta(seconds=delay)
        self._error = (seconds(self._clock()), refusal)

    async def _post(self, url: str, update: Object) -> tuple[str | None, float | None]:
        headers = {SECRET_HEADER: self._secret} if self._secret else {}
        if self._client is None:
            self._client = self._make_client()
        try:
            answer = await self._client.post(url, json=update, headers=headers, timeout=PATIENCE)
        except httpx.ConnectError:
            return "Connection refused", None
        except httpx.TimeoutException:
            return "Read timeout expired", None
        except httpx.HTTPError:
            return "Connection closed", None
        if answer.is_success:
            return None, None
        self._count_gone(answer.status_code)
        refusal = f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
        return refusal, _retry_after(answer)

    def _count_gone(self, status: int) -> None:
        if status != httpx.codes.GONE:
            self._gone_since = None
            return
        self._gone_since = self._gone_since or self._clock()
        if self._clock() - self._gone_since >= GONE_FOR:
            self.set("")


def _retry_after(answer: httpx.Response) -> float | None:
    value = answer.headers.get("retry-after", "")
    return float(min(int(value), LONGEST_RETRY_AFTER)) if value.isdigit() else None


async def _pause(waker: asyncio.Event, longest: float | None) -> None:
    try:
        await asyncio.wait_for(waker.wait(), longest)
    except TimeoutError:
        return
