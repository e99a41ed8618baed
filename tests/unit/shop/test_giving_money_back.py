"""Refund: cancelling an order that was paid, or is said to be, tells accounting to pay it back."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import PaymentStatus, Visibility
from helpdesk.domain.message import Message
from helpdesk.services import order_steps, orders
from tests.cast import SALMA
from tests.factories import make_staff
from tests.unit.shop.conftest import NOW

BACK = "mrudishie mteja"


@pytest.mark.parametrize("status", PaymentStatus)
def test_accounting_is_told_of_money_that_came_and_of_no_other(
    session: Session, asha: Contact, status: PaymentStatus
) -> None:
    order = orders.place(
        session,
        asha,
        lines=[{"product": "sugar", "quantity": "2"}],
        place="Sinza Mori",
        phone="0712345678",
        source_key="inbox:1",
        now=NOW,
    )
    order.payment_status = status
    salma = make_staff(session, SALMA, now=NOW)
    order_steps.take(
        session, order, salma, "cancel", version=order.version, reason="Mvua", now=NOW
    )

    notes = session.execute(select(Message).filter_by(visibility=Visibility.INTERNAL)).scalars()
    assert any(BACK in note.text for note in notes) is (status is not PaymentStatus.UNPAID)
