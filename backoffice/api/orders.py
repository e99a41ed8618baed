"""Orders: those that wait for a step, one of them, and taking its next step."""

from __future__ import annotations

from typing import Any

from backoffice import orders
from backoffice.api import found
from backoffice.api.operation import Call, Done, Operation
from backoffice.api.schemas import CURSOR, VERSION, choice, limit, ref, short, thing, words
from backoffice.api.times import stamp
from backoffice.orders import LONGEST_SEARCH
from helpdesk.db import order_queries, queries
from helpdesk.domain.scopes import TokenScope
from helpdesk.services import order_steps
from helpdesk.services.amending import LONGEST_REASON
from helpdesk.services.order_steps import STEPS
from helpdesk.services.orders import QuotedLine, receipt

MOST = order_queries.PAGE


def show_list(call: Call) -> Done:
    """The orders of a tab of the console's, the newest first."""
    known, most = orders.seen_by(call.staff), int(call.query.get("limit", MOST))
    rows = order_queries.rows(
        call.session,
        call.query.get("waiting_for", "all"),
        call.query.get("q", "").strip(),
        person="person" in known,
        phone="phone" in known,
        before=found.before(call),
    )
    page = rows[:most]
    return Done(
        {
            "orders": [found.order_brief(call, each.order, each.contact) for each in page],
            "next_cursor": found.cursor(rows, most, page[-1].order.id if page else None),
        }
    )


def show(call: Call) -> Done:
    """One order, as far as the token's maker needs to know it."""
    order, known = found.order(call), orders.seen_by(call.staff)
    contact = queries.contact_of(call.session, order)
    content: dict[str, Any] = found.order_brief(call, order, contact)
    if "ticket" in known:
        ticket = order_steps.ticket_of(call.session, order)
        content["ticket"] = ticket.reference if ticket else None
        content["cancel_reason"] = order.cancel_reason
    lines = receipt(call.session, order).lines
    content["items"] = [_item(each, priced="payment" in known) for each in lines]
    content["next_steps"] = order_steps.offered(order, call.staff)
    return Done(content, found.about("order", order.id))


def step(call: Call) -> Done:
    """Take the order's next step, as the console would; the customer is told."""
    order = found.order(call)
    order_steps.take(
        call.session,
        order,
        call.staff,
        call.body["step"],
        version=found.whole(call, "version"),
        reason=call.body.get("reason", ""),
        now=call.now,
    )
    content = {
        "reference": order.reference,
        "status": str(order.status),
        "updated_at": stamp(order.updated_at),
        "version": order.version,
        "next_steps": order_steps.offered(order, call.staff),
    }
    return Done(content, found.about("order", order.id))


def _item(line: QuotedLine, *, priced: bool) -> dict[str, object]:
    content: dict[str, object] = {
        "product": line.product.code,
        "name_sw": line.product.name_sw,
        "name_en": line.product.name_en,
        "quantity": f"{line.quantity:f}",
        "unit": line.product.unit,
    }
    return {**content, "amount": line.amount} if priced else content


STEP = thing(
    {"step": choice(STEPS), "version": VERSION, "reason": words(most=LONGEST_REASON)},
    optional=("reason",),
)
NEEDS_A_REASON = {
    "if": {"properties": {"step": {"const": "cancel"}}, "required": ["step"]},
    "then": {"required": ["reason"]},
}
"""Why an order is cancelled: the customer reads it."""

OPERATIONS = [
    Operation(
        "orders.list",
        "GET",
        "/orders",
        show_list,
        ref("OrderPage"),
        TokenScope.ORDERS_READ,
        query={
            "waiting_for": choice(order_queries.TABS),
            "q": short(LONGEST_SEARCH),
            "limit": limit(MOST),
            "cursor": CURSOR,
        },
    ),
    Operation("order.read", "GET", "/orders/{order}", show, ref("Order"), TokenScope.ORDERS_READ),
    Operation(
        "order.step",
        "POST",
        "/orders/{order}/step",
        step,
        ref("OrderState"),
        TokenScope.ORDERS_WRITE,
        body={**STEP, **NEEDS_A_REASON},
    ),
]
