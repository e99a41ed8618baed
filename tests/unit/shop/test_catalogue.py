"""Finding products by what people call them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from helpdesk.db.engine import Session
from helpdesk.services import catalogue


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("sukari", ["sugar"]),
        ("Una sukali?", ["sugar"]),
        ("maharagwe", ["beans"]),
        ("sabuni", ["washing-soap", "bath-soap"]),
        ("magari", []),
        ("", []),
    ],
)
def test_it_finds_products_by_what_people_call_them(
    session: Session, written: str, codes: list[str]
) -> None:
    assert [product.code for product in catalogue.find(session, written)] == codes


def test_it_reads_lines_of_the_products_on_sale(session: Session) -> None:
    order = catalogue.read_lines(session, "sukari kilo mbili")
    assert [(line.product.code, line.quantity) for line in order.lines] == [("sugar", Decimal(2))]
