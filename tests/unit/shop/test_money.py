"""Minor units, and money as people write it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from helpdesk.services.currencies import minor
from helpdesk.services.orders import money


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        (350_000, "TZS", "TSh 3,500"),
        (350_050, "KES", "KSh 3,500.50"),
        (3500, "UGX", "USh 3,500"),
        (0, "TZS", "TSh 0"),
        (125_000, "KES", "KSh 1,250"),
        (5, "QQQ", "QQQ 0.05"),
    ],
)
def test_it_writes_money_as_people_do(amount: int, currency: str, shown: str) -> None:
    assert money(amount, currency) == shown


def test_it_keeps_shillings_as_cents_where_the_currency_has_them() -> None:
    assert minor(Decimal(3500), "TZS") == 350_000
    assert minor(Decimal(3500), "UGX") == 3500


def test_it_refuses_a_price_finer_than_the_currency() -> None:
    with pytest.raises(ValueError, match="finer"):
        minor(Decimal("1.005"), "KES")
