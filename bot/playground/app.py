"""Joins the parts into one application around one world. Listening lives in `server`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.playground import api, pages
from bot.playground.control import Control
from bot.playground.customer_api import CustomerSide
from bot.playground.errors import CustomerError
from bot.playground.guard import Guard
from bot.playground.upload_api import Uploads
from bot.playground.world import World


def create_app(world: World) -> Starlette:
    """Return the application: Bot API, customer's side, control and page."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        deliveries = asyncio.create_task(world.webhook.run())
        yield
        world.close()
        deliveries.cancel()
        with suppress(asyncio.CancelledError):
            await deliveries

    return Starlette(
        routes=[
            *api.routes(world),
            *CustomerSide(world).routes(),
            *Uploads(world).routes(),
            *Control(world).routes(),
            *pages.routes(world),
        ],
        middleware=[Middleware(Guard)],
        exception_handlers={CustomerError: _refused},
        lifespan=lifespan,
    )


async def _refused(_request: Request, error: Exception) -> Response:
    if not isinstance(error, CustomerError):
        raise error
    return JSONResponse({"error": error.reason}, error.status)
