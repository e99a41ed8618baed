"""The messages: references, closed words and sums, and nothing of anybody's person."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from helpdesk.domain.company import Product
from helpdesk.domain.enums import Priority, StockReason
from helpdesk.domain.events import OF_AUDIT, Event
from helpdesk.services import handling, order_steps, orders, stock, tickets
from tests.cast import ASHA
from tests.factories import ROOT
from tests.unit.webhooks.conftest import Hook, Shop


def told(shop: Shop, now: datetime) -> list[dict[str, Any]]:
    shop.collect(now)
    return [json.loads(each.payload) for each in shop.deliveries()]


def test_a_ticket_is_told_by_its_reference_and_words_of_closed_lists(
    shop: Shop, hook: Hook, now: datetime
) -> None:
    hook()
    tickets.claim(shop.session, shop.ticket, shop.neema, now=now)

    assert told(shop, now) == [
        {
            "type": "ticket.assigned",
            "timestamp": "2026-03-02T09:30:00Z",
            "data": {
                "reference": shop.ticket.reference,
                "kind": "complaint",
                "status": "open",
                "priority": str(shop.ticket.priority),
                "department": "customer_service",
                "language": "sw",
                "assignee": "neema",
                "order": None,
                "created_at": "2026-03-02T09:30:00Z",
                "version": shop.ticket.version,
                "by": "staff",
            },
        }
    ]


def test_what_it_was_before_is_told_where_it_is_a_closed_word(
    shop: Shop, hook: Hook, now: datetime
) -> None:
    hook()
    handling.set_priority(
        shop.session,
        shop.ticket,
        shop.neema,
        Priority.URGENT,
        version=shop.ticket.version,
        now=now,
    )
    handling.set_department(
        shop.session, shop.ticket, shop.neema, "sales", version=shop.ticket.version, now=now
    )
    first, second = told(shop, now)

    assert (first["data"]["before"], first["data"]["priority"]) == ("normal", "urgent")
    assert (second["data"]["before"], second["data"]["department"]) == (
        "customer_service",
        "sales",
    )


def test_an_order_is_told_with_its_sums_and_without_its_person(
    shop: Shop, hook: Hook, now: datetime
) -> None:
    hook("order.placed")
    orders.place(
        shop.session,
        shop.asha,
        lines=[{"product": "sugar", "quantity": "2.5"}],
        place="Sinza Mori, nyumba ya bluu",
        phone="0712345678",
        source_key="inbox:1",
        fee=200_000,
        now=now,
    )
    (message,) = told(shop, now)
    data, text = message["data"], json.dumps(message)

    assert (data["total"], data["fee"], data["due"]) == (750_000, 200_000, 950_000)
    assert data["lines"] == [
        {
            "product": "sugar",
            "quantity": "2.5",
            "unit": "kg",
            "unit_price": 300_000,
            "amount": 750_000,
        }
    ]
    assert data["by"] == "customer"
    for personal in ("712345678", "Sinza", ASHA.name, str(ASHA.chat_id)):
        assert personal not in text


def test_a_change_of_stock_is_told_with_the_code_of_the_goods(
    shop: Shop, hook: Hook, now: datetime
) -> None:
    hook()
    goods = shop.session.execute(select(Product).limit(1)).scalar_one()
    seen = goods.stock
    receipt = StockReason.RECEIPT
    stock.change(
        shop.session,
        goods,
        shop.salma,
        receipt,
        Decimal("2.5"),
        seen=seen,
        now=now,
        note="Kwa Ali",
    )
    (message,) = told(shop, now)

    assert message["type"] == "stock.changed"
    assert message["data"]["product"] == goods.code
    assert message["data"]["reason"] == "receipt"
    assert Decimal(message["data"]["after"]) - Decimal(message["data"]["before"]) == Decimal("2.5")
    assert "Ali" not in json.dumps(message)


def test_that_little_is_left_is_told_once(shop: Shop, hook: Hook, now: datetime) -> None:
    hook()
    goods = shop.session.execute(select(Product).limit(1)).scalar_one()
    goods.low_at = goods.stock
    stock.watch(shop.session, now=now)
    stock.watch(shop.session, now=now)
    (message,) = told(shop, now)

    assert message["type"] == "product.low"
    assert message["data"]["product"] == goods.code


def test_every_event_is_written_by_something() -> None:
    """An event nothing ever notes would be a promise to nobody."""
    files = (ROOT / "helpdesk" / "services").glob("*.py")
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    composed = {
        *(f"order.{step}" for step in order_steps.STEPS),
        *(f"stock.{reason}" for reason in StockReason),
        *(f"ticket.{field}" for field in ("priority", "department", "assignee")),
    }
    written = [what for what in OF_AUDIT if f'"{what}"' in text or what in composed]

    assert {OF_AUDIT[what] for what in written} == set(Event)
