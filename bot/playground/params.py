"""A call's parameters, however they came: query, JSON, form or multipart. Rules live elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.playground.errors import refuse
from bot.playground.files import Upload
from bot.playground.shapes import Object


@dataclass(frozen=True)
class Params:
    """Values by name, each a string or what JSON made of it, and uploaded files by field."""

    values: Object
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a value as text; "" if absent."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """Return a value as a whole number; the default if absent or no number, as Telegram."""
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        """Say whether a value is true, in any of the ways Telegram takes."""
        return self.text(name).lower() in {"true", "1", "yes", "y"}

    def structure(self, name: str) -> object:
        """Return a value as JSON: forms carry it as text. None if absent."""
        value = self.values.get(name)
        if not isinstance(value, str) or not value:
            return None if value == "" else value
        try:
            return json.loads(value)
        except ValueError:
            refuse(f"can't parse {name.replace('_', ' ')} JSON object")

    def upload(self, name: str) -> Upload | None:
        """Return a field's file, also when it points elsewhere with attach://."""
        value = self.text(name)
        return self.uploads.get(value.removeprefix("attach://") if value else name)


async def read_params(request: Request) -> Params:
    """Read query and body; raises 400 when the body cannot be understood."""
    values: Object = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        return Params({**values, **await _json_body(request)})
    uploads: dict[str, Upload] = {}
    async with request.form() as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                uploads[name] = await read_upload(value)
            else:
                values[name] = value
    return Params(values, uploads)


async def read_upload(part: UploadFile) -> Upload:
    """Read one file of a form whole."""
    mime = part.content_type or "application/octet-stream"
    return Upload(part.filename or "file", mime, await part.read())


async def _json_body(request: Request) -> Object:
    try:
        body = json.loads(await request.body() or b"{}")
    except ValueError:
        body = None
    if not isinstance(body, dict):
        refuse("can't parse JSON object")
    return body
