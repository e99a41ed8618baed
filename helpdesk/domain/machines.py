"""The company's own systems: tokens by which they ask, webhooks by which they are told."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    """An address that is told of `events` (words separated by spaces), signed with `secret`.

    `position` is the audit entry up to which nothing can have been passed over. `old_secret`
    signs too until `old_until`. `failing_since` is when the last success was followed by a
    failure; `quiet_until` when the receiver asked to be left alone; `paused_by` why it is not
    active: hand, gone (it answered 410) or failing.
    """

    name: str
    url: str
    secret: str = field(repr=False)
    events: str
    created_by: int
    created_at: datetime
    active: bool = True
    position: int = 0
    old_secret: str | None = field(default=None, repr=False)
    old_until: datetime | None = None
    failing_since: datetime | None = None
    quiet_until: datetime | None = None
    paused_by: str | None = None
    id: int | None = None


@dataclass
class WebhookDelivery:
    """One event on its way to one webhook. `payload` is JSON.

    `message_id` is what the receiver tells repeats by; `entry_id` the audit entry it tells of,
    None for a test. While queued, `retry_at` is when it may go out: whoever takes it to send it
    moves that ahead, so that it comes back by itself should they die.
    """

    webhook_id: int
    event: str
    payload: str
    created_at: datetime
    message_id: str
    entry_id: int | None = None
    status: WebhookStatus = WebhookStatus.QUEUED
    attempts: int = 0
    retry_at: datetime | None = None
    sent_at: datetime | None = None
    answered: int | None = None
    error: str | None = None
    id: int | None = None
