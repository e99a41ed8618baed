"""The schemas of what the API answers, by name: the `components` of its description."""

from __future__ import annotations

from backoffice import thread
from backoffice.api.schemas import (
    COUNT,
    CURSOR,
    DAY,
    FLAG,
    INTEGER,
    MOMENT,
    QUANTITY,
    TEXT,
    Schema,
    by_name,
    choice,
    many,
    maybe,
    ref,
    thing,
)
from helpdesk.domain.enums import (
    AttachmentStatus,
    Author,
    Fulfilment,
    Language,
    OrderStatus,
    OutboxStatus,
    PaymentStatus,
    Priority,
    Role,
    StatusKind,
    TicketKind,
    TicketStatus,
    Visibility,
)
from helpdesk.domain.scopes import TokenScope
from helpdesk.services.order_steps import STEPS

PERSON = thing({"id": INTEGER, "name": TEXT})
CUSTOMER = thing(
    {"name": TEXT, "language": choice(Language), "phone": maybe(TEXT), "reachable": FLAG}
)
BRIEF: dict[str, Schema] = {
    "reference": TEXT,
    "kind": choice(TicketKind),
    "status": choice(TicketStatus),
    "status_kind": choice(StatusKind),
    "priority": choice(Priority),
    "subject": TEXT,
    "language": choice(Language),
    "department": TEXT,
    "assignee": maybe(ref("Person")),
    "customer": ref("Customer"),
    "intent": maybe(TEXT),
    "created_at": MOMENT,
    "updated_at": MOMENT,
    "waiting_since": maybe(MOMENT),
    "due_at": maybe(MOMENT),
    "replied_at": maybe(MOMENT),
    "resolved_at": maybe(MOMENT),
    "snoozed_until": maybe(MOMENT),
    "version": INTEGER,
}
PAYMENT = thing(
    {
        "status": choice(PaymentStatus),
        "method": maybe(TEXT),
        "reference": maybe(TEXT),
        "total": COUNT,
        "fee": COUNT,
        "due": COUNT,
        "currency": TEXT,
    }
)
ORDER: dict[str, Schema] = {
    "reference": TEXT,
    "status": choice(OrderStatus),
    "fulfilment": choice(Fulfilment),
    "created_at": MOMENT,
    "updated_at": MOMENT,
    "promised_at": maybe(MOMENT),
    "acknowledged_at": maybe(MOMENT),
    "version": INTEGER,
    "area": maybe(TEXT),
    "place": TEXT,
    "payment": ref("Payment"),
    "customer": TEXT,
    "phone": TEXT,
}
NEED_TO_KNOW = ("area", "place", "payment", "customer", "phone")
"""What of an order is left out for those whose department need not know it."""

ITEM = thing(
    {
        "product": TEXT,
        "name_sw": TEXT,
        "name_en": TEXT,
        "quantity": QUANTITY,
        "unit": TEXT,
        "amount": COUNT,
    },
    optional=("amount",),
)
PRODUCT = thing(
    {
        "code": TEXT,
        "name_sw": TEXT,
        "name_en": TEXT,
        "aliases": many(TEXT),
        "unit": TEXT,
        "price": COUNT,
        "currency": TEXT,
        "stock": QUANTITY,
        "reserved": QUANTITY,
        "low_at": maybe(QUANTITY),
    }
)
SPREAD = thing({"median_seconds": COUNT, "ninth_decile_seconds": COUNT})

