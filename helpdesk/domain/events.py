"""What the company's own systems can be told of, and which audit entries say that it happened."""

from __future__ import annotations

from helpdesk.domain.enums import Word


class Event(Word):
    """One kind of thing that happens. The part before the full stop says to what."""

    TICKET_OPENED = "ticket.opened"
    TICKET_ASSIGNED = "ticket.assigned"
    TICKET_REPLIED = "ticket.replied"
    TICKET_NOTED = "ticket.noted"
    TICKET_STATUS = "ticket.status"
    TICKET_PRIORITY = "ticket.priority"
    TICKET_DEPARTMENT = "ticket.department"
    TICKET_ESCALATED = "ticket.escalated"
    TICKET_SLA_MISSED = "ticket.sla_missed"
    TICKET_RESOLVED = "ticket.resolved"
    TICKET_REOPENED = "ticket.reopened"
    TICKET_CLOSED = "ticket.closed"
    TICKET_MERGED = "ticket.merged"
    TICKET_RATED = "ticket.rated"
    ORDER_PLACED = "order.placed"
    ORDER_CHANGED = "order.changed"
    ORDER_ACKNOWLEDGED = "order.acknowledged"
    ORDER_PAYMENT_CLAIMED = "order.payment_claimed"
    ORDER_PAID = "order.paid"
    ORDER_PACKED = "order.packed"
    ORDER_DISPATCHED = "order.dispatched"
    ORDER_DELIVERED = "order.delivered"
    ORDER_CANCELLED = "order.cancelled"
    STOCK_CHANGED = "stock.changed"
    PRODUCT_LOW = "product.low"
    PRODUCT_PRICE = "product.price"


TEST = "webhook.test"
"""What an admin sends to see whether anybody is there. Nobody can ask for it."""

OTHERWISE: dict[str, Event] = {
    "ticket.claimed": Event.TICKET_ASSIGNED,
    "ticket.assignee": Event.TICKET_ASSIGNED,
    "ticket.recovered": Event.TICKET_RESOLVED,
    "order.acknowledge": Event.ORDER_ACKNOWLEDGED,
    "order.pack": Event.ORDER_PACKED,
    "order.dispatch": Event.ORDER_DISPATCHED,
    "order.deliver": Event.ORDER_DELIVERED,
    "order.cancel": Event.ORDER_CANCELLED,
    "stock.receipt": Event.STOCK_CHANGED,
    "stock.count": Event.STOCK_CHANGED,
    "stock.spoilt": Event.STOCK_CHANGED,
}
"""Audit entries whose event has another name; all others are called as their event is."""

OF_AUDIT: dict[str, Event] = {**{str(each): each for each in Event}, **OTHERWISE}
"""The event of each kind of audit entry that is one."""


def entries_of(events: frozenset[str]) -> list[str]:
    """The kinds of audit entries that say that one of those events happened."""
    return sorted(what for what, event in OF_AUDIT.items() if str(event) in events)
