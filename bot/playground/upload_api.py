"""What a customer sends as a file over HTTP: pictures, voice notes, documents."""

from __future__ import annotations

from dataclasses import asdict

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.playground import arrivals, objects
from bot.playground.arrivals import Arrival
from bot.playground.chats import Chat
from bot.playground.errors import ApiError, reject
from bot.playground.files import Stored
from bot.playground.params import read_upload
from bot.playground.shapes import Object
from bot.playground.world import World

# What a browser may show in place; everything else is offered as a download.
SHOWN = ("image/jpeg", "image/png", "image/gif", "image/webp", "audio/")


class Uploads:
    """The endpoints that take a customer's files, and show them back to the page."""

    def __init__(self, world: World) -> None:
        """Act in this world."""
        self._world = world

    def routes(self) -> list[Route]:
        """Return the addresses."""
        return [
            Route("/playground/chats/{chat:int}/photo", self.photo, methods=["POST"]),
            Route("/playground/chats/{chat:int}/voice", self.voice, methods=["POST"]),
            Route("/playground/chats/{chat:int}/document", self.document, methods=["POST"]),
            Route("/playground/files/{file_id}", self.file),
        ]

    async def photo(self, request: Request) -> Response:
        """Send pictures: field `photo`, more than one makes an album; `caption`."""
        return await self._send(request, "photo")

    async def voice(self, request: Request) -> Response:
        """Send a voice note: field `voice`; `duration` in seconds; `caption`."""
        return await self._send(request, "voice")

    async def document(self, request: Request) -> Response:
        """Send a file: field `document`; `caption`."""
        return await self._send(request, "document")

    async def file(self, request: Request) -> Response:
        """Give a file back to the page."""
        stored = self._world.files.get(request.path_params["file_id"])
        if stored is None:
            return Response(status_code=404)
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        if not stored.mime.startswith(SHOWN):
            headers["Content-Disposition"] = "attachment"
        return Response(stored.content, media_type=stored.mime, headers=headers)

    async def _send(self, request: Request, kind: str) -> Response:
        try:
            chat = self._world.chats.find(request.path_params["chat"])
        except ApiError:
            reject("no_such_customer", 404)
        async with request.form() as form:
            parts = [part for part in form.getlist(kind) if isinstance(part, UploadFile)]
            if not parts:
                reject("no_file")
            sent = await self._messages(chat, kind, parts, form)
        ids = [each.update_id for each in sent]
        return JSONResponse({**asdict(sent[-1]), "update_ids": ids})

    async def _messages(
        self, chat: Chat, kind: str, parts: list[UploadFile], form: FormData
    ) -> list[Arrival]:
        caption = str(form.get("caption", "")).strip()
        album = str(form.get("media_group_id", ""))
        if len(parts) > 1:
            album = album or f"{chat.customer.id}{self._world.feed.seq}"
        shared = {"media_group_id": album} if album else {}
        sent: list[Arrival] = []
        for part in parts:
            stored = self._world.files.keep(kind, await read_upload(part), _claimed(form))
            content = {**_content(kind, stored, form), **shared}
            # Telegram puts an album's caption on its first picture.
            sent.append(arrivals.message(self._world, chat, content, "" if sent else caption))
        return sent


def _content(kind: str, stored: Stored, form: FormData) -> Object:
    if kind == "photo":
        return {"photo": objects.photo(stored)}
    if kind == "voice":
        return {"voice": objects.voice(stored, _number(form, "duration"))}
    return {"document": objects.document(stored)}


def _claimed(form: FormData) -> int | None:
    """Return a size claimed larger than the bytes sent, so that tests need no 20 MiB file."""
    return _number(form, "size") or None


def _number(form: FormData, name: str) -> int:
    value = str(form.get(name, ""))
    return int(value) if value.isdigit() else 0
