"""Deliveries on their way: taken by one sender at a time, tried again later, given up in the end.

Who takes a delivery commits before it is sent, so no transaction waits for a receiver, and
`retry_at` lies LEASE ahead meanwhile: a sender that dies leaves it to whoever looks then. So a
receiver hears of everything at least once, and tells repeats by `webhook-id`.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from helpdesk.db.desk_tables import webhook as hooks
from helpdesk.db.desk_tables import webhook_delivery as table
from helpdesk.db.rows import changed
from helpdesk.domain.enums import NoticeKind, WebhookStatus
from helpdesk.domain.errors import NotFound
from helpdesk.domain.events import TEST
from helpdesk.domain.machines import Webhook, WebhookDelivery
from helpdesk.services import webhook_payloads, webhook_signing, webhooks

LEASE = timedelta(seconds=60)
"""So long a delivery is its sender's: longer than one try can take."""

WAITS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""How long after each failed try the next comes: the example of Standard Webhooks."""

JITTER = 0.1
"""By this part a wait is longer or shorter, so that not everything comes back at once."""

LONGEST_WAIT = timedelta(hours=24)
FAILING_FOR = timedelta(hours=24)
"""A receiver that has answered nothing well for so long is no longer tried."""

GONE_STATUS = 410
MOST_SHOWN = 50
MOST_AGAIN = 500


@dataclass(frozen=True)
class Parcel:
    """A delivery somebody has taken to send: this try of it, and what it needs."""

    delivery_id: int
    webhook_id: int
    attempt: int
    message_id: str
    url: str
    body: bytes = field(repr=False)
    secrets: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class Answer:
    """What came of a try: the status of the answer, or a word for why there was none.

    `wait` is what the receiver asked for by Retry-After.
    """

    status: int | None = None
    problem: str | None = None
    wait: timedelta | None = None

    @property
    def good(self) -> bool:
        """Whether the receiver has taken it."""
        return self.status is not None and 200 <= self.status < 300


def lanes(session: Session, *, now: datetime) -> list[int]:
    """The webhooks for which something may be sent now."""
    found = select(table.c.webhook_id).join(hooks, hooks.c.id == table.c.webhook_id)
    due = found.where(_due(now)).where(hooks.c.active.is_(True), _not_quiet(now)).distinct()
    return list(session.execute(due).scalars())


def take(session: Session, webhook_id: int, *, now: datetime) -> Parcel | None:
    """The delivery that has been due the longest, taken to be sent now; None if there is none."""
    ready = select(Webhook).where(
        hooks.c.id == webhook_id, hooks.c.active.is_(True), _not_quiet(now)
    )
    hook: Webhook | None = session.execute(ready).scalar_one_or_none()
    oldest = (
        select(WebhookDelivery)
        .where(table.c.webhook_id == webhook_id, _due(now))
        .order_by(table.c.retry_at, table.c.id)
        .limit(1)
        # PostgreSQL steps over what another sender is just taking; SQLite has one writer anyway.
        .with_for_update(skip_locked=True)
    )
    row: WebhookDelivery | None = session.execute(oldest).scalar_one_or_none() if hook else None
    if hook is None or row is None:
        return None
    row.attempts += 1
    row.retry_at = now + LEASE
    keys = (hook.secret, hook.old_secret if hook.old_until and hook.old_until > now else None)
    return Parcel(
        delivery_id=row.id or 0,
        webhook_id=webhook_id,
        attempt=row.attempts,
        message_id=row.message_id,
        url=hook.url,
        body=row.payload.encode(),
        secrets=tuple(key for key in keys if key),
    )


def settle(session: Session, parcel: Parcel, answer: Answer, *, now: datetime) -> None:
    """Note what came of a try. Nothing happens where another sender has taken it meanwhile."""
    hook = session.execute(
        select(Webhook).filter_by(id=parcel.webhook_id).with_for_update()
    ).scalar_one_or_none()
    row = session.get(WebhookDelivery, parcel.delivery_id)
    if hook is None or row is None or row.attempts != parcel.attempt:
        return
    row.answered, row.error = answer.status, answer.problem
    if answer.good:
        row.status, row.sent_at, row.retry_at = WebhookStatus.SENT, now, None
        hook.failing_since = None
    elif row.status is WebhookStatus.QUEUED:
        _put_off(session, hook, row, answer, now)


def wait_after(attempt: int, asked: timedelta | None = None) -> timedelta | None:
    """How long after that failed try (the first is 1) the next comes; None after the last.

    `asked` is the receiver's Retry-After, which is honoured where it is longer.
    """
    if attempt > len(WAITS):
        return None
    # Nothing secret rests on it.
    wait = WAITS[attempt - 1] * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311
    return max(wait, min(asked, LONGEST_WAIT)) if asked else wait


def test(session: Session, hook: Webhook, *, now: datetime) -> WebhookDelivery | None:
    """Send something that means nothing, once, to see whether anybody is there.

    Nothing is sent to one that is paused.
    """
    if not hook.active:
        return None
    row = WebhookDelivery(
        webhook_id=hook.id or 0,
        event=TEST,
        payload=webhook_payloads.message(TEST, {"webhook": hook.name}, now),
        created_at=now,
        message_id=webhook_signing.new_message_id(),
        retry_at=now,
    )
    session.add(row)
    session.flush()
    return row


def again(session: Session, hook: Webhook, number: int | None, *, now: datetime) -> int:
    """Try a failed delivery anew, or with None the MOST_AGAIN oldest; how many those are.

    Raises NotFound for one there is not, or that has not failed.
    """
    failed = select(table.c.id).where(
        table.c.webhook_id == hook.id, table.c.status == WebhookStatus.FAILED
    )
    if number is not None:
        failed = failed.where(table.c.id == number)
    else:
        failed = failed.where(table.c.event != TEST)
    numbers = session.execute(failed.order_by(table.c.id).limit(MOST_AGAIN)).scalars().all()
    if number is not None and not numbers:
        raise NotFound(delivery=number)
    anew = update(table).where(table.c.id.in_(numbers), table.c.status == WebhookStatus.FAILED)
    values = {"status": WebhookStatus.QUEUED, "attempts": 0, "retry_at": now}
    return changed(session, anew.values(values)) if numbers else 0


def newest(session: Session, hook: Webhook) -> list[WebhookDelivery]:
    """Its newest deliveries, MOST_SHOWN at most."""
    found = select(WebhookDelivery).filter_by(webhook_id=hook.id)
    ordered = found.order_by(table.c.id.desc()).limit(MOST_SHOWN)
    return list(session.execute(ordered).scalars())


def last_of_each(session: Session, found: list[Webhook]) -> dict[int, WebhookDelivery]:
    """The newest delivery of each webhook, by the webhook's number."""
    each = (
        select(WebhookDelivery).filter_by(webhook_id=hook.id).order_by(table.c.id.desc()).limit(1)
        for hook in found
    )
    rows = [session.execute(asked).scalar_one_or_none() for asked in each]
    return {row.webhook_id: row for row in rows if row is not None}


