"""What lies on a clerk's desk besides the tickets: drafts, filters, ready replies, notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from helpdesk.domain.enums import DraftKind, LinkKind, NoticeKind, Priority, TicketStatus


@dataclass
class Draft:
    """What somebody has typed on a ticket and not sent. `version` is the ticket's they saw."""

    staff_id: int
    ticket_id: int
    kind: DraftKind
    text: str
    version: int
    updated_at: datetime
    id: int | None = None


@dataclass
class Presence:
    """Who has a ticket open, and whether they type. Older than a minute it means nothing."""

    staff_id: int
    ticket_id: int
    replying: bool
    seen_at: datetime
    id: int | None = None


@dataclass
class SavedFilter:
    """A work list somebody wants to see again: its name and the query of its address."""

    staff_id: int
    name: str
    query: str
    created_at: datetime
    id: int | None = None


@dataclass
class TicketLink:
    """That two tickets belong together: `ticket_id` came after, or out of, `other_id`."""

    ticket_id: int
    other_id: int
    kind: LinkKind
    staff_id: int
    created_at: datetime
    id: int | None = None


@dataclass
class CannedReply:
    """One ready answer in both languages. `department` is a code; None is for everybody."""

    code: str
    title_sw: str
    title_en: str
    text_sw: str
    text_en: str
    department: str | None = None
    active: bool = True
    id: int | None = None

    def title(self, language: str) -> str:
        """What staff of that language choose it by."""
        return self.title_sw if language == "sw" else self.title_en

    def text(self, language: str) -> str:
        """The answer in the customer's language."""
        return self.text_sw if language == "sw" else self.text_en


@dataclass
class Macro:
    """Several steps in one click; what is None is left as it is. `department` is a code."""

    code: str
    title_sw: str
    title_en: str
    reply: str | None = None
    status: TicketStatus | None = None
    priority: Priority | None = None
    department: str | None = None
    take: bool = False
    active: bool = True
    id: int | None = None

    def title(self, language: str) -> str:
        """What staff of that language choose it by."""
        return self.title_sw if language == "sw" else self.title_en


@dataclass
class Notice:
    """One line for one member of staff. `telegram_at` is when it was put on its way there."""

    staff_id: int
    kind: NoticeKind
    created_at: datetime
    ticket_id: int | None = None
    detail: str | None = None
    source_key: str | None = None
    seen_at: datetime | None = None
    telegram_at: datetime | None = None
    id: int | None = None
