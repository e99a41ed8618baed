"""Finding one customer, and how much is kept about them."""

from __future__ import annotations

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from helpdesk.db import tables
from helpdesk.domain.contact import Contact
from helpdesk.domain.reference import read_reference
from helpdesk.domain.staff import AuditEntry

MOST = 50
_c = tables.contact.c


def find(session: Session, words: str) -> list[Contact]:
    """Customers by name, @name, phone, or the number of a ticket; the erased are not there."""
    sought = words.strip().lstrip("@").lower()
    places = [
        func.lower(column).contains(sought, autoescape=True) for column in (_c.name, _c.username)
    ]
    digits = "".join(filter(str.isdigit, words)).lstrip("0")
    if len(digits) >= 6:
        places.append(_c.phone.contains(digits, autoescape=True))
    spelled = read_reference(words)
    if spelled is not None:
        ticket = select(tables.ticket.c.contact_id).where(tables.ticket.c.reference == spelled)
        places.append(_c.id.in_(ticket))
    found = select(Contact).where(_c.erased.is_(False), or_(*places))
    return list(session.execute(found.order_by(_c.id.desc()).limit(MOST)).scalars())


def counts(session: Session, contact: Contact) -> dict[str, int]:
    """How many tickets, orders and messages of theirs are kept."""
    kinds = {
        "tickets": tables.ticket,
        "orders": tables.customer_order,
        "messages": tables.message,
    }
    return {
        name: int(
            session.execute(
                select(func.count()).where(table.c.contact_id == contact.id)
            ).scalar_one()
        )
        for name, table in kinds.items()
    }


def purges(session: Session) -> list[AuditEntry]:
    """The last times something was let go."""
    entry = tables.audit_entry.c
    found = select(AuditEntry).where(entry.what == "retention.purged").order_by(entry.id.desc())
    return list(session.execute(found.limit(10)).scalars())
