"""Attachments: the files customers send, and those we send. The bytes are in `var/files`."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from pathlib import Path

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from helpdesk.db.tables import attachment as table
from helpdesk.domain.enums import AttachmentStatus
from helpdesk.domain.message import Attachment, Message

LONGEST_NAME = 200


def add(
    session: Session,
    message: Message,
    *,
    kind: str,
    file_id: str,
    now: datetime,
    name: str | None = None,
    media_type: str | None = None,
    size: int | None = None,
) -> Attachment:
    """A file of that message, to be fetched. The same file of a message again is the first."""
    known = session.execute(
        select(Attachment).filter_by(message_id=message.id, file_id=file_id)
    ).scalar_one_or_none()
    if known is not None:
        return known
    attachment = Attachment(
        message_id=message.id or 0,
        kind=kind,
        file_id=file_id,
        created_at=now,
        name=name[:LONGEST_NAME] if name else None,
        media_type=media_type[:128] if media_type else None,
        size=size,
    )
    session.add(attachment)
    session.flush()  # the turn names the attachment by its id
    return attachment


def add_own(
    session: Session,
    message: Message,
    *,
    content: bytes,
    folder: Path,
    kind: str,
    name: str,
    media_type: str,
    now: datetime,
) -> Attachment:
    """A file of ours beside that message. `folder` is `var/files`; `kind` is photo, voice or
    document and says how Telegram shows it. The bytes are on disk before the row is.
    """
    attachment = add(
        session,
        message,
        kind=kind,
        file_id=f"own:{secrets.token_hex(8)}",
        name=name,
        media_type=media_type,
        now=now,
    )
    digest = hashlib.sha256(content).hexdigest()
    path, size = keep(folder, content), len(content)
    store(session, attachment, path=path, media_type=media_type, size=size, sha256=digest)
    return attachment


def keep(folder: Path, content: bytes) -> str:
    """Write a file under a random name below `folder`, and return its path in there.

    What people call a file is never a path.
    """
    name = secrets.token_hex(16)
    place = folder / name[:2]
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_bytes(content)
    return f"{name[:2]}/{name}"


def pending(session: Session, *, now: datetime, limit: int = 10) -> list[Attachment]:
    """Files that should be fetched now, oldest first."""
    due = (
        select(Attachment)
        .where(table.c.status == AttachmentStatus.PENDING)
        .where(or_(table.c.retry_at.is_(None), table.c.retry_at <= now))
        .order_by(table.c.id)
        .limit(limit)
    )
    return list(session.execute(due).scalars())


def store(
    session: Session, attachment: Attachment, *, path: str, media_type: str, size: int, sha256: str
) -> None:
    """The file is on our disk at `path` under `var/files`; its type was read from its bytes."""
    attachment.path = path
    attachment.media_type = media_type
    attachment.size = size
    attachment.sha256 = sha256
    attachment.status = AttachmentStatus.STORED
    attachment.retry_at = None
    attachment.error = None
    session.add(attachment)


def refuse(session: Session, attachment: Attachment, *, error: str) -> None:
    """We will not have this file: too large, or of a kind we do not keep."""
    attachment.status = AttachmentStatus.REFUSED
    attachment.retry_at = None
    attachment.error = error
    session.add(attachment)


def postpone(session: Session, attachment: Attachment, *, retry_at: datetime, error: str) -> None:
    """Fetching failed for now; try again at `retry_at`."""
    attachment.attempts += 1
    attachment.retry_at = retry_at
    attachment.error = error
    session.add(attachment)
