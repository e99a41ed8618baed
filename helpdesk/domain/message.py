"""One utterance and the files that came with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from helpdesk.domain.enums import AttachmentStatus, Author, Language, Visibility


@dataclass
class Message:
    """What was said in a conversation. `source_key` makes storing it twice impossible.

    `revision_of_id` is the message this one is a newer wording of; messages that Telegram
    shows as one picture album share an `album`. `intent` is what the assistant took a customer's
    message for, where it was the assistant's to answer.
    """

    contact_id: int
    author: Author
    text: str
    created_at: datetime
    visibility: Visibility = Visibility.PUBLIC
    language: Language | None = None
    ticket_id: int | None = None
    staff_id: int | None = None
    department_id: int | None = None
    kind: str = "text"
    source_key: str | None = None
    telegram_message_id: int | None = None
    buttons: str | None = None
    revision_of_id: int | None = None
    album: str | None = None
    intent: str | None = None
    id: int | None = None


@dataclass
class Attachment:
    """A file of a message. `size` is in bytes; `path` is relative to `var/files`."""

    message_id: int
    kind: str
    file_id: str
    created_at: datetime
    status: AttachmentStatus = AttachmentStatus.PENDING
    name: str | None = None
    media_type: str | None = None
    size: int | None = None
    sha256: str | None = None
    path: str | None = None
    attempts: int = 0
    retry_at: datetime | None = None
    error: str | None = None
    id: int | None = None
