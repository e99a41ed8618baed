"""A quantity as a customer said it, before it is turned into the unit of the goods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from helpdesk.services.reading.units import UNITS


@dataclass(frozen=True)
class Amount:
    """So much of a unit (its code, None if none was said). `value` None: said, but unclear."""

    value: Decimal | None
    unit: str | None = None


def amount_of(entity: Mapping[str, Any]) -> Amount:
    """The quantity an entity holds; unclear, if it is not written as a number."""
    unit = str(entity.get("unit"))
    known = unit if unit in UNITS else None
    try:
        value = Decimal(str(entity.get("value")))
    except InvalidOperation:
        return Amount(None, known)
    return Amount(value if value.is_finite() else None, known)
