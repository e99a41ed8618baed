"""From the audit to deliveries: every event once for every webhook that wants it.

The audit is where every road leaves its trace, so no road can forget to tell. Its entries are
numbered before they are committed, and one with a lower number may come to light after one with
a higher. So a webhook's `position` only passes entries older than LATEST, which is longer than
any transaction of ours; what is younger is looked through again at every round, and the unique
key on webhook and entry keeps the second look, and the second process, from telling twice.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import Session

from helpdesk.db.desk_tables import webhook as table
from helpdesk.db.desk_tables import webhook_delivery as deliveries
from helpdesk.db.tables import audit_entry as entries
from helpdesk.domain.enums import WebhookStatus
from helpdesk.domain.events import OF_AUDIT, entries_of
from helpdesk.domain.machines import Webhook
from helpdesk.domain.staff import AuditEntry
from helpdesk.services import once, webhook_payloads, webhook_signing

LATEST = timedelta(minutes=10)
"""So late an entry may come to light after others of higher numbers."""

AT_ONCE = 500
AT_LEAST = timedelta(minutes=20)
"""Entries nobody wants are passed when they are so old: the look stays short, and long before
retention lets go of a delivery its entry is behind us.
"""


def is_due(session: Session, *, now: datetime) -> bool:
    """Whether `collect` would have something to do. Only reads."""
    return any(
        _unheard(session, hook, most=1) or _lags(session, hook, now) for hook in _active(session)
    )


def collect(session: Session, *, now: datetime) -> int:
    """Make a delivery of each new event for each active webhook that wants it; how many.

    AT_ONCE for each webhook at most; the rest in the next round.
    """
    made = 0
    for hook in _active(session):
        # Before the entries are looked at: none may be passed that came after the look.
        newest = _newest(session)
        unheard = _unheard(session, hook, most=AT_ONCE)
        made += sum(_add(session, hook, entry, now) for entry in unheard)
        full = len(unheard) == AT_ONCE
        passed = _passed(session, hook, unheard[-1].id or 0 if full else newest, now)
        ahead = update(table).where(table.c.id == hook.id, table.c.position < passed)
        session.execute(ahead.values(position=passed))
    return made


def _active(session: Session) -> list[Webhook]:
    found = select(Webhook).filter_by(active=True).order_by(table.c.id)
    return list(session.execute(found.execution_options(populate_existing=True)).scalars())


def _unheard(session: Session, hook: Webhook, *, most: int) -> list[AuditEntry]:
    """Entries the webhook wants and has no delivery of, the oldest first."""
    told = exists().where(
        (deliveries.c.webhook_id == hook.id) & (deliveries.c.entry_id == entries.c.id)
    )
    found = (
        select(AuditEntry)
        .where(entries.c.id > hook.position, ~told)
        .where(entries.c.what.in_(entries_of(frozenset(hook.events.split()))))
        .order_by(entries.c.id)
        .limit(most)
    )
    return list(session.execute(found).scalars())


def _lags(session: Session, hook: Webhook, now: datetime) -> bool:
    beyond = select(entries.c.at).where(entries.c.id > hook.position).order_by(entries.c.id)
    first = session.execute(beyond.limit(1)).scalar_one_or_none()
    return first is not None and first <= now - AT_LEAST


def _passed(session: Session, hook: Webhook, seen: int, now: datetime) -> int:
    """Up to which entry, at most `seen`, no late one can come to light any more."""
    young = select(func.min(entries.c.id)).where(
        entries.c.id > hook.position, entries.c.at > now - LATEST
    )
    first = session.execute(young).scalar_one()
    return seen if first is None else min(seen, int(first) - 1)


def _add(session: Session, hook: Webhook, entry: AuditEntry, now: datetime) -> bool:
    row = {
        "webhook_id": hook.id,
        "entry_id": entry.id,
        "event": str(OF_AUDIT[entry.what]),
        "message_id": webhook_signing.new_message_id(),
        "payload": webhook_payloads.of_entry(session, entry),
        "status": WebhookStatus.QUEUED,
        "attempts": 0,
        "created_at": now,
        "retry_at": now,
    }
    return once.add(session, deliveries, row)


def _newest(session: Session) -> int:
    return int(session.execute(select(func.max(entries.c.id))).scalar_one() or 0)
