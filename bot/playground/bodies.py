"""Reading what the page and the tests send. The Bot API's own bodies are read in `params`."""

from __future__ import annotations

import json

from starlette.requests import Request

from bot.playground.errors import reject
from bot.playground.shapes import Object


async def read_object(request: Request) -> Object:
    """Return the JSON object of a body, {} if there is none; raises CustomerError."""
    try:
        body = json.loads(await request.body() or b"{}")
    except ValueError:
        body = None
    if not isinstance(body, dict):
        reject("not_an_object")
    return body


def whole_number(body: Object, name: str) -> int:
    """Return a number out of a body; raises CustomerError if it is missing or none."""
    try:
        return int(body[name])
    except (KeyError, TypeError, ValueError):
        reject(f"{name}_missing")
