"""A customer says to have paid: it is noted, checked for form, and never believed."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import PaymentStatus
from helpdesk.domain.errors import BadPayment
from helpdesk.domain.message import Message
from helpdesk.domain.order import Order
from helpdesk.services import company_payments, orders, payments
from tests.conftest import NOW
from tests.factories import ROOT, make_staff

CODE = "QGH7X8K2LM"
METHODS = {method.code: method for method in company_payments.read(ROOT / "company")}


def place(session: Session, contact: Contact, key: str, method: str = "mpesa") -> Order:
    return orders.place(
        session,
        contact,
        lines=[{"product": "sugar", "quantity": "1"}],
        place="Sinza",
        phone="+255712345678",
        payment_method=method,
        source_key=key,
        now=NOW,
    )


def claim(session: Session, contact: Contact, order: Order, code: str = CODE) -> Order:
    method = METHODS[order.payment_method or ""]
    return payments.claim(session, contact, order, code, method=method, now=NOW)


def notes(session: Session) -> list[str]:
    return [
        note.text for note in session.execute(select(Message).filter_by(kind="note")).scalars()
    ]


def test_a_number_is_noted_and_nothing_is_paid(session: Session, asha: Contact) -> None:
    order = claim(session, asha, place(session, asha, "1"), " qgh7 x8k2lm ")

    assert (order.payment_status, order.payment_reference) == (PaymentStatus.CLAIMED, CODE)


def test_the_same_number_again_is_noted_once(session: Session, asha: Contact) -> None:
    order = place(session, asha, "1")
    claim(session, asha, order)
    claim(session, asha, order)

    assert len(notes(session)) == 1


def test_accounting_hears_of_a_number_that_was_used_before(
    session: Session, asha: Contact
) -> None:
    claim(session, asha, place(session, asha, "1"))
    claim(session, asha, place(session, asha, "2"))

    first, second = notes(session)
    assert "TAHADHARI" in second
    assert "TAHADHARI" not in first


@pytest.mark.parametrize("code", ["", "12", "QGH7X8K2LMQGH7X8K2LM", "QGH7-X8K2L", "💸" * 10])
def test_a_number_of_another_form_is_refused(session: Session, asha: Contact, code: str) -> None:
    order = place(session, asha, "1")

    with pytest.raises(BadPayment):
        claim(session, asha, order, code)
    assert order.payment_status is PaymentStatus.UNPAID


def test_only_accounting_makes_it_paid_and_then_it_stays(session: Session, asha: Contact) -> None:
    order = claim(session, asha, place(session, asha, "1"))
    payments.confirm(session, order, make_staff(session, now=NOW), now=NOW)

    claim(session, asha, order, "RKT7DM7W6S")

    assert (order.payment_status, order.payment_reference) == (PaymentStatus.PAID, CODE)


def test_a_payment_is_for_the_newest_order_that_is_paid_so(
    session: Session, asha: Contact
) -> None:
    by_phone = place(session, asha, "1")
    place(session, asha, "2", method="cash")

    assert payments.awaiting(session, asha, methods={"mpesa"}) is by_phone