def has_failed(session: Session, hook: Webhook) -> bool:
    """Whether any of its deliveries has failed for good, tests apart."""
    found = select(table.c.id).where(
        table.c.webhook_id == hook.id,
        table.c.status == WebhookStatus.FAILED,
        table.c.event != TEST,
    )
    return session.execute(found.limit(1)).first() is not None


def _due(now: datetime) -> ColumnElement[bool]:
    return (table.c.status == WebhookStatus.QUEUED) & (table.c.retry_at <= now)


def _not_quiet(now: datetime) -> ColumnElement[bool]:
    return or_(hooks.c.quiet_until.is_(None), hooks.c.quiet_until <= now)


def _put_off(
    session: Session, hook: Webhook, row: WebhookDelivery, answer: Answer, now: datetime
) -> None:
    wait = None if row.event == TEST else wait_after(row.attempts, answer.wait)
    if answer.wait:
        # It is the receiver that asks for rest, not this one delivery.
        hook.quiet_until = now + min(answer.wait, LONGEST_WAIT)
    if wait is None:
        row.status, row.retry_at = WebhookStatus.FAILED, None
    else:
        row.retry_at = now + wait
    if answer.status == GONE_STATUS:
        row.status, row.retry_at = WebhookStatus.FAILED, None
        webhooks.give_up(session, hook, webhooks.GONE, now=now)
    elif row.event != TEST:
        _remember(session, hook, row, now)


def _remember(session: Session, hook: Webhook, row: WebhookDelivery, now: datetime) -> None:
    hook.failing_since = hook.failing_since or now
    if now - hook.failing_since >= FAILING_FOR:
        webhooks.give_up(session, hook, webhooks.FAILING, now=now)
    elif row.status is WebhookStatus.FAILED:
        key = f"webhook:{hook.id}:failed:{now.date()}"
        webhooks.tell(session, hook, NoticeKind.WEBHOOK_FAILED, key, now=now)
