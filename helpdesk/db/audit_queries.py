"""Searching the audit. It is only ever read here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from helpdesk.db import tables
from helpdesk.domain.staff import AuditEntry

PAGE = 100
_e = tables.audit_entry.c


@dataclass(frozen=True)
class Asked:
    """What is sought: `who` such as `staff:3`, `what` such as `ticket.viewed`, words, a time."""

    who: str = ""
    what: str = ""
    text: str = ""
    start: datetime | None = None
    end: datetime | None = None
    before: int | None = None


def entries(session: Session, asked: Asked, *, most: int) -> list[AuditEntry]:
    """The newest that fit, `most` at most, older than the entry `before`."""
    found = select(AuditEntry)
    if asked.who:
        found = found.where(_e.who == asked.who)
    if asked.what:
        found = found.where(_e.what == asked.what)
    if asked.start is not None:
        found = found.where(_e.at >= asked.start)
    if asked.end is not None:
        found = found.where(_e.at < asked.end)
    if asked.before is not None:
        found = found.where(_e.id < asked.before)
    if asked.text:
        found = found.where(_holds(session, asked.text))
    return list(session.execute(found.order_by(_e.id.desc()).limit(most)).scalars())


def kinds(session: Session) -> list[str]:
    """Every kind of thing that was ever noted."""
    return sorted(session.execute(select(_e.what).distinct()).scalars())


def subjects(session: Session, found: Iterable[AuditEntry]) -> dict[str, str]:
    """The references of the tickets and orders the entries are about, by subject."""
    named: dict[str, str] = {}
    pairs = (("ticket", tables.ticket.c), ("order", tables.customer_order.c))
    for kind, columns in pairs:
        ids = {int(e.subject.split(":")[1]) for e in found if e.subject.startswith(f"{kind}:")}
        rows = session.execute(select(columns.id, columns.reference).where(columns.id.in_(ids)))
        named.update({f"{kind}:{number}": reference for number, reference in rows})
    return named


def _holds(session: Session, text: str) -> object:
    """Entries whose values hold the text, or that are about the ticket of that reference."""
    sought = text.strip().lower()
    places = [
        func.lower(c).contains(sought, autoescape=True) for c in (_e.old, _e.new, _e.subject)
    ]
    reference = select(tables.ticket.c.id).where(tables.ticket.c.reference == sought.upper())
    number = session.execute(reference).scalar_one_or_none()
    if number is not None:
        places.append(_e.subject == f"ticket:{number}")
    return or_(*places)
