"""Webhooks: which systems of the company's own are told of what. Admins alone make them."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from helpdesk.db.desk_tables import webhook as table
from helpdesk.db.desk_tables import webhook_delivery as deliveries
from helpdesk.db.tables import audit_entry as entries
from helpdesk.domain.enums import NoticeKind, Role, WebhookStatus
from helpdesk.domain.errors import BadWebhook, NotFound
from helpdesk.domain.events import Event
from helpdesk.domain.machines import Webhook
from helpdesk.domain.staff import StaffMember
from helpdesk.services import audit, notices, webhook_address, webhook_signing
from helpdesk.services.webhook_address import BadAddress, Resolve

MOST = 20
"""So many webhooks there may be: each has a lane of its own when they are sent."""

LONGEST_NAME = 60
OLD_SECRET_LASTS = timedelta(hours=24)
HAND, GONE, FAILING = "hand", "gone", "failing"
PAUSED = "paused"
"""What stands as the error of a delivery that was waiting when its webhook was paused."""


@dataclass(frozen=True)
class Wanted:
    """What an admin asked for, looked at: only `read` makes these."""

    name: str
    url: str
    events: str


def read(
    name: str, url: str, events: Iterable[str], resolve: Resolve = socket.getaddrinfo
) -> Wanted:
    """What was typed, looked at before any transaction: the address's name is asked for.

    Raises BadWebhook with what is wrong in each field.
    """
    wrong, address = {}, ""
    named = " ".join(name.split())
    if not named or len(named) > LONGEST_NAME:
        wrong["name"] = "long" if named else "empty"
    try:
        address = webhook_address.check(url, resolve)
    except BadAddress as error:
        wrong["url"] = error.problem
    asked = set(events)
    chosen = [str(each) for each in Event if each in asked]
    if len(chosen) < len(asked) or not chosen:
        wrong["events"] = "unknown" if asked else "none"
    if wrong:
        raise BadWebhook(wrong=wrong)
    return Wanted(named, address, " ".join(chosen))


def make(session: Session, by: StaffMember, wanted: Wanted, *, now: datetime) -> Webhook:
    """Tell that address from now on. Its secret is to be shown once.

    Raises BadWebhook where there are MOST already.
    """
    if int(session.execute(select(func.count()).select_from(table)).scalar_one()) >= MOST:
        raise BadWebhook(wrong={"name": "many"})
    hook = Webhook(
        name=wanted.name,
        url=wanted.url,
        secret=webhook_signing.new_secret(),
        events=wanted.events,
        created_by=by.id or 0,
        created_at=now,
        position=_newest(session),
    )
    session.add(hook)
    session.flush()
    _log(session, by, "webhook.made", hook, now, new=hook.url)
    return hook


def change(
    session: Session, by: StaffMember, hook: Webhook, wanted: Wanted, *, now: datetime
) -> None:
    """Another name, address or choice of events. What waits goes to the new address.

    Of an event that is newly wanted, what happened in the last minutes may be told too.
    """
    pairs = (("name", wanted.name), ("url", wanted.url), ("events", wanted.events))
    for field, new in pairs:
        old = getattr(hook, field)
        if old != new:
            setattr(hook, field, new)
            _log(session, by, "webhook.changed", hook, now, field=field, old=old, new=new)


def pause(session: Session, by: StaffMember, hook: Webhook, *, now: datetime) -> None:
    """Tell it nothing until it is resumed: what waits has failed, what happens is passed over."""
    if hook.active:
        stop(session, hook, HAND)
        _log(session, by, "webhook.paused", hook, now)


def resume(session: Session, by: StaffMember, hook: Webhook, *, now: datetime) -> None:
    """Tell it again, of what happens from now on."""
    if hook.active:
        return
    hook.active, hook.paused_by = True, None
    hook.failing_since = hook.quiet_until = None
    hook.position = _newest(session)
    _log(session, by, "webhook.resumed", hook, now)


def rotate(session: Session, by: StaffMember, hook: Webhook, *, now: datetime) -> None:
    """A new secret, to be shown once. For a day the old one signs too, so that nothing is lost
    while the receiver changes over.
    """
    hook.old_secret, hook.old_until = hook.secret, now + OLD_SECRET_LASTS
    hook.secret = webhook_signing.new_secret()
    _log(session, by, "webhook.secret_rotated", hook, now)


def remove(session: Session, by: StaffMember, hook: Webhook, *, now: datetime) -> None:
    """Forget it, with what was sent to it and what waits."""
    session.execute(delete(deliveries).where(deliveries.c.webhook_id == hook.id))
    _log(session, by, "webhook.removed", hook, now, old=hook.url)
    session.delete(hook)
    session.flush()


def give_up(session: Session, hook: Webhook, why: str, *, now: datetime) -> None:
    """Pause it because nobody is there any more, and tell the admins so."""
    if not hook.active:
        return
    stop(session, hook, why)
    subject = f"webhook:{hook.id}"
    audit.record(
        session,
        who="system",
        what="webhook.paused",
        subject=subject,
        field="why",
        new=why,
        now=now,
    )
    tell(session, hook, NoticeKind.WEBHOOK_PAUSED, f"{subject}:paused:{now.isoformat()}", now=now)


def tell(session: Session, hook: Webhook, kind: NoticeKind, key: str, *, now: datetime) -> None:
    """A line in the console for every admin."""
    found = select(StaffMember).filter_by(active=True, role=Role.ADMIN)
    admins = list(session.execute(found).scalars())
    notices.tell(session, admins, kind, detail=hook.name, key=key, now=now)


def stop(session: Session, hook: Webhook, why: str) -> None:
    """No longer active; what waits has failed, and can be sent again by hand."""
    hook.active, hook.paused_by = False, why
    session.flush()  # what has just failed for a reason of its own keeps that reason
    waiting = update(deliveries).where(
        deliveries.c.webhook_id == hook.id, deliveries.c.status == WebhookStatus.QUEUED
    )
    session.execute(waiting.values(status=WebhookStatus.FAILED, error=PAUSED, retry_at=None))


def everything(session: Session) -> list[Webhook]:
    """All of them, by name."""
    return list(session.execute(select(Webhook).order_by(table.c.name, table.c.id)).scalars())


def find(session: Session, number: int, *, to_change: bool = False) -> Webhook:
    """The webhook of that number; NotFound for none.

    With `to_change` nobody else takes or adds deliveries of it until the transaction ends.
    """
    asked = select(Webhook).filter_by(id=number)
    found = session.execute(asked.with_for_update() if to_change else asked).scalar_one_or_none()
    if found is None:
        raise NotFound(webhook=number)
    return found


def _newest(session: Session) -> int:
    return int(session.execute(select(func.max(entries.c.id))).scalar_one() or 0)


def _log(
    session: Session,
    by: StaffMember,
    what: str,
    hook: Webhook,
    now: datetime,
    *,
    field: str | None = None,
    old: str | None = None,
    new: str | None = None,
) -> None:
    audit.record(
        session,
        who=f"staff:{by.id}",
        what=what,
        subject=f"webhook:{hook.id}",
        field=field,
        old=old,
        new=new,
        now=now,
    )
