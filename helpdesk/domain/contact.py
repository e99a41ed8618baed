"""A customer, and the one conversation we have with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from helpdesk.domain.enums import Language, Owner


@dataclass
class Contact:
    """A customer on one channel of one bot. `sender_id` is the opaque name Rasa knows."""

    channel: str
    bot_id: int
    chat_id: int
    sender_id: str
    name: str
    language: Language
    created_at: datetime
    username: str | None = None
    phone: str | None = None
    reachable: bool = True
    erased: bool = False
    consent_at: datetime | None = None
    apologised_at: datetime | None = None
    id: int | None = None


@dataclass
class Conversation:
    """The chat with one contact: who owns it now, and the ticket that owner works on."""

    contact_id: int
    owner: Owner = Owner.BOT
    ticket_id: int | None = None
    updated_at: datetime | None = None
    id: int | None = None
