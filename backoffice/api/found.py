"""Finding what a path names, for whom it may be found, and writing it as the API answers it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backoffice import access, orders
from backoffice.api.operation import Call
from backoffice.api.times import stamp
from helpdesk.db import order_queries
from helpdesk.domain.contact import Contact
from helpdesk.domain.errors import NotFound
from helpdesk.domain.order import Order
from helpdesk.domain.ticket import Ticket


def ticket(call: Call) -> Ticket:
    """The ticket of the path; NotFound for another department's exactly as for none."""
    found = access.ticket_of(call.session, call.staff, call.path["ticket"])
    call.about = found
    return found


def order(call: Call) -> Order:
    """The order of the path, or NotFound."""
    found = order_queries.order(call.session, call.path["order"])
    if found is None:
        raise NotFound(reference=call.path["order"])
    call.about = found
    return found


def about(kind: str, number: int | None) -> str:
    """What the audit calls it, such as `ticket:17`."""
    return f"{kind}:{number}"


def whole(call: Call, name: str) -> int:
    """A whole number of the body. JSON knows no other than 2 and 2.0, which are the same."""
    return int(call.body[name])


def before(call: Call) -> int | None:
    """Where the page before ended."""
    cursor = call.query.get("cursor")
    return int(cursor) if cursor is not None else None


def cursor(rows: list[Any], most: int, number: int | None) -> str | None:
    """What to ask the next page with; None if there is none. One row more than shown was read."""
    return str(number) if len(rows) > most else None


def person(number: int | None, name: str | None) -> dict[str, object] | None:
    """A member of staff."""
    return {"id": number, "name": name or ""} if number else None


def customer(contact: Contact) -> dict[str, object]:
    """A customer, as their ticket shows them."""
    return {
        "name": contact.name,
        "language": str(contact.language),
        "phone": contact.phone,
        "reachable": contact.reachable,
    }


def brief(
    ticket: Ticket, contact: Contact, department: str, assignee: str | None
) -> dict[str, Any]:
    """A ticket as it stands in a list."""
    return {
        "reference": ticket.reference,
        "kind": str(ticket.kind),
        "status": str(ticket.status),
        "status_kind": str(ticket.status_kind),
        "priority": str(ticket.priority),
        "subject": ticket.subject,
        "language": str(ticket.language),
        "department": department,
        "assignee": person(ticket.assignee_id, assignee),
        "customer": customer(contact),
        "intent": ticket.intent,
        "created_at": stamp(ticket.created_at),
        "updated_at": stamp(ticket.updated_at),
        "waiting_since": stamp(ticket.waiting_since),
        "due_at": stamp(ticket.due_at),
        "replied_at": stamp(ticket.replied_at),
        "resolved_at": stamp(ticket.resolved_at),
        "snoozed_until": stamp(ticket.snoozed_until),
        "version": ticket.version,
    }


def order_brief(call: Call, order: Order, contact: Contact) -> dict[str, Any]:
    """An order as it stands in a list, as far as the token's maker needs to know it."""
    known = orders.seen_by(call.staff)
    parts: Mapping[str, Mapping[str, object]] = {
        "place": {"area": order.area, "place": order.place},
        "payment": {"payment": _payment(order)},
        "person": {"customer": contact.name},
        "phone": {"phone": order.phone},
    }
    seen = {name: v for part, each in parts.items() if part in known for name, v in each.items()}
    return {
        "reference": order.reference,
        "status": str(order.status),
        "fulfilment": str(order.fulfilment),
        "created_at": stamp(order.created_at),
        "updated_at": stamp(order.updated_at),
        "promised_at": stamp(order.promised_at),
        "acknowledged_at": stamp(order.acknowledged_at),
        "version": order.version,
        **seen,
    }


def _payment(order: Order) -> dict[str, object]:
    return {
        "status": str(order.payment_status),
        "method": order.payment_method,
        "reference": order.payment_reference,
        "total": order.total,
        "fee": order.fee,
        "due": order.due,
        "currency": order.currency,
    }
