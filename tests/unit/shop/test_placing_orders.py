"""An order placed once, with its stock and its ticket, or refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import func, select

from helpdesk.db.engine import Database, Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import OrderStatus, TicketKind
from helpdesk.domain.errors import (
    BadPhone,
    BadQuantity,
    EmptyOrder,
    EmptyText,
    NotFound,
    OutOfStock,
    UnknownProduct,
)
from helpdesk.domain.order import Order, OrderLine
from helpdesk.domain.staff import AuditEntry
from helpdesk.services import catalogue, orders, tickets
from tests.cast import JOHN
from tests.factories import make_contact
from tests.unit.shop.conftest import NOW

SUGAR = [{"product": "sugar", "quantity": "2.5", "price": 1}]


def place(session: Session, contact: Contact, **changes: object) -> Order:
    wanted: dict[str, object] = {
        "lines": SUGAR,
        "place": "Sinza Mori",
        "phone": "0712345678",
        "source_key": "inbox:1",
        "now": NOW,
    }
    return orders.place(session, contact, **{**wanted, **changes})  # type: ignore[arg-type]


def test_it_confirms_an_order_and_opens_its_ticket(session: Session, asha: Contact) -> None:
    order = place(session, asha)
    assert (order.status, order.total) == (OrderStatus.CONFIRMED, 750_000)
    assert (order.phone, order.reference[:2]) == ("+255712345678", "P-")
    (ticket,) = tickets.of_contact(session, asha)
    assert (ticket.kind, ticket.order_id) == (TicketKind.ORDER, order.id)


def test_it_keeps_the_price_of_the_day_not_the_customers(session: Session, asha: Contact) -> None:
    order = place(session, asha)
    line = session.execute(select(OrderLine).filter_by(order_id=order.id)).scalar_one()
    assert (line.quantity, line.unit, line.unit_price) == (Decimal("2.5"), "kg", 300_000)


def test_it_takes_the_stock_once_for_one_turn(session: Session, asha: Contact) -> None:
    first = place(session, asha)
    assert place(session, asha) is first
    assert catalogue.by_code(session, "sugar").stock == Decimal("347.5")
    assert session.execute(select(func.count()).select_from(Order)).scalar_one() == 1


def test_it_refuses_more_than_there_is(shop: Database) -> None:
    with pytest.raises(OutOfStock) as refused, shop.begin() as session:
        place(
            session, make_contact(session, now=NOW), lines=[{"product": "sugar", "quantity": 351}]
        )
    assert refused.value.values == {"product": "sugar", "available": Decimal(350)}
    with shop.reading() as session:
        assert catalogue.by_code(session, "sugar").stock == 350
        assert session.execute(select(Order)).first() is None


def test_it_sees_that_another_customer_was_quicker(session: Session, asha: Contact) -> None:
    quote = orders.price(session, [{"product": "eggs", "quantity": 50}])
    place(
        session, make_contact(session, JOHN, now=NOW), lines=[{"product": "eggs", "quantity": 50}]
    )
    with pytest.raises(OutOfStock):
        orders._take_stock(session, quote)
    assert catalogue.by_code(session, "eggs").stock == 30


def test_it_adds_up_lines_of_one_product(session: Session) -> None:
    quote = orders.price(session, [*SUGAR, *SUGAR])
    assert [(line.quantity, line.amount) for line in quote.lines] == [(Decimal(5), 1_500_000)]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"lines": []}, EmptyOrder),
        ({"lines": [{"product": "gold", "quantity": 1}]}, UnknownProduct),
        ({"lines": [{"product": "sugar", "quantity": 0}]}, BadQuantity),
        ({"lines": [{"product": "sugar", "quantity": -1}]}, BadQuantity),
        ({"lines": [{"product": "sugar", "quantity": 1_000_000}]}, BadQuantity),
        ({"lines": [{"product": "sugar", "quantity": "NaN"}]}, BadQuantity),
        ({"lines": [{"product": "sugar", "quantity": "Infinity"}]}, BadQuantity),
        ({"lines": [{"product": "sugar", "quantity": "0.0001"}]}, BadQuantity),
        ({"lines": [{"product": "bread", "quantity": "1.5"}]}, BadQuantity),
        ({"lines": [{"product": "sugar"}]}, BadQuantity),
        ({"place": "  "}, EmptyText),
        ({"phone": "sina"}, BadPhone),
    ],
)
def test_it_refuses_what_is_no_order(
    session: Session, asha: Contact, changes: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        place(session, asha, **changes)


def test_it_finds_only_ones_own_orders(session: Session, asha: Contact) -> None:
    order = place(session, asha)
    assert orders.own(session, asha, order.reference.lower()) is order
    other = make_contact(session, JOHN, now=NOW)
    for reference in (order.reference, "P-2222-22222", "rubbish"):
        with pytest.raises(NotFound):
            orders.own(session, other, reference)


def test_it_remembers_who_placed_it_and_keeps_the_phone(session: Session, asha: Contact) -> None:
    order = place(session, asha)
    entry = session.execute(select(AuditEntry).filter_by(what="order.placed")).scalar_one()
    assert (entry.who, entry.subject) == (f"contact:{asha.id}", f"order:{order.id}")
    assert asha.phone == "+255712345678"
