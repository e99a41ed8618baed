"""How long what is kept: a report of what would go, and letting it go, exact to the second.

The times are those of `company/retention.yml` (Kenya: General Regulations LN 263/2021, reg. 19
asks for a schedule; the defaults are those of docs/operator.md). What statistics need stays
without a word of anybody's: the ticket, its kind, its times.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from helpdesk.db import audit_guard, desk_tables, tables
from helpdesk.db.rows import changed
from helpdesk.domain.enums import InboxStatus, OutboxStatus, StatusKind, WebhookStatus
from helpdesk.domain.process import Bookmark
from helpdesk.domain.ticket import KINDS
from helpdesk.services import audit
from helpdesk.services.company_file import Page

FILE = "retention.yml"
DAYS = {
    "inbox": 30,
    "outbox": 90,
    "talk": 365,
    "tickets": 730,
    "files": 183,
    "audit": 1095,
    "sessions": 30,
    "buttons": 30,
    "notices": 90,
    "webhooks": 30,
}
"""How many days each kind is kept where the business says nothing else."""

SHORTEST = {"inbox": 2, "audit": 365, "buttons": 2, "sessions": 1}
"""Fewer days than this would break running work, or take the proof away; else one."""

AT_ONCE = 5000
BOOKMARK = "retention"
_DONE = [status for status, kind in KINDS.items() if kind is StatusKind.DONE]
_m, _t, _a = tables.message.c, tables.ticket.c, tables.attachment.c


@dataclass(frozen=True)
class Line:
    """One kind: how long it is kept, how much would go, and since when the oldest is here."""

    kind: str
    days: int
    count: int
    oldest: datetime | None


@dataclass(frozen=True)
class _Kind:
    table: Any
    at: Any
    due: Callable[[datetime], Any]
    blank: dict[str, object] | None = None


def policy(folder: Path) -> dict[str, int]:
    """The days each kind is kept; raises BadCompany for a kind there is not or too few days."""
    if not (folder / FILE).exists():
        return dict(DAYS)
    page = Page(folder, FILE)
    table = page.mapping(page.content.get("days"), "'days'")
    kept = dict(DAYS)
    for kind in table:
        days = int(page.number(table, page.known(kind, DAYS, "the kind")))
        if days < SHORTEST.get(kind, 1):
            raise page.bad(f"{kind!r} must be kept {SHORTEST.get(kind, 1)} days at least")
        kept[kind] = days
    return kept


def report(session: Session, kept: dict[str, int], *, now: datetime) -> list[Line]:
    """What would go now; nothing goes."""
    lines = []
    for name, kind in _kinds().items():
        due = kind.due(now - timedelta(days=kept[_as(name)]))
        found = select(func.count(), func.min(kind.at)).select_from(kind.table).where(due)
        count, oldest = session.execute(found).one()
        lines.append(Line(name, kept[_as(name)], int(count), oldest))
    return lines


def purge(
    session: Session, kept: dict[str, int], folder: Path, *, who: str, now: datetime
) -> dict[str, int]:
    """Let go of what is due, AT_ONCE of each kind at most; how many of each went.

    `folder` is `var/files`. What was let go is noted in the audit: numbers, and nothing else.
    """
    gone = {}
    for name, kind in _kinds().items():
        due = kind.due(now - timedelta(days=kept[_as(name)]))
        ids = select(kind.table.c.id).where(due).order_by(kind.table.c.id).limit(AT_ONCE)
        numbers = list(session.execute(ids).scalars())
        if name == "files":
            _unlink(session, numbers, folder)
        if name == "audit":
            audit_guard.let_go(session, now - timedelta(days=kept[name]))
        gone[name] = _let_go(session, kind, numbers)
    if any(gone.values()):
        told = " ".join(f"{name}={count}" for name, count in gone.items() if count)
        audit.record(
            session, who=who, what="retention.purged", subject="retention", new=told, now=now
        )
    return gone


def nightly(session: Session, company: Path, files: Path, *, now: datetime) -> None:
    """Let go of what is due, once a day, in the quiet hours after midnight UTC."""
    today = now.date().toordinal()
    mark = session.get(Bookmark, BOOKMARK) or Bookmark(BOOKMARK, today)
    session.add(mark)
    if mark.position >= today:
        return
    gone = purge(session, policy(company), files, who="system", now=now)
    # What is more than one go can take is let go in the next.
    if max(gone.values()) < AT_ONCE:
        mark.position = today


def _as(name: str) -> str:
    """What is said on a ticket is kept as long as the ticket."""
    return "tickets" if name == "messages" else name


def _let_go(session: Session, kind: _Kind, numbers: list[int]) -> int:
    total = 0
    for start in range(0, len(numbers), 500):
        some = kind.table.c.id.in_(numbers[start : start + 500])
        if kind.blank is None:
            total += changed(session, delete(kind.table).where(some))
        else:
            total += changed(session, update(kind.table).where(some).values(kind.blank))
    return total


def _unlink(session: Session, numbers: list[int], folder: Path) -> None:
    """Files first, rows then: after a stop in between, deleting again does no harm."""
    for start in range(0, len(numbers), 500):
        some = select(_a.path).where(_a.id.in_(numbers[start : start + 500]))
        for path in session.execute(some).scalars():
            (folder / str(path)).unlink(missing_ok=True)


def _kinds() -> dict[str, _Kind]:
    return {**_roads(), **_words(), **_proofs()}


def _roads() -> dict[str, _Kind]:
    """What came in and went out."""
    inbox, outbox, sent = tables.inbox.c, tables.outbox.c, desk_tables.webhook_delivery.c
    over = (OutboxStatus.SENT, OutboxStatus.FAILED)
    return {
        "inbox": _Kind(
            tables.inbox,
            inbox.received_at,
            lambda at: and_(inbox.received_at <= at, inbox.status == InboxStatus.DONE),
        ),
        "outbox": _Kind(
            tables.outbox,
            outbox.created_at,
            lambda at: and_(outbox.created_at <= at, outbox.status.in_(over)),
        ),
        "webhooks": _Kind(
            desk_tables.webhook_delivery,
            sent.created_at,
            lambda at: and_(sent.created_at <= at, sent.status != WebhookStatus.QUEUED),
        ),
    }


def _words() -> dict[str, _Kind]:
    """What customers said and sent. The rows stay: the reports count them."""
    done = and_(_t.status.in_(_DONE), _t.story.is_not(None))
    of_done = select(_t.id).where(_t.status.in_(_DONE))
    return {
        "talk": _Kind(
            tables.message,
            _m.created_at,
            lambda at: and_(_m.created_at <= at, _m.ticket_id.is_(None), _m.text != ""),
            {"text": "", "buttons": None},
        ),
        "tickets": _Kind(
            tables.ticket,
            _t.updated_at,
            lambda at: and_(_t.updated_at <= at, done),
            {"subject": "", "story": None, "packet": None, "about_order": None},
        ),
        "messages": _Kind(
            tables.message,
            _m.created_at,
            lambda at: and_(
                _m.text != "",
                _m.ticket_id.in_(of_done.where(_t.updated_at <= at)),
            ),
            {"text": "", "buttons": None},
        ),
        "files": _Kind(
            tables.attachment,
            _a.created_at,
            lambda at: and_(_a.path.is_not(None), _a.message_id.in_(_quiet(at))),
            {"path": None, "name": None, "status": "refused", "error": "retention"},
        ),
    }


def _proofs() -> dict[str, _Kind]:
    """Who did what, and what nobody needs any more."""
    sessions, buttons = tables.console_session, tables.button
    notices, entries = desk_tables.notice, tables.audit_entry
    return {
        "audit": _Kind(entries, entries.c.at, _older(entries.c.at)),
        "sessions": _Kind(sessions, sessions.c.created_at, _older(sessions.c.created_at)),
        "buttons": _Kind(buttons, buttons.c.expires_at, _older(buttons.c.expires_at)),
        "notices": _Kind(notices, notices.c.created_at, _older(notices.c.created_at)),
    }


def _older(column: Any) -> Callable[[datetime], Any]:
    return lambda at: column <= at


def _quiet(at: datetime) -> Any:
    """Messages whose ticket has been done since then, or that belong to none and are as old."""
    loose = and_(_m.ticket_id.is_(None), _m.created_at <= at)
    over = and_(_t.status.in_(_DONE), _t.updated_at <= at)
    joined = tables.message.outerjoin(tables.ticket, _t.id == _m.ticket_id)
    return select(_m.id).select_from(joined).where(or_(loose, over))
