"""The Bot API over HTTP: token, ledger, faults, then the method. The methods live in `methods`."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable
from typing import cast

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from bot.playground.connections import close_connection
from bot.playground.errors import ApiError
from bot.playground.faults import Fault
from bot.playground.files import TOO_LARGE, UPLOAD_LIMIT
from bot.playground.ledger import Call
from bot.playground.methods.table import HANDLERS
from bot.playground.params import Params, read_params
from bot.playground.world import World

TOKEN = re.compile(r"\d+:[\w-]+")
# What surrounds a file in a multipart body.
ENVELOPE = 64 * 1024
NO_METHOD = "Not Found: method not found"
UNAUTHORIZED = "Unauthorized"
BAD_GATEWAY = (
    "<html>\r\n<head><title>{0} Bad Gateway</title></head>\r\n<body>\r\n"
    "<center><h1>{0} Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n"
    "</body>\r\n</html>\r\n"
)


def routes(world: World) -> list[Route]:
    """Return the Bot API's two addresses: methods and files."""

    async def method(request: Request) -> Response:
        return await _method(world, request)

    async def file(request: Request) -> Response:
        return _download(world, request)

    return [
        Route("/bot{token}/{method}", method, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", file),
    ]


async def _method(world: World, request: Request) -> Response:
    name = request.path_params["method"]
    try:
        _check_token(world, request)
        _check_size(request)
        params = await read_params(request)
    except ApiError as error:
        return _refused(error)
    call = world.ledger.open(name, params.values, world.clock())
    fault = world.faults.strike(name, call.chat_id)
    if fault is not None:
        return await _faulty(world, request, params, call, fault)
    return await _apply(world, params, call)


async def _apply(world: World, params: Params, call: Call) -> Response:
    try:
        result = HANDLERS.get(call.method.lower(), _unknown)(world, params)
        if asyncio.iscoroutine(result):
            result = await cast("Awaitable[object]", result)
    except ApiError as error:
        call.result, call.error_code = error.description, error.code
        return _refused(error)
    call.result, call.applied = "ok", True
    if isinstance(result, dict):
        call.message_id = result.get("message_id")
    return JSONResponse({"ok": True, "result": result})


async def _faulty(
    world: World, request: Request, params: Params, call: Call, fault: Fault
) -> Response:
    if refusal := fault.refusal():
        call.result, call.error_code = refusal.description, refusal.code
        return _refused(refusal)
    if fault.kind == "server_error":
        call.result, call.error_code = fault.kind, fault.status
        return HTMLResponse(BAD_GATEWAY.format(fault.status), fault.status)
    if fault.kind == "slow":
        await asyncio.sleep(fault.seconds)
        return await _apply(world, params, call)
    answer = await _apply(world, params, call) if fault.kind == "drop" else Response()
    call.result = fault.kind
    await close_connection(request)
    return answer


def _download(world: World, request: Request) -> Response:
    try:
        _check_token(world, request)
    except ApiError as error:
        return _refused(error)
    stored = world.files.at(request.path_params["path"])
    if stored is None:
        return _refused(ApiError(404, "Not Found"))
    # Never shown as a page, whatever the sender called it.
    return Response(stored.content, media_type="application/octet-stream")


def _check_token(world: World, request: Request) -> None:
    token = request.path_params["token"]
    if not TOKEN.fullmatch(token) or world.token not in {None, token}:
        raise ApiError(401, UNAUTHORIZED)


def _check_size(request: Request) -> None:
    if int(request.headers.get("content-length") or 0) > UPLOAD_LIMIT + ENVELOPE:
        raise ApiError(413, TOO_LARGE)


def _unknown(_world: World, _params: Params) -> object:
    raise ApiError(404, NO_METHOD)


def _refused(error: ApiError) -> JSONResponse:
    body = {"ok": False, "error_code": error.code, "description": error.description}
    headers = {}
    if error.parameters:
        body["parameters"] = error.parameters
    if "retry_after" in error.parameters:
        headers["Retry-After"] = str(error.parameters["retry_after"])
    return JSONResponse(body, error.code, headers)
