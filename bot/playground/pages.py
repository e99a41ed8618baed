"""The chat page, its files and its live news. What the page says lives in static/texts.json."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.playground.guard import POLICY
from bot.playground.world import World

STATIC = Path(__file__).with_name("static")


def routes(world: World) -> list[BaseRoute]:
    """Return the page's addresses."""

    async def page(_request: Request) -> Response:
        headers = {"Content-Security-Policy": POLICY, "Referrer-Policy": "no-referrer"}
        return FileResponse(STATIC / "index.html", headers=headers)

    async def events(_request: Request) -> Response:
        return StreamingResponse(_stream(world), media_type="text/event-stream")

    async def commands(request: Request) -> Response:
        language = request.query_params.get("language", "")
        menu = world.commands.get(language) or world.commands.get("", [])
        return JSONResponse({"commands": menu})

    return [
        Route("/", page),
        Route("/playground/events", events),
        Route("/playground/commands", commands),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]


async def _stream(world: World) -> AsyncIterator[str]:
    async for news in world.feed.listen():
        yield f"data: {json.dumps(news, ensure_ascii=False)}\n\n"
