"""Files staff send: which we take, by what they are and not by what they are called."""

from __future__ import annotations

import unicodedata
import zipfile
import zlib
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
ENTRY = b"PK\x01\x02"
MOST_ENTRIES = 2000
PARTS = "[Content_Types].xml"
LONGEST_PARTS = 1024 * 1024
MACROS = (b"macroenabled", b"vbaproject")
"""How the list of its parts tells that a document has macros, whatever they are called
(ECMA-376, part 2, section 7.2.3; [MS-OFFMACRO2], section 2.2.1).
"""


@dataclass(frozen=True)
class Upload:
    """A file as it was posted: its name is anybody's text, its content anything.

    `whole` is False where more was sent than anybody reads.
    """

    name: str
    content: bytes
    whole: bool = True


def check(files: Sequence[Upload]) -> None:
    """Raises BadFile for too many, an empty or too large one, or a kind we do not send."""
    if len(files) > MOST:
        raise BadFile(problem="many")
    for file in files:
        if len(file.content) > LARGEST or not file.whole:
            raise BadFile(problem="large")
        if not file.content:
            raise BadFile(problem="empty")
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
    # Each entry costs memory before its name is known: documents have some dozens.
    if not content.startswith(b"PK") or content.count(ENTRY) > MOST_ENTRIES:
        return None
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        with archive.open(PARTS) as parts:
            described = parts.read(LONGEST_PARTS).lower()
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ):
        return None
    names = archive.namelist()
    macros = any(mark in described for mark in MACROS)
    fitting = (kind for start, kind in OFFICE.items() if any(n.startswith(start) for n in names))
    return None if macros else next(fitting, None)


def _shown_as(kind: str) -> str:
    if kind in PHOTOS:
        return "photo"
    return "voice" if kind in VOICES else "document"