COMPONENTS: dict[str, Schema] = {
    "Person": PERSON,
    "Customer": CUSTOMER,
    "TicketBrief": thing(BRIEF),
    "TicketPage": thing(
        {"tickets": many(ref("TicketBrief")), "next_cursor": maybe(CURSOR)},
    ),
    "Ticket": thing(
        {
            **BRIEF,
            "story": maybe(TEXT),
            "order": maybe(TEXT),
            "about_order": maybe(TEXT),
            "staff_answer": FLAG,
        }
    ),
    "TicketState": thing(
        {
            "reference": TEXT,
            "status": choice(TicketStatus),
            "priority": choice(Priority),
            "department": TEXT,
            "assignee": maybe(ref("Person")),
            "updated_at": MOMENT,
            "version": INTEGER,
        }
    ),
    "File": thing(
        {
            "kind": TEXT,
            "name": maybe(TEXT),
            "media_type": maybe(TEXT),
            "size": maybe(COUNT),
            "status": choice(AttachmentStatus),
        }
    ),
    "Message": thing(
        {
            "id": INTEGER,
            "ticket": maybe(TEXT),
            "author": choice(Author),
            "visibility": choice(Visibility),
            "kind": TEXT,
            "text": TEXT,
            "staff": maybe(ref("Person")),
            "department": maybe(TEXT),
            "revision_of": maybe(INTEGER),
            "delivery": maybe(choice((*OutboxStatus, thread.UNREACHABLE))),
            "files": many(ref("File")),
            "created_at": MOMENT,
        }
    ),
    "MessagePage": thing({"messages": many(ref("Message")), "next_cursor": maybe(CURSOR)}),
    "Payment": PAYMENT,
    "OrderBrief": thing(ORDER, optional=NEED_TO_KNOW),
    "OrderPage": thing({"orders": many(ref("OrderBrief")), "next_cursor": maybe(CURSOR)}),
    "Order": thing(
        {
            **ORDER,
            "ticket": maybe(TEXT),
            "cancel_reason": maybe(TEXT),
            "items": many(ref("Item")),
            "next_steps": many(choice(STEPS)),
        },
        optional=(*NEED_TO_KNOW, "ticket", "cancel_reason"),
    ),
    "OrderState": thing(
        {
            "reference": TEXT,
            "status": choice(OrderStatus),
            "updated_at": MOMENT,
            "version": INTEGER,
            "next_steps": many(choice(STEPS)),
        }
    ),
    "Item": ITEM,
    "Product": PRODUCT,
    "ProductList": thing({"products": many(ref("Product"))}),
    "StockState": thing({"code": TEXT, "unit": TEXT, "stock": QUANTITY}),
    "Department": thing({"code": TEXT, "name_sw": TEXT, "name_en": TEXT, "active": FLAG}),
    "DepartmentList": thing({"departments": many(ref("Department"))}),
    "Spread": SPREAD,
    "Summary": thing(
        {
            "from": DAY,
            "to": DAY,
            "tickets": thing({"total": COUNT, "by": by_name(by_name(COUNT))}),
            "first_reply": by_name(ref("Spread")),
            "resolution": by_name(ref("Spread")),
            "promises": by_name(thing({"kept": COUNT, "missed": COUNT})),
            "scores": by_name(COUNT),
            "customer_days": COUNT,
            "finished_by_assistant": COUNT,
            "messages_read": COUNT,
            "not_understood": COUNT,
            "revenue": by_name(COUNT),
        }
    ),
    "Me": thing(
        {
            "token": thing({"name": TEXT, "hint": TEXT, "created_at": MOMENT}),
            "scopes": many(choice(TokenScope)),
            "acts_for": thing({"id": INTEGER, "name": TEXT, "role": choice(Role)}),
            "departments": maybe(many(TEXT)),
            "requests_per_minute": COUNT,
        }
    ),
    "Problem": thing(
        {
            "type": TEXT,
            "title": TEXT,
            "status": INTEGER,
            "code": TEXT,
            "detail": TEXT,
            "fields": many(
                thing(
                    {
                        "in": choice(("body", "query")),
                        "name": TEXT,
                        "code": TEXT,
                        "detail": TEXT,
                    }
                )
            ),
            "version": INTEGER,
            "stock": QUANTITY,
            "retry_after": COUNT,
        },
        optional=("fields", "version", "stock", "retry_after"),
    ),
}
