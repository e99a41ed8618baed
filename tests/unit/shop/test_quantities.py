"""Quantity: above zero, at most a limit, and a number at all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from helpdesk.domain.errors import BadQuantity
from helpdesk.domain.order import LARGEST_QUANTITY, check_quantity

LITTLE = Decimal("0.001")


@pytest.mark.parametrize("quantity", [LITTLE, Decimal(1), Decimal(LARGEST_QUANTITY)])
def test_it_takes_what_can_be_weighed(quantity: Decimal) -> None:
    assert check_quantity(quantity) == quantity


@pytest.mark.parametrize(
    "quantity",
    [Decimal(0), -LITTLE, LARGEST_QUANTITY + LITTLE, Decimal("NaN"), Decimal("Infinity")],
)
def test_it_refuses_nothing_too_much_and_no_number(quantity: Decimal) -> None:
    with pytest.raises(BadQuantity):
        check_quantity(quantity)
