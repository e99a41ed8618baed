"""Money as integer minor units: how many digits a currency has, and how people write it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Currency:
    """A currency of ISO 4217: its code, the digits after the point, the sign before it."""

    code: str
    digits: int
    sign: str


CURRENCIES = {
    known.code: known
    for known in (
        Currency("TZS", 2, "TSh"),
        Currency("KES", 2, "KSh"),
        Currency("UGX", 0, "USh"),
        Currency("RWF", 0, "FRw"),
        Currency("BIF", 0, "FBu"),
        Currency("USD", 2, "US$"),
    )
}


def minor(amount: Decimal, currency: str) -> int:
    """`amount` shillings in minor units; ValueError if the currency has no such fraction."""
    scaled = amount.scaleb(CURRENCIES[currency].digits)
    if scaled != scaled.to_integral_value():
        message = f"{amount} is finer than {currency} can be paid"
        raise ValueError(message)
    return int(scaled)


def money(amount: int, currency: str) -> str:
    """Minor units as people write them: `TSh 12,500`; cents are shown only where there are any."""
    # An order outlives the list above: one in a currency that was dropped can still be read.
    known = CURRENCIES.get(currency) or Currency(currency, 2, currency)
    whole, rest = divmod(amount, 10**known.digits)
    cents = f".{rest:0{known.digits}d}" if rest else ""
    return f"{known.sign} {whole:,}{cents}"
