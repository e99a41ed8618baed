"""Units, and turning one into another where that is exact."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from helpdesk.domain.order import LARGEST_QUANTITY


@dataclass(frozen=True)
class Unit:
    """`size` in the first unit of its kind; `step` is the smallest part that can be sold."""

    code: str
    kind: str
    size: Decimal
    step: Decimal


def _unit(code: str, kind: str, size: str, step: str) -> Unit:
    return Unit(code, kind, Decimal(size), Decimal(step))


UNITS = {
    unit.code: unit
    for unit in (
        _unit("kg", "weight", "1", "0.001"),
        _unit("gram", "weight", "0.001", "1"),
        _unit("ton", "weight", "1000", "0.001"),
        _unit("litre", "volume", "1", "0.001"),
        _unit("ml", "volume", "0.001", "1"),
        _unit("piece", "count", "1", "1"),
        _unit("dozen", "count", "12", "0.5"),
        _unit("tray", "count", "30", "0.5"),
        _unit("packet", "packet", "1", "1"),
        _unit("bottle", "bottle", "1", "1"),
        _unit("bag", "bag", "1", "1"),
        _unit("box", "box", "1", "1"),
        _unit("container", "container", "1", "1"),
    )
}
"""What customers say. Only some are sold in (`company/products.yml`); of others we ask."""

BULK = ("tray", "dozen")
"""Units a bare number does not mean: `mayai 30` is hardly thirty trays."""


def convert(quantity: Decimal, unit: str | None, to: str) -> Decimal | None:
    """That many `unit` in the unit a product is sold in; None if it must be asked.

    `unit` None is a bare number. Thirty eggs are a tray, ten are not.
    """
    if unit == to or (unit is None and to not in BULK):
        return quantity
    if unit is None:
        return None
    given, sold = UNITS[unit], UNITS[to]
    if given.kind == sold.kind:
        converted = quantity * given.size / sold.size
        return converted if is_sold(converted, to) or quantity <= 0 else None
    # A packet or a bottle may well be called a piece.
    return quantity if unit == "piece" and sold.size == 1 and sold.kind in _SINGLE else None


def is_sold(quantity: Decimal, unit: str) -> bool:
    """Whether the quantity is whole steps of that unit: half a kilo is, half a loaf is not."""
    return quantity % UNITS[unit].step == 0


def problem_with(quantity: Decimal, unit: str) -> str | None:
    """What is wrong with that many of a unit: too_large, invalid or nothing."""
    if quantity.is_finite() and quantity > LARGEST_QUANTITY:
        return "quantity_too_large"
    fine = quantity.is_finite() and quantity > 0 and is_sold(quantity, unit)
    return None if fine else "quantity_invalid"


_SINGLE = ("packet", "bottle")
