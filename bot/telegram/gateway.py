"""What all parts of one gateway process share: settings, database, bot, clock, wake-up calls."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import socket
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

import httpx
from telegram import Bot
from telegram.error import TelegramError

from helpdesk.config import Settings
from helpdesk.db.engine import Database, Session

log = logging.getLogger(__name__)
T = TypeVar("T")


def utc_now() -> datetime:
    """The wall clock, aware."""
    return datetime.now(UTC)


def new_holder() -> str:
    """This process in the lease table: `host:pid:nonce`."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


@dataclass
class Gateway:
    """One gateway process. `inbound` and `outbound` are set when rows have landed.

    `http` talks to our own processes, `web` to the world (and so through its proxies).
    """

    settings: Settings
    database: Database
    bot: Bot
    http: httpx.AsyncClient
    web: httpx.AsyncClient
    clock: Callable[[], datetime] = utc_now
    holder: str = field(default_factory=new_holder)
    inbound: asyncio.Event = field(default_factory=asyncio.Event)
    outbound: asyncio.Event = field(default_factory=asyncio.Event)
    files: asyncio.Event = field(default_factory=asyncio.Event)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    telegram_seen: datetime | None = None
    _asides: set[asyncio.Task[None]] = field(default_factory=set)
    _writing: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def bot_id(self) -> int:
        """Telegram's id of the bot."""
        return self.settings.bot_id

    async def write(self, work: Callable[[Session], T]) -> T:
        """Run `work` in a writing transaction, off the event loop; committed on return."""
        if not self.database.url.startswith("sqlite"):
            return await asyncio.to_thread(self._write, work)
        # SQLite lets one writer in at a time; waiting here is fairer than its busy timeout.
        async with self._writing:
            return await asyncio.to_thread(self._write, work)

    async def read(self, work: Callable[[Session], T]) -> T:
        """Run `work` in a session that only reads, off the event loop."""
        return await asyncio.to_thread(self._read, work)

    def aside(self, call: Coroutine[Any, Any, object]) -> None:
        """Do something at Telegram that may fail and that nobody waits for."""
        task = asyncio.create_task(self._attempt(call))
        self._asides.add(task)
        task.add_done_callback(self._asides.discard)

    async def idle(self, event: asyncio.Event, seconds: float) -> None:
        """Wait until the event is set or so many seconds are over; the event is cleared."""
        try:
            await asyncio.wait_for(event.wait(), seconds)
        except TimeoutError:
            return
        event.clear()

    async def pause(self, seconds: float) -> None:
        """Wait so many seconds, or until the gateway stops."""
        if seconds <= 0:
            return
        try:
            await asyncio.wait_for(self.stopping.wait(), seconds)
        except TimeoutError:
            return

    async def _attempt(self, call: Coroutine[Any, Any, object]) -> None:
        try:
            await call
        except (TelegramError, RuntimeError) as error:  # the latter once we are closing
            log.info("not done at Telegram: %s", error)

    def _write(self, work: Callable[[Session], T]) -> T:
        with self.database.begin() as session:
            return work(session)

    def _read(self, work: Callable[[Session], T]) -> T:
        with self.database.reading() as session:
            return work(session)
