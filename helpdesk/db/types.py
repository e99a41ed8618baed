"""Column types that behave alike on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy import DateTime, Integer, String
from sqlalchemy.types import TypeDecorator

THOUSANDTHS = Decimal(1000)


class UtcDateTime(TypeDecorator):  # type: ignore[type-arg]
    """Aware UTC datetimes. SQLite drops the zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> datetime | None:
        """Refuse naive times: nobody could say which hour they mean."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"a naive datetime cannot be stored: {value!r}"
            raise ValueError(message)
        return value.astimezone(UTC)  # type: ignore[no-any-return]

    def process_result_value(self, value: Any, dialect: Any) -> datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        if value.tzinfo is None:
            return value.replace(tzinfo=UTC)  # type: ignore[no-any-return]
        return value.astimezone(UTC)  # type: ignore[no-any-return]


class WordType(TypeDecorator):  # type: ignore[type-arg]
    """An enum of the domain, kept as its value in a short string."""

    impl = String(32)
    cache_ok = True

    def __init__(self, words: type[Enum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        """The member's value; a plain string must be one of the values."""
        return None if value is None else str(self.words(value).value)

    def process_result_value(self, value: Any, dialect: Any) -> Enum | None:
        """The member."""
        return None if value is None else self.words(value)


class Quantity(TypeDecorator):  # type: ignore[type-arg]
    """A decimal with three places, kept as whole thousandths: SQLite knows no decimals."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> int | None:
        """Thousandths."""
        return None if value is None else int(Decimal(value) * THOUSANDTHS)

    def process_result_value(self, value: Any, dialect: Any) -> Decimal | None:
        """A decimal without trailing zeros."""
        if value is None:
            return None
        quantity = Decimal(value) / THOUSANDTHS
        whole = quantity.to_integral_value()
        return whole if quantity == whole else quantity.normalize()
