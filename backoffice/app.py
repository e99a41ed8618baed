"""The console put together: its routes, and the layers every request passes through."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from backoffice import (
    audit_log,
    canned_pages,
    company,
    data,
    events,
    failures,
    files,
    health,
    me,
    notices,
    orders,
    people,
    queue,
    reports,
    sign_in,
    stock,
    ticket,
    ticket_beside,
    ticket_change,
    tokens,
    webhooks,
    welcome,
)
from backoffice.api.app import mounted
from backoffice.guard import Guard
from backoffice.headers import SecurityHeaders
from backoffice.office import Office
from backoffice.pages import STATIC
from backoffice.postman import Postman
from helpdesk.config import Settings
from helpdesk.db.engine import Database, DatabaseError
from helpdesk.domain.errors import HelpdeskError
from helpdesk.services import heartbeats

BEAT_SECONDS = 5

PAGES = (
    audit_log,
    canned_pages,
    company,
    data,
    me,
    people,
    reports,
    webhooks,
    welcome,
    events,
    files,
    health,
    notices,
    orders,
    queue,
    sign_in,
    stock,
    ticket,
    ticket_beside,
    ticket_change,
    tokens,
)
"""Every module that has pages; each lists its own in ROUTES."""

log = logging.getLogger(__name__)


def utc_now() -> datetime:
    """The time, aware and in UTC."""
    return datetime.now(UTC)


def create_app(
    settings: Settings, database: Database, clock: Callable[[], datetime] = utc_now
) -> Starlette:
    """The console as an ASGI application."""
    house = Office(settings, database, clock)

    @contextlib.asynccontextmanager
    async def alive(app: Starlette) -> AsyncIterator[None]:
        app.state.pulse = events.Pulse(house)
        # What was loaded stays: looking through all of it for garbage, again and again, would
        # cost a page now and then more than its whole work (docs.python.org, gc.freeze).
        gc.collect()
        gc.freeze()
        beating = asyncio.create_task(_beat(house))
        looking = asyncio.create_task(app.state.pulse.run())
        async with Postman(house).at_work():
            yield
        beating.cancel()
        looking.cancel()

    app = Starlette(
        routes=[
            *(route for pages in PAGES for route in pages.ROUTES),
            Mount("/static", StaticFiles(directory=STATIC)),
            mounted(house),
        ],
        # From the outside in: dress every answer, catch what breaks, let nobody past unasked.
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(failures.Failures),
            Middleware(Guard),
        ],
        exception_handlers={
            HTTPException: failures.on_http,
            HelpdeskError: failures.on_refusal,
        },
        lifespan=alive,
    )
    app.state.office = house
    return app


async def _beat(house: Office) -> None:
    while True:
        await run_in_threadpool(_beat_once, house)
        await asyncio.sleep(BEAT_SECONDS)


def _beat_once(house: Office) -> None:
    try:
        with house.database.begin() as session:
            heartbeats.beat(session, health.SELF, now=house.clock())
    except DatabaseError:
        log.warning("the console's heartbeat was not kept: the database does not answer")
