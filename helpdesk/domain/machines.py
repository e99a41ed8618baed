"""The company's own systems: tokens by which they ask, webhooks by which they are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from helpdesk.domain.enums import WebhookStatus


@dataclass
class ApiToken:
    """What a system shows to be let in. Only the SHA-256 of the token is kept.

    `scopes` are words separated by spaces; `hint` is the token's beginning, to know it by.
    """

    name: str
    key: str
    hint: str
    scopes: str
    created_by: int
    created_at: datetime
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None
    id: int | None = None


@dataclass
class Webhook:
    """An address that is told of `events` (words separated by spaces), signed with `secret`."""

    name: str
    url: str
    secret: str
    events: str
    created_by: int
    created_at: datetime
    active: bool = True
    id: int | None = None


@dataclass
class WebhookDelivery:
    """One event on its way to one webhook. `payload` is JSON."""

    webhook_id: int
    event: str
    payload: str
    created_at: datetime
    status: WebhookStatus = WebhookStatus.QUEUED
    attempts: int = 0
    retry_at: datetime | None = None
    sent_at: datetime | None = None
    answered: int | None = None
    error: str | None = None
    id: int | None = None
