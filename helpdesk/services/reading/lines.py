"""A whole order: what is clear becomes lines, what is not is reported, never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from helpdesk.domain.company import Product
from helpdesk.services.reading.amounts import Amount, amount_of
from helpdesk.services.reading.units import convert, problem_with


@dataclass(frozen=True)
class ReadLine:
    """So much of a product, in the unit it is sold in."""

    product: Product
    quantity: Decimal


@dataclass(frozen=True)
class ReadProblem:
    """What must be asked: `quantity_missing`, `quantity_invalid`, `quantity_too_large`, or
    `product_unclear` with its `choices`. `text` is what the customer wrote for the product.
    """

    code: str
    text: str
    choices: tuple[Product, ...]
    amount: Amount | None = None

    @property
    def product(self) -> Product:
        """The product, or the first of those it may be."""
        return self.choices[0]


@dataclass
class ReadOrder:
    """What a sentence orders. `unknown` are things with a quantity that are not sold;
    `spare` is a quantity without any product.
    """

    lines: list[ReadLine] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    problems: list[ReadProblem] = field(default_factory=list)
    spare: Amount | None = None


def order_of(entities: Iterable[Mapping[str, Any]], products: Iterable[Product]) -> ReadOrder:
    """The order in the entities of one message, for the products that are sold.

    Entities are mappings with `entity`, `value`, `group` and, for a quantity, `unit`; others
    than product, product_unclear, product_unknown and quantity are passed over.
    """
    sold = {product.code: product for product in products}
    entities = list(entities)
    amounts = {one.get("group"): amount_of(one) for one in entities if _is(one, "quantity")}
    order = ReadOrder(spare=amounts.get(None))
    for one in entities:
        if not _is(one, "product", "product_unclear", "product_unknown"):
            continue
        value = str(one.get("value"))
        amount = amounts.get(one["group"]) if one.get("group") else None
        codes = [] if _is(one, "product_unknown") else value.split("|")
        text = str(one.get("text") or value)
        choices = tuple(sold[code] for code in codes if code in sold)
        if not choices:
            order.unknown.append(text if codes else value)
        elif len(choices) > 1:
            order.problems.append(ReadProblem("product_unclear", text, choices, amount))
        else:
            _add(order, text, choices[0], amount)
    return order


def settle(product: Product, amount: Amount | None, text: str = "") -> ReadLine | ReadProblem:
    """A line of that product, or what is wrong with the quantity."""
    problem = ReadProblem("quantity_missing", text, (product,), amount)
    if amount is None or amount.value is None:
        return problem
    quantity = convert(amount.value, amount.unit, product.unit)
    if quantity is None:
        return problem
    wrong = problem_with(quantity, product.unit)
    return ReadProblem(wrong, text, (product,), amount) if wrong else ReadLine(product, quantity)


def _add(order: ReadOrder, text: str, product: Product, amount: Amount | None) -> None:
    settled = settle(product, amount, text)
    if isinstance(settled, ReadProblem):
        order.problems.append(settled)
        return
    for at, line in enumerate(order.lines):
        if line.product is product:  # sukari 2kg, mchele 1kg na sukari tena 1kg
            order.lines[at] = ReadLine(product, line.quantity + settled.quantity)
            return
    order.lines.append(settled)


def _is(entity: Mapping[str, Any], *names: str) -> bool:
    return entity.get("entity") in names
