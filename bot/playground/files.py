"""Bytes that were sent: photos, documents, voices. Which message carries them lives elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.playground.errors import refuse
from bot.playground.shapes import Object

DOWNLOAD_LIMIT = 20 * 1024 * 1024
UPLOAD_LIMIT = 50 * 1024 * 1024
TOO_LARGE = "Request Entity Too Large"
FOLDERS = {"photo": "photos", "voice": "voice", "document": "documents"}
ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp"}


@dataclass(frozen=True)
class Upload:
    """A file as it came in a form."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True)
class Stored:
    """A file Telegram keeps. `size` may be claimed larger than the bytes that were sent."""

    file_id: str
    unique_id: str
    path: str
    name: str
    mime: str
    content: bytes
    size: int

    def described(self) -> Object:
        """Return the fields every file object has."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": self.size,
        }


class Files:
    """Everything that was uploaded, by file id and by download path."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._stored: dict[str, Stored] = {}
        self._paths: dict[str, Stored] = {}

    def keep(self, kind: str, upload: Upload, size: int | None = None) -> Stored:
        """Store an upload as "photo", "voice" or "document"."""
        number = len(self._stored) + 1
        ending = PurePosixPath(upload.name).suffix or ENDINGS.get(upload.mime, "")
        stored = Stored(
            file_id=f"PLAYGROUND-{kind}-{number}",
            unique_id=f"PG{number:08d}",
            path=f"{FOLDERS[kind]}/file_{number}{ending}",
            name=upload.name,
            mime=upload.mime,
            content=upload.content,
            size=size or len(upload.content),
        )
        self._stored[stored.file_id] = self._paths[stored.path] = stored
        return stored

    def get(self, file_id: str) -> Stored | None:
        """Return a file by its id, or None."""
        return self._stored.get(file_id)

    def link(self, file_id: str) -> Object:
        """Return Telegram's File with its path; refuses unknown ids and what is over 20 MiB."""
        if (stored := self.get(file_id)) is None:
            refuse("invalid file_id")
        if stored.size > DOWNLOAD_LIMIT:
            refuse("file is too big")
        return {**stored.described(), "file_path": stored.path}

    def at(self, path: str) -> Stored | None:
        """Return the file behind a download path, or None; too big ones have no path."""
        stored = self._paths.get(path)
        return stored if stored and stored.size <= DOWNLOAD_LIMIT else None

    def clear(self) -> None:
        """Forget every file."""
        self._stored.clear()
        self._paths.clear()
