"""Reading what a form posted: fields and files, never more of either than we mean to hold."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from helpdesk.services.uploads import LARGEST, MOST, Upload

PLAIN = "application/x-www-form-urlencoded"
WITH_FILES = "multipart/form-data"
LARGEST_FORM = 256 * 1024
MOST_FIELDS = 250
LARGEST_WITH_FILES = LARGEST * MOST + LARGEST_FORM


class TooLarge(Exception):
    """More bytes than any form of ours has."""


async def read(request: Request, *, with_files: bool) -> bool:
    """Read the posted fields into the request's state; False if it is no form, or too large.

    `with_files`: whether the form of this address may carry files.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == PLAIN:
        return await _plain(request)
    if kind == WITH_FILES and with_files:
        return await _multipart(request)
    return False


def _keep(request: Request, fields: list[tuple[str, str]], files: list[Upload]) -> None:
    # Forms send line ends as CR LF, and no database of ours keeps a NUL.
    clean = [(name, v.replace("\r\n", "\n").replace("\0", "\ufffd")) for name, v in fields]
    request.state.form = dict(clean)
    request.state.fields = clean
    request.state.files = files


async def _plain(request: Request) -> bool:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_FORM:
            return False
    try:
        fields = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="replace",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:
        return False
    _keep(request, fields, [])
    return True


async def _multipart(request: Request) -> bool:
    seen = 0

    async def counted() -> AsyncGenerator[bytes, None]:
        nonlocal seen
        async for part in request.stream():
            seen += len(part)
            if seen > LARGEST_WITH_FILES:
                raise TooLarge
            yield part

    parser = MultiPartParser(
        request.headers, counted(), max_files=MOST + 1, max_fields=MOST_FIELDS
    )
    try:
        form = await parser.parse()
    except (MultiPartException, TooLarge, KeyError, ValueError):
        return False
    given = form.multi_items()
    fields = [(name, value) for name, value in given if isinstance(value, str)]
    sent = [value for _, value in given if isinstance(value, UploadFile)]
    # A file field nobody filled in is posted too: without a name, without a byte.
    files = [Upload(each.filename or "", await each.read()) for each in sent if each.filename]
    await form.close()
    _keep(request, fields, files)
    return True
