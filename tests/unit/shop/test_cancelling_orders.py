"""An order its customer cancels: before it is packed, once, and its goods are back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import func, select

from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import OrderStatus, TicketStatus
from helpdesk.domain.errors import NotFound, TooLate
from helpdesk.domain.order import Order, move
from helpdesk.domain.staff import AuditEntry
from helpdesk.services import amending, catalogue, orders, tickets
from tests.cast import JOHN
from tests.factories import make_contact, make_staff
from tests.unit.shop.conftest import NOW


@pytest.fixture
def order(session: Session, asha: Contact) -> Order:
    return orders.place(
        session,
        asha,
        lines=[{"product": "sugar", "quantity": "2.5"}, {"product": "rice", "quantity": "1"}],
        place="Sinza Mori",
        phone="0712345678",
        source_key="inbox:1",
        now=NOW,
    )


def cancel(session: Session, contact: Contact, order: Order, reason: str = "") -> Order:
    return amending.cancel(session, contact, order.reference, reason=reason, now=NOW)


def test_it_puts_the_goods_back_once(session: Session, asha: Contact, order: Order) -> None:
    cancel(session, asha, order)
    cancel(session, asha, order)

    stock = [catalogue.by_code(session, code).stock for code in ("sugar", "rice")]
    assert order.status is OrderStatus.CANCELLED
    assert stock == [Decimal(350), Decimal(500)]


def test_it_keeps_the_reason_and_who_did_it(session: Session, asha: Contact, order: Order) -> None:
    cancel(session, asha, order, "  nimebadili \n mawazo ")

    entries = select(func.count()).select_from(AuditEntry).filter_by(what="order.cancelled")
    assert order.cancel_reason == "nimebadili mawazo"
    assert session.execute(entries).scalar_one() == 1


def test_it_finishes_the_ticket_nobody_has_taken(
    session: Session, asha: Contact, order: Order
) -> None:
    (ticket,) = tickets.of_contact(session, asha)
    seen = ticket.version
    cancel(session, asha, order)

    entry = session.execute(select(AuditEntry).filter_by(what="ticket.resolved")).scalar_one()
    assert ticket.status is TicketStatus.RESOLVED
    assert ticket.version > seen, "who has the page open is told that it has changed"
    assert (entry.who, entry.subject) == (f"contact:{asha.id}", f"ticket:{ticket.id}")
    assert (entry.old, entry.new) == ("new", "resolved")


def test_it_leaves_a_claimed_ticket_to_its_keeper(
    session: Session, asha: Contact, order: Order
) -> None:
    (ticket,) = tickets.of_contact(session, asha)
    tickets.claim(session, ticket, make_staff(session, now=NOW), now=NOW)
    cancel(session, asha, order)

    assert ticket.status is TicketStatus.OPEN


@pytest.mark.parametrize("status", [OrderStatus.PACKED, OrderStatus.DISPATCHED])
def test_it_is_too_late_once_the_goods_are_packed(
    session: Session, asha: Contact, order: Order, status: OrderStatus
) -> None:
    move(order, OrderStatus.PACKED, now=NOW)
    if status is OrderStatus.DISPATCHED:
        move(order, status, now=NOW)
    session.flush()

    with pytest.raises(TooLate):
        cancel(session, asha, order)
    assert order.status is status
    assert catalogue.by_code(session, "sugar").stock == Decimal("347.5")


def test_it_cancels_nobody_elses(session: Session, asha: Contact, order: Order) -> None:
    john = make_contact(session, JOHN, now=NOW)

    with pytest.raises(NotFound):
        cancel(session, john, order)
    assert order.status is OrderStatus.CONFIRMED
