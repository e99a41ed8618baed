"""The postman: takes what happened to the company's own systems, as long as the console runs.

Every console has one, and any number of them do the same work as one: what is to be sent is
made once, and taken by one at a time (`helpdesk.services.webhook_events`, `webhook_queue`).
Each webhook has a lane of its own here, in which one delivery goes after the other; so a
receiver that is slow, or never answers, holds up nobody but itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

import httpx
from starlette.concurrency import run_in_threadpool

from backoffice import webhook_call
from backoffice.office import Office
from helpdesk.db.engine import DatabaseError, Session
from helpdesk.services import webhook_events, webhook_queue

EVERY = 2.0
"""Seconds between two looks for what is new."""

AFTER_TROUBLE = 10.0
"""Seconds until the next look when the database is away."""

log = logging.getLogger(__name__)
T = TypeVar("T")


class Postman:
    """Looks, and keeps a lane busy for each webhook that has something due."""

    def __init__(self, house: Office) -> None:
        self._house = house
        self._lanes: dict[int, asyncio.Task[None]] = {}

    @contextlib.asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """For as long as the console runs; at the end nothing of it is left running."""
        working = asyncio.create_task(self.run())
        try:
            yield
        finally:
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)

    async def run(self) -> None:
        """Work until cancelled. A try that is cut off comes again when its lease is over."""
        async with webhook_call.new_client() as client:
            try:
                while True:
                    pause = await self._round(client)
                    await asyncio.sleep(pause)
            finally:
                await self._stop()

    async def _round(self, client: httpx.AsyncClient) -> float:
        """Look once; how many seconds until the next look."""
        try:
            due = await run_in_threadpool(self._look)
        except DatabaseError:
            log.warning("webhooks wait: the database does not answer")
            return AFTER_TROUBLE
        except Exception:
            log.exception("webhooks wait: what happened could not be gathered")
            return AFTER_TROUBLE
        for number in due:
            if number not in self._lanes:
                self._lanes[number] = asyncio.create_task(self._lane(client, number))
        return EVERY

    def _look(self) -> list[int]:
        """Gather what is new, and tell for which webhooks something is due."""
        now, database = self._house.clock(), self._house.database
        # Reading first: with nothing to do, which is most of the time, nobody's writing waits.
        with database.reading() as session:
            new = webhook_events.is_due(session, now=now)
        if new:
            with database.begin() as session:
                webhook_events.collect(session, now=now)
        with database.reading() as session:
            return webhook_queue.lanes(session, now=now)

    async def _lane(self, client: httpx.AsyncClient, number: int) -> None:
        """Send one after the other until nothing is due."""
        try:
            while await self._one(client, number):
                pass
        except DatabaseError:
            log.warning("webhook %s waits: the database does not answer", number)
        except Exception:
            log.exception("webhook %s waits: something unforeseen", number)
        finally:
            self._lanes.pop(number, None)

    async def _one(self, client: httpx.AsyncClient, number: int) -> bool:
        """Send one delivery; False if there was none."""
        clock = self._house.clock
        parcel = await self._write(lambda s: webhook_queue.take(s, number, now=clock()))
        if parcel is None:
            return False
        # Committed: while the receiver makes up its mind, no transaction is open.
        answer = await webhook_call.send(client, parcel, now=clock())
        await self._write(lambda s: webhook_queue.settle(s, parcel, answer, now=clock()))
        return True

    async def _write(self, work: Callable[[Session], T]) -> T:
        def transaction() -> T:
            with self._house.database.begin() as session:
                return work(session)

        return await run_in_threadpool(transaction)

    async def _stop(self) -> None:
        lanes = list(self._lanes.values())
        for lane in lanes:
            lane.cancel()
        await asyncio.gather(*lanes, return_exceptions=True)
