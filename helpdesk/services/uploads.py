"""Files staff send: which we take, by what they are and not by what they are called."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from sqlalchemy.orm import Session

from helpdesk.domain.errors import BadFile
from helpdesk.domain.message import Attachment, Message
from helpdesk.services import attachments
from helpdesk.services.file_kinds import HEAD, media_type

LARGEST = 10 * 1024 * 1024
"""Bytes of one file: Telegram's limit of a photo (core.telegram.org/bots/api#sending-files)."""

MOST = 5
LONGEST_NAME = 120
PHOTOS = frozenset({"image/jpeg", "image/png"})
VOICES = frozenset({"audio/ogg"})
OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Which folder an office document of that kind holds; it is a ZIP archive like any other."""


@dataclass(frozen=True)
class Upload:
    """A file as it was posted: its name is anybody's text, its content anything."""

    name: str
    content: bytes


def check(files: Sequence[Upload]) -> None:
    """Raises BadFile for too many, an empty or too large one, or a kind we do not send."""
    if len(files) > MOST:
        raise BadFile(problem="many")
    for file in files:
        if not file.content:
            raise BadFile(problem="empty")
        if len(file.content) > LARGEST:
            raise BadFile(problem="large")
        if kind_of(file.content) is None:
            raise BadFile(problem="kind")


def keep(
    session: Session,
    message: Message,
    files: Sequence[Upload],
    folder: Path,
    *,
    now: datetime,
) -> list[Attachment]:
    """Write the files below `folder` and note them beside the message."""
    return [
        attachments.add_own(
            session,
            message,
            content=file.content,
            folder=folder,
            kind=_shown_as(kind_of(file.content) or ""),
            name=name_of(file.name),
            media_type=kind_of(file.content) or "",
            now=now,
        )
        for file in files
    ]


def kind_of(content: bytes) -> str | None:
    """The media type the content itself tells; None for what we do not send."""
    return media_type(content[:HEAD]) or _office(content)


def name_of(given: str) -> str:
    """A name without folders, controls and marks that turn the writing round."""
    base = given.replace("\\", "/").rpartition("/")[2]
    letters = "".join(each for each in base if unicodedata.category(each)[0] != "C")
    return letters.strip(". ")[-LONGEST_NAME:] or "file"


def _office(content: bytes) -> str | None:
    if not content.startswith(b"PK"):
        return None
    try:
        names = zipfile.ZipFile(BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    macros = any(name.endswith("vbaProject.bin") for name in names)
    fitting = (kind for start, kind in OFFICE.items() if any(n.startswith(start) for n in names))
    return None if macros else next(fitting, None)


def _shown_as(kind: str) -> str:
    if kind in PHOTOS:
        return "photo"
    return "voice" if kind in VOICES else "document"
