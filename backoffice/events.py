"""Telling open pages that something has changed: one look at the database for all of them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Iterator

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from backoffice import access, cookies
from backoffice.office import Office, office
from helpdesk.db import queries
from helpdesk.db.engine import DatabaseError
from helpdesk.domain.rights import Right
from helpdesk.services import staff

LOOK_SECONDS = 1.0
ALIVE_SECONDS = 15.0
LONGEST_SECONDS = 300.0
"""Browsers come back by themselves; so a stream whose session has ended is not kept for ever."""

log = logging.getLogger(__name__)


class Pulse:
    """Looks once a second whether anything has changed, as long as some page wants to know."""

    def __init__(self, house: Office) -> None:
        self._house = house
        self._mark = ""
        self._changed = asyncio.Event()
        self._listeners = 0
        self.turn = 0

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if self._listeners:
                await self._look()

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """For as long as a page wants to know."""
        self._listeners += 1
        try:
            yield
        finally:
            self._listeners -= 1

    async def after(self, turn: int, seconds: float) -> int:
        """The number of the last change: another than `turn`, or the same after so long."""
        if self.turn == turn:
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._changed.wait(), seconds)
        return self.turn

    async def _look(self) -> None:
        mark = await run_in_threadpool(self._read)
        if mark == self._mark:
            return
        self._mark = mark
        self.turn += 1
        self._changed.set()
        self._changed = asyncio.Event()

    def _read(self) -> str:
        try:
            with self._house.database.reading() as session:
                return queries.state(session)
        except DatabaseError:
            log.warning("open pages are not told of changes: the database does not answer")
            return self._mark


async def stream(request: Request) -> Response:
    """The stream of one page: `changed` when it should ask again, `bye` when it is signed out."""
    return StreamingResponse(
        _lines(request),
        media_type="text/event-stream",
        # A proxy that collects would make "live" mean "now and then" (nginx, X-Accel-Buffering).
        headers={"X-Accel-Buffering": "no"},
    )


async def _lines(request: Request) -> AsyncIterator[str]:
    pulse: Pulse = request.app.state.pulse
    loop = asyncio.get_running_loop()
    until, turn = loop.time() + LONGEST_SECONDS, pulse.turn
    yield "retry: 2000\n\n"
    with pulse.listening():
        while loop.time() < until:
            newest = await pulse.after(turn, ALIVE_SECONDS)
            if newest == turn and not await run_in_threadpool(_still_in, request):
                yield "event: bye\ndata: -\n\n"
                return
            yield ": still here\n\n" if newest == turn else "event: changed\ndata: -\n\n"
            turn = newest


def _still_in(request: Request) -> bool:
    house = office(request)
    with contextlib.suppress(DatabaseError), house.database.reading() as session:
        cookie = cookies.session_cookie(request)
        return staff.session_of(session, cookie, now=house.clock()) is not None
    return True


ROUTES = [access.streaming("/events", stream, Right.SIGNED_IN)]
