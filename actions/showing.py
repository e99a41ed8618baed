"""Data as customers read it: quantities, lines, lists. Sentences are in `data/responses`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from helpdesk.domain.company import Product
from helpdesk.domain.enums import OrderStatus
from helpdesk.locale import say
from helpdesk.services.cases import Case
from helpdesk.services.orders import Quote, money
from helpdesk.services.profile import Profile

LONGEST_QUOTATION = 60


def safe(text: str) -> str:
    """A customer's words for a response: Rasa's filling-in trips over `0[`."""
    return text.replace("0[", "0 [")


def quotation(text: str) -> str:
    """A few of a customer's words, to be said back to them."""
    said = " ".join(text.split())
    short = said if len(said) <= LONGEST_QUOTATION else f"{said[:LONGEST_QUOTATION]}…"
    return safe(short)


def number(quantity: Decimal) -> str:
    """A quantity without trailing zeros: 2, 2.5, 1,000."""
    return f"{quantity.normalize():,f}"


def amount(quantity: Decimal, product: Product, language: str, profile: Profile) -> str:
    """So much of a product in its own unit: `kilo 2`, `2 kg`."""
    unit = profile.unit(product.unit, language, quantity)
    return say(language, "actions.quantity", number=number(quantity), unit=unit)


def product_in_units(product: Product, language: str, profile: Profile) -> str:
    """A product and the unit it is sold in: `Mayai (trei)`."""
    return f"{product.name(language)} ({profile.unit(product.unit, language, Decimal(1))})"


def lines(quote: Quote, language: str, profile: Profile) -> str:
    """The lines of an order, one below the other."""
    return "\n".join(
        f"• {line.product.name(language)}: "
        f"{amount(line.quantity, line.product, language, profile)}"
        f" — {money(line.amount, quote.currency)}"
        for line in quote.lines
    )


def one_line(quote: Quote, language: str, profile: Profile) -> str:
    """The whole order on one line, as staff see it in a list."""
    return ", ".join(
        f"{line.product.name(language)} {amount(line.quantity, line.product, language, profile)}"
        for line in quote.lines
    )


def drafted(
    products: Iterable[Product],
    lines: Mapping[str, Mapping[str, Any]],
    language: str,
    profile: Profile,
) -> str:
    """A basket without prices, on one line; `lines` by product code hold a `quantity` each."""
    told = ((p, Decimal(str(lines[p.code]["quantity"]))) for p in products)
    return ", ".join(
        f"{p.name(language)} {amount(quantity, p, language, profile)}" for p, quantity in told
    )


def price_list(products: Iterable[Product], language: str, profile: Profile) -> str:
    """What is sold, with prices per unit, one below the other."""
    return "\n".join(
        f"• {product.name(language)} — {money(product.price, product.currency)}"
        f" / {profile.unit(product.unit, language, Decimal(1))}"
        for product in products
    )


def choices(products: Iterable[Product], language: str) -> str:
    """Names to choose from, one below the other."""
    return "\n".join(f"• {product.name(language)}" for product in products)


def status(case: Case, language: str) -> str:
    """How a case stands, in the customer's words for it."""
    noun = "order" if isinstance(case.status, OrderStatus) else "ticket"
    return say(language, f"actions.{noun}.{case.status}")


def case_list(cases: Iterable[Case], language: str) -> str:
    """Cases one below the other: reference, what it is, how it stands, and a few words of it."""
    return "\n".join(
        f"• {case.reference} — {say(language, f'actions.kind.{case.kind}')}: "
        f"{status(case, language)}{_about(case)}"
        for case in cases
    )


def _about(case: Case) -> str:
    return f" «{quotation(case.subject)}»" if case.subject else ""
