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
MOST_READ = 5 * LARGEST_WITH_FILES
MOST_PARTS = 100
"""Files that are looked at before somebody is told that there are too many."""

UNKNOWN = "\ufffd"
"""What is shown in the place of a character that cannot be kept."""


class TooLarge(Exception):
    """More bytes than any form of ours has."""


def storable(said: str) -> str:
    """The text without what no database of ours keeps: NUL, and halves of characters."""
    return said.replace("\0", UNKNOWN).encode("utf-8", "replace").decode()


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
    # Forms send line ends as CR LF.
    clean = [(name, storable(v).replace("\r\n", "\n")) for name, v in fields]
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
    """Fields and files. Of what is too much the fields are kept: they are somebody's work."""
    body = _Bounded(request)
    parser = MultiPartParser(
        request.headers, body.parts(), max_files=MOST_PARTS, max_fields=MOST_FIELDS
    )
    try:
        given = (await parser.parse()).multi_items()
    except TooLarge:
        given = parser.items
    except (MultiPartException, KeyError, ValueError):
        return False
    fields = [(name, value) for name, value in given if isinstance(value, str)]
    if sum(len(value) for _, value in fields) > LARGEST_FORM:
        return False
    sent = [value for _, value in given if isinstance(value, UploadFile)]
    # A file field nobody filled in is posted too: without a name, without a byte.
    named = [each for each in sent if each.filename and body.whole]
    files = [Upload(each.filename or "", await each.read(LARGEST + 1)) for each in named]
    for each in sent:
        await each.close()
    _keep(request, fields, files if body.whole else [Upload("", b"", whole=False)])
    return True


class _Bounded:
    """The body of a request: what is over the limit is read, or no answer would arrive, but
    not kept; and even that has an end.
    """

    def __init__(self, request: Request) -> None:
        self._request = request
        self.whole = True

    async def parts(self) -> AsyncGenerator[bytes, None]:
        """Its parts, as they come; raises TooLarge at its end where it was too long."""
        seen = 0
        async for part in self._request.stream():
            fits = part[: max(0, LARGEST_WITH_FILES - seen)]
            seen += len(part)
            if fits:
                yield fits
            if seen > MOST_READ:
                break
        self.whole = seen <= LARGEST_WITH_FILES
        if not self.whole:
            raise TooLarge
