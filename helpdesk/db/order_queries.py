"""What the pages of orders read: who must do the next step, and one order with its way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, or_, select, union
from sqlalchemy.orm import Session

from helpdesk.db import part_index, tables
from helpdesk.db.queries import READ_BY_MACHINES
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import OrderStatus, PaymentStatus
from helpdesk.domain.order import Order
from helpdesk.domain.reference import read_reference
from helpdesk.domain.staff import AuditEntry

TABS = ("acknowledge", "paid", "pack", "dispatch", "deliver", "delivered", "cancelled", "all")
PAGE = 50
MOST_COUNTED = 1000
LOOKED = ("order.viewed", "order.receipt")
_o = tables.customer_order.c
_c = tables.contact.c


@dataclass(frozen=True)
class OrderRow:
    """An order in the list."""

    order: Order
    contact: Contact


def rows(
    session: Session, tab: str, words: str, *, person: bool, phone: bool, before: int | None
) -> list[OrderRow]:
    """Orders of a tab, the newest first; `words` are sought in all of them.

    Names and numbers are sought only by who may see them. `before` is the number of the last
    order of the page before.
    """
    found = select(Order, Contact).join(tables.contact, _c.id == _o.contact_id)
    found = found.where(_sought(session, words, person, phone) if words else _in_tab(tab))
    if before is not None:
        found = found.where(_o.id < before)
    ordered = found.order_by(_o.id.desc()).limit(PAGE + 1)
    return [OrderRow(row[0], row[1]) for row in session.execute(ordered)]


def counts(session: Session) -> dict[str, int]:
    """How many orders wait for each step, MOST_COUNTED at most."""
    counted = {}
    for tab in ("acknowledge", "paid", "pack", "dispatch", "deliver"):
        some = select(_o.id).where(_in_tab(tab)).limit(MOST_COUNTED).subquery()
        total = session.execute(select(func.count()).select_from(some))
        counted[tab] = int(total.scalar_one())
    return counted


def order(session: Session, reference: str) -> Order | None:
    """The order of that reference."""
    spelled = read_reference(reference)
    found = select(Order).filter_by(reference=spelled)
    return session.execute(found).scalar_one_or_none() if spelled else None


def steps(session: Session, order: Order) -> list[AuditEntry]:
    """What happened to the order, the oldest first; looking at it is left out."""
    entry = tables.audit_entry.c
    found = (
        select(AuditEntry)
        .where(entry.subject == f"order:{order.id}", entry.what.not_in(LOOKED))
        .where(entry.what.not_like(READ_BY_MACHINES))
        .order_by(entry.id)
    )
    return list(session.execute(found.limit(200)).scalars())


def _in_tab(tab: str) -> Any:
    confirmed = _o.status == OrderStatus.CONFIRMED
    unpaid = _o.payment_status.in_((PaymentStatus.UNPAID, PaymentStatus.CLAIMED))
    live = _o.status.in_((OrderStatus.CONFIRMED, OrderStatus.PACKED, OrderStatus.DISPATCHED))
    conditions: dict[str, Any] = {
        "acknowledge": and_(confirmed, _o.acknowledged_at.is_(None)),
        "paid": and_(unpaid, or_(live, _o.payment_status == PaymentStatus.CLAIMED)),
        "pack": and_(confirmed, _o.acknowledged_at.is_not(None)),
        "dispatch": _o.status == OrderStatus.PACKED,
        "deliver": _o.status == OrderStatus.DISPATCHED,
        "delivered": _o.status == OrderStatus.DELIVERED,
        "cancelled": _o.status == OrderStatus.CANCELLED,
    }
    return conditions.get(tab, _o.status != OrderStatus.DRAFT)


def _sought(session: Session, words: str, person: bool, phone: bool) -> Any:
    spelled = read_reference(words)
    places = [_o.reference == (spelled or words.upper())]
    if person:
        named = select(_c.id).where(*_holding(session, _c.name, "contact", words.lower()))
        places.append(_o.contact_id.in_(named))
    digits = "".join(filter(str.isdigit, words)).lstrip("0")
    if phone and len(digits) >= 6:
        places.append(and_(*_holding(session, _o.phone, "customer_order", digits)))
    # One question for each place: together they would have every order looked at.
    found = union(*(select(_o.id).where(place) for place in places)).subquery()
    return and_(_o.status != OrderStatus.DRAFT, _o.id.in_(select(found.c.id)))


def _holding(session: Session, column: Any, table: str, part: str) -> list[Any]:
    """That the column of the table holds the part, by the index of parts where that can be."""
    holds = func.lower(column).contains(part, autoescape=True)
    indexed = len(part) >= part_index.SHORTEST
    return [part_index.holding(session, table, part), holds] if indexed else [holds]
