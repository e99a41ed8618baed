"""Customers' files: only for who may see the ticket, and never able to do anything."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from backoffice import access, thread, trace
from backoffice.office import Office, office, staff_of
from helpdesk.domain.enums import AttachmentStatus
from helpdesk.domain.message import Attachment
from helpdesk.domain.rights import Right

POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
UNKNOWN_TYPE = "application/octet-stream"
LONGEST_NAME = 120

MAGIC: dict[str, tuple[bytes, ...]] = {
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/webp": (b"RIFF",),
    "audio/ogg": (b"OggS",),
    "audio/mpeg": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
}
"""How pictures and sounds begin that may be shown; a stored type alone is not believed."""


def show(request: Request) -> Response:
    """The file: an image to look at, anything else to download."""
    house = office(request)
    with house.database.reading() as session:
        attachment = access.attachment_of(
            session, staff_of(request), access.number_in(request, "attachment_id")
        )
    path = _path(house, attachment)
    mark = f'"{attachment.sha256 or attachment.id}"'
    headers = {
        "Content-Security-Policy": POLICY,
        # Kept by the browser, but shown again only after asking us: access may have ended.
        "Cache-Control": "private, no-cache",
        "ETag": mark,
    }
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=headers)
    image = thread.shown_inline(attachment) and _is(attachment.media_type, path)
    headers["Content-Disposition"] = _disposition("inline" if image else "attachment", attachment)
    if not image:  # what stands in the page was seen with the ticket
        trace.note_alone(request, "file.taken", f"file:{attachment.id}")
    media_type = attachment.media_type if image else UNKNOWN_TYPE
    return FileResponse(path, media_type=media_type, headers=headers)


def _path(house: Office, attachment: Attachment) -> Path:
    """Where the bytes are; 404 if they are not (yet) on our disk, or lie outside the folder."""
    root = house.settings.files.resolve()
    path = (root / (attachment.path or "")).resolve()
    stored = attachment.status is AttachmentStatus.STORED
    if not stored or not path.is_relative_to(root) or not path.is_file():
        raise HTTPException(404)
    return path


def _is(media_type: str | None, path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(16)
    if media_type == "audio/mp4":
        return head[4:8] == b"ftyp"
    return head.startswith(MAGIC.get(media_type or "", ()))


def _disposition(kind: str, attachment: Attachment) -> str:
    return f"{kind}; filename*=UTF-8''{quote(_name(attachment), safe='')}"


def _name(attachment: Attachment) -> str:
    # Cc and Cf hold line ends and the marks that make `gpj.exe` read `exe.jpg`.
    letters = (c for c in attachment.name or "" if unicodedata.category(c)[0] != "C")
    name = "".join(letters).replace("/", "_").replace("\\", "_").strip(". ")
    return name[-LONGEST_NAME:] or f"{attachment.kind}-{attachment.id}"


ROUTES = [access.route("/files/{attachment_id:int}", show, Right.READ_TICKETS)]
