"""A receipt says what was ordered, what it costs and whether it is paid, as text and PDF."""

from __future__ import annotations

import pytest

from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import PaymentStatus
from helpdesk.domain.order import Order
from helpdesk.services import orders, profile, receipts
from tests.conftest import NOW
from tests.factories import ROOT

COMPANY = profile.read(ROOT / "company")


@pytest.fixture
def order(session: Session, asha: Contact) -> Order:
    return orders.place(
        session,
        asha,
        lines=[{"product": "sugar", "quantity": "2"}, {"product": "rice", "quantity": "1.5"}],
        place="Sinza",
        phone="+255712345678",
        area="sinza",
        fee=350000,
        payment_method="mpesa",
        source_key="inbox:1",
        now=NOW,
    )


def text(session: Session, order: Order, language: str = "sw") -> str:
    return receipts.text(receipts.of_order(session, order, COMPANY, language))


def test_it_holds_every_line_the_fee_and_the_sum(session: Session, order: Order) -> None:
    said = text(session, order)

    assert "Sukari – kilo 2: TSh 6,000" in said
    assert "Nauli ya kupeleka: TSh 3,500" in said
    assert "Jumla ya kulipa: TSh 13,700" in said
    assert order.reference in said


def test_it_tells_the_time_of_the_shop(session: Session, order: Order) -> None:
    assert "2 Machi 2026, 12:30" in text(session, order)
    assert "2 March 2026, 12:30" in text(session, order, "en")


@pytest.mark.parametrize("status", list(PaymentStatus))
def test_it_never_says_paid_before_accounting_does(
    session: Session, order: Order, status: PaymentStatus
) -> None:
    order.payment_status, order.payment_reference = status, "QGH7X8K2LM"

    assert ("Paid" in text(session, order, "en")) == (status is PaymentStatus.PAID)


def test_the_pdf_is_one(session: Session, order: Order) -> None:
    made = receipts.pdf(receipts.of_order(session, order, COMPANY, "sw"))

    assert made.startswith(b"%PDF")
    assert made.rstrip().endswith(b"%%EOF")


def test_a_long_order_goes_over_several_pages() -> None:
    rows = tuple(receipts.Row(f"Bidhaa {number}", "TSh 1") for number in range(200))
    long = receipts.Receipt("Duka 😀", ("Mtaa",), rows, receipts.Row("Jumla", "TSh 200"), ("x",))

    assert receipts.pdf(long).count(b"/Type /Page\n") > 3
