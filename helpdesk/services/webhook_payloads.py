"""What a webhook is told: references, words of closed lists and sums; nobody's name or words.

The receiver asks the API for what it may know beyond that, and is asked for its rights there.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpdesk.db.tables import order_line as lines
from helpdesk.db.tables import product as products
from helpdesk.db.tables import ticket as tickets
from helpdesk.domain.company import Department, Product
from helpdesk.domain.events import OF_AUDIT, Event
from helpdesk.domain.order import Order, OrderLine
from helpdesk.domain.staff import AuditEntry, StaffMember
from helpdesk.domain.ticket import Ticket

Data = dict[str, Any]

BEFORE = frozenset(
    {Event.TICKET_STATUS, Event.TICKET_PRIORITY, Event.TICKET_DEPARTMENT, Event.TICKET_ESCALATED}
)
"""Events of which the receiver hears what it was before: words of closed lists, all of them."""


def of_entry(session: Session, entry: AuditEntry) -> str:
    """The message for what the entry says happened, as JSON.

    `data` is the ticket, order or product as it stands now; `timestamp` is when it happened.
    """
    event = OF_AUDIT[entry.what]
    kind, _, number = entry.subject.partition(":")
    data = _READERS[kind](session, int(number))
    return message(str(event), {**data, **_more(event, entry), "by": _by(entry)}, entry.at)


def message(event: str, data: Data, at: datetime) -> str:
    """The body: `type`, `timestamp` and `data`, as Standard Webhooks recommends."""
    body = {"type": event, "timestamp": moment(at), "data": data}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def moment(at: datetime | None) -> str | None:
    """A time in UTC by ISO 8601, to the second: 2026-03-02T09:30:00Z."""
    return None if at is None else f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _by(entry: AuditEntry) -> str:
    """Who did it: staff, customer, or system."""
    who = entry.who.partition(":")[0]
    return {"staff": "staff", "contact": "customer"}.get(who, "system")


def _more(event: Event, entry: AuditEntry) -> Data:
    if event in BEFORE:
        return {"before": entry.old}
    if event is Event.TICKET_RATED:
        return {"score": int(entry.new or 0)}
    if event is Event.TICKET_SLA_MISSED:
        return {"target": entry.new}
    if event is Event.TICKET_MERGED:
        return {"into": entry.new}
    if event is Event.STOCK_CHANGED:
        reason = entry.what.partition(".")[2]
        return {"before": entry.old, "after": entry.new, "reason": reason}
    return {}


def _ticket(session: Session, number: int) -> Data:
    ticket = session.get(Ticket, number)
    if ticket is None:
        return {}
    department = session.get(Department, ticket.department_id)
    assignee = session.get(StaffMember, ticket.assignee_id) if ticket.assignee_id else None
    order = session.get(Order, ticket.order_id) if ticket.order_id else None
    return {
        "reference": ticket.reference,
        "kind": str(ticket.kind),
        "status": str(ticket.status),
        "priority": str(ticket.priority),
        "department": department.code if department else None,
        "language": str(ticket.language),
        "assignee": assignee.username if assignee else None,
        "order": order.reference if order else None,
        "created_at": moment(ticket.created_at),
        "version": ticket.version,
    }


def _order(session: Session, number: int) -> Data:
    order = session.get(Order, number)
    if order is None:
        return {}
    of_order = select(tickets.c.reference).where(tickets.c.order_id == order.id)
    ticket = session.execute(of_order.order_by(tickets.c.id).limit(1)).scalar_one_or_none()
    return {
        "reference": order.reference,
        "status": str(order.status),
        "payment_status": str(order.payment_status),
        "payment_method": order.payment_method,
        "fulfilment": str(order.fulfilment),
        "area": order.area,
        "currency": order.currency,
        "total": order.total,
        "fee": order.fee,
        "due": order.due,
        "lines": _lines(session, order),
        "ticket": ticket,
        "created_at": moment(order.created_at),
        "version": order.version,
    }


def _lines(session: Session, order: Order) -> list[Data]:
    found = (
        select(OrderLine, Product)
        .join(products, products.c.id == lines.c.product_id)
        .where(lines.c.order_id == order.id)
        .order_by(lines.c.id)
    )
    return [
        {
            "product": product.code,
            "quantity": f"{line.quantity:f}",
            "unit": line.unit,
            "unit_price": line.unit_price,
            "amount": line.amount,
        }
        for line, product in session.execute(found)
    ]


def _product(session: Session, number: int) -> Data:
    product = session.get(Product, number)
    if product is None:
        return {}
    return {
        "product": product.code,
        "unit": product.unit,
        "stock": f"{product.stock:f}",
        "low_at": None if product.low_at is None else f"{product.low_at:f}",
        "price": product.price,
        "currency": product.currency,
    }


_READERS: dict[str, Callable[[Session, int], Data]] = {
    "ticket": _ticket,
    "order": _order,
    "product": _product,
}
