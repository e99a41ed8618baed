"""The business itself, as the database keeps it: loaded from `company/`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from helpdesk.domain.enums import StockReason


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
    """What can be ordered. `price` is minor units per `unit`; `aliases` are separated by |.

    Staff are told when the stock falls to `low_at`. `photo` is a path below `var/files`.
    """

    code: str
    name_sw: str
    name_en: str
    aliases: str
    unit: str
    price: int
    currency: str
    stock: Decimal
    active: bool = True
    low_at: Decimal | None = None
    photo: str | None = None
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


@dataclass
class StockMove:
    """A change of stock by hand: what came in, what was counted, what was thrown away."""

    product_id: int
    staff_id: int
    reason: StockReason
    before: Decimal
    after: Decimal
    created_at: datetime
    note: str | None = None
    id: int | None = None


@dataclass
class CompanyPage:
    """One version of a file of `company/`, kept so that every machine has the newest."""

    name: str
    content: str
    sha256: str
    who: str
    created_at: datetime
    id: int | None = None
