"""The business itself, as the database keeps it: loaded from `company/`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass
class Department:
    """Where tickets go. `code` is the key used in `company/`; the names are what people read."""

    code: str
    name_sw: str
    name_en: str
    active: bool = True
    id: int | None = None

    def name(self, language: str) -> str:
        """The department's name in that language."""
        return self.name_sw if language == "sw" else self.name_en


@dataclass
class Product:
    """What can be ordered. `price` is minor units per `unit`; `aliases` are separated by |."""

    code: str
    name_sw: str
    name_en: str
    aliases: str
    unit: str
    price: int
    currency: str
    stock: Decimal
    active: bool = True
    id: int | None = None

    def name(self, language: str) -> str:
        """The product's name in that language."""
        return self.name_sw if language == "sw" else self.name_en


@dataclass
class OpeningHours:
    """One weekday (0 is Monday): minutes after midnight, local time; None is closed."""

    weekday: int
    opens: int | None
    closes: int | None
    id: int | None = None
