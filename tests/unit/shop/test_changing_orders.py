"""What was ordered is changed before it is packed: the stock follows, nothing is counted twice."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import OrderStatus
from helpdesk.domain.errors import EmptyOrder, NotFound, OutOfStock, TooLate
from helpdesk.domain.message import Message
from helpdesk.domain.order import Order
from helpdesk.services import amending, catalogue, orders
from tests.cast import JOHN
from tests.conftest import NOW
from tests.factories import make_contact


@pytest.fixture
def order(session: Session, asha: Contact) -> Order:
    return orders.place(
        session,
        asha,
        lines=[{"product": "sugar", "quantity": "2"}, {"product": "rice", "quantity": "1"}],
        place="Sinza",
        phone="+255712345678",
        source_key="inbox:1",
        now=NOW,
    )


def stock(session: Session, code: str) -> Decimal:
    return catalogue.by_code(session, code).stock


def change(session: Session, contact: Contact, order: Order, **lines: Any) -> Order:
    wanted = {code.replace("_", "-"): Decimal(quantity) for code, quantity in lines.items()}
    return amending.change(
        session, contact, order.reference, wanted, describe=lambda _: "oda mpya", now=NOW
    )


def test_it_takes_and_puts_back_the_difference(
    session: Session, asha: Contact, order: Order
) -> None:
    sugar, rice, beans = (stock(session, code) for code in ("sugar", "rice", "beans"))

    change(session, asha, order, sugar=5, beans=1)

    after = (stock(session, "sugar"), stock(session, "rice"), stock(session, "beans"))
    assert after == (sugar - 3, rice + 1, beans - 1)


def test_the_total_is_the_sum_of_the_new_lines(
    session: Session, asha: Contact, order: Order
) -> None:
    changed = change(session, asha, order, sugar=5, beans=1)

    lines = orders.receipt(session, changed).lines
    assert changed.total == sum(line.amount for line in lines) == 5 * 300000 + 320000
    assert changed.version == 2


def test_what_was_ordered_keeps_its_price(session: Session, asha: Contact, order: Order) -> None:
    catalogue.by_code(session, "sugar").price = 999900
    session.flush()
    before = amending.preview(session, order, {"sugar": Decimal(3)})

    changed = change(session, asha, order, sugar=3)

    assert changed.total == before.total == 3 * 300000


def test_it_gives_no_more_than_there_is(session: Session, asha: Contact, order: Order) -> None:
    with pytest.raises(OutOfStock):
        change(session, asha, order, sugar=1000)


def test_it_leaves_no_order_without_goods(session: Session, asha: Contact, order: Order) -> None:
    with pytest.raises(EmptyOrder):
        change(session, asha, order)


def test_it_is_too_late_once_it_is_packed(session: Session, asha: Contact, order: Order) -> None:
    order.status = OrderStatus.PACKED
    session.flush()

    with pytest.raises(TooLate):
        change(session, asha, order, sugar=1)


def test_nobody_changes_anothers_order(session: Session, asha: Contact, order: Order) -> None:
    with pytest.raises(NotFound):
        change(session, make_contact(session, JOHN, now=NOW), order, sugar=1)


def test_staff_read_what_it_is_now(session: Session, asha: Contact, order: Order) -> None:
    change(session, asha, order, sugar=5)

    (note,) = session.execute(select(Message).filter_by(kind="note")).scalars()
    assert "oda mpya" in note.text
