"""Searching the audit. It is only ever read here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, text
from sqlalchemy.orm import Session

from helpdesk.db import desk_tables, part_index, tables
from helpdesk.domain.staff import AuditEntry

PAGE = 100
WINDOW = 3000
"""So many of the newest entries are looked through one by one."""

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
    conditions = _conditions(asked)
    if not asked.text:
        return _newest(session, conditions, most)
    sought = asked.text.strip().lower()
    if len(sought) < part_index.SHORTEST:
        return _newest(session, [*conditions, _holds(sought)], most)
    # What stands in many entries stands in the newest; for all else there is the index of parts.
    last = asked.before or session.execute(select(func.max(_e.id))).scalar_one() or 0
    found = _newest(session, [*conditions, _e.id > last - WINDOW, _holds(sought)], most)
    if len(found) < most:
        part = part_index.holding(session, "audit_entry", sought)
        found += _newest(session, [*conditions, part, _holds(sought)], most)
    found += _about(session, conditions, sought, most)
    numbered = {entry.id or 0: entry for entry in found}
    return [numbered[number] for number in sorted(numbered, reverse=True)[:most]]


def kinds(session: Session) -> list[str]:
    """Every kind of thing that was ever noted: the index is read from one kind to the next."""
    return sorted(session.execute(text(_KINDS)).scalars())


_KINDS = """
WITH RECURSIVE kind(what) AS (
  SELECT min(what) FROM audit_entry
  UNION ALL
  SELECT (SELECT min(e.what) FROM audit_entry e WHERE e.what > kind.what) FROM kind
  WHERE kind.what IS NOT NULL)
SELECT what FROM kind WHERE what IS NOT NULL
"""


def subjects(session: Session, found: Iterable[AuditEntry]) -> dict[str, str]:
    """What the things are called that the entries are about, by subject: references, names."""
    named: dict[str, str] = {}
    for kind, (number, name) in _NAMED.items():
        ids = {int(e.subject.split(":")[1]) for e in found if e.subject.startswith(f"{kind}:")}
        rows = session.execute(select(number, name).where(number.in_(ids)))
        named.update({f"{kind}:{each}": known for each, known in rows})
    return named


_ticket, _order, _product = tables.ticket.c, tables.customer_order.c, tables.product.c
_NAMED: dict[str, tuple[Any, Any]] = {
    "ticket": (_ticket.id, _ticket.reference),
    "order": (_order.id, _order.reference),
    "product": (_product.id, _product.code),
    "webhook": (desk_tables.webhook.c.id, desk_tables.webhook.c.name),
    "token": (desk_tables.api_token.c.id, desk_tables.api_token.c.name),
}


def _conditions(asked: Asked) -> list[Any]:
    given = (
        (asked.who, _e.who.__eq__),
        (asked.what, _e.what.__eq__),
        (asked.start, _e.at.__ge__),
        (asked.end, _e.at.__lt__),
        (asked.before, _e.id.__lt__),
    )
    return [compared(value) for value, compared in given if value not in ("", None)]


def _newest(session: Session, conditions: list[Any], most: int) -> list[AuditEntry]:
    found = select(AuditEntry).where(*conditions).order_by(_e.id.desc()).limit(most)
    return list(session.execute(found).scalars())


def _about(session: Session, conditions: list[Any], sought: str, most: int) -> list[AuditEntry]:
    """Entries about the ticket of that reference, or about exactly that."""
    reference = select(tables.ticket.c.id).where(tables.ticket.c.reference == sought.upper())
    number = session.execute(reference).scalar_one_or_none()
    subject = sought if number is None else f"ticket:{number}"
    return _newest(session, [*conditions, _e.subject == subject], most)


def _holds(sought: str) -> Any:
    """Entries whose values hold the text, or whose subject does unless it is a bare number's."""
    values = (_e.old, _e.new, _e.subject)
    return or_(*(func.lower(each).contains(sought, autoescape=True) for each in values))
