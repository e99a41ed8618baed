"""What comes in and goes out over a channel, and the buttons in between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from helpdesk.domain.enums import InboxStatus, OutboxStatus


@dataclass
class InboundUpdate:
    """One update as Telegram sent it; committed before it is confirmed. `payload` is JSON."""

    bot_id: int
    update_id: int
    chat_id: int
    kind: str
    payload: str
    received_at: datetime
    status: InboxStatus = InboxStatus.RECEIVED
    attempts: int = 0
    retry_at: datetime | None = None
    done_at: datetime | None = None
    error: str | None = None
    id: int | None = None


@dataclass
class Delivery:
    """One message on its way out. `payload` is JSON: text, buttons, keyboard."""

    contact_id: int
    chat_id: int
    payload: str
    created_at: datetime
    message_id: int | None = None
    status: OutboxStatus = OutboxStatus.QUEUED
    attempts: int = 0
    retry_at: datetime | None = None
    sending_since: datetime | None = None
    sent_at: datetime | None = None
    telegram_message_id: int | None = None
    may_repeat: bool = False
    error: str | None = None
    id: int | None = None


@dataclass
class Button:
    """One tap's worth of meaning behind an opaque token. `entities` is JSON.

    Buttons of one message share a `bundle`: using one spends them all.
    """

    token: str
    contact_id: int
    chat_id: int
    intent: str
    entities: str
    label: str
    bundle: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    id: int | None = None
