"""Reading a whole order: what is clear becomes lines, what is not is reported, never guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from helpdesk.domain.company import Product
from helpdesk.services.reading.amounts import MONEY, Amount, find_amount
from helpdesk.services.reading.names import Names, find_name, names_of
from helpdesk.services.reading.pairing import Item, Mark, Thing, pair
from helpdesk.services.reading.units import WORDS as UNIT_WORDS
from helpdesk.services.reading.units import convert, problem_with
from helpdesk.services.reading.words import ADVERBS, CONNECTORS, EACH, SEPARATORS, tokens_of

_SKIPPED = ADVERBS | CONNECTORS | set(UNIT_WORDS) | MONEY | {"x", "×", "-", ":", "a", "an"}


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
    `spare` is a quantity without any product; `rest` are words nothing is known about.
    """

    lines: list[ReadLine] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    problems: list[ReadProblem] = field(default_factory=list)
    spare: Amount | None = None
    rest: list[str] = field(default_factory=list)


def read_order(text: str, products: Iterable[Product]) -> ReadOrder:
    """The order in a sentence, for the products that are sold."""
    things, spare = pair(_items(tokens_of(text), names_of(products)))
    order = ReadOrder(spare=spare)
    for thing in things:
        if not thing.products:
            (order.unknown if thing.amount or thing.other else order.rest).append(thing.text)
        elif len(thing.products) > 1:
            order.problems.append(
                ReadProblem("product_unclear", thing.text, thing.products, thing.amount)
            )
        else:
            _add(order, thing.text, thing.products[0], thing.amount)
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


def _items(tokens: list[str], names: Names) -> list[Item]:
    items: list[Item] = []
    at = 0
    while at < len(tokens):
        item, end = _item(tokens, at, names)
        if isinstance(item, Thing) and item.products:
            item, end = _whole_name(tokens, item, end, names)
        last = items[-1] if items else None
        if isinstance(item, Thing) and isinstance(last, Thing) and _same_thing(last, item):
            last.text = f"{last.text} {item.text}"
        elif item is not None:
            items.append(item)
        at = end
    return items


def _item(tokens: list[str], at: int, names: Names) -> tuple[Item | None, int]:
    token = tokens[at]
    if token == EACH or token in SEPARATORS:
        return Mark(each=token == EACH), at + 1
    found = find_name(tokens, at, names, slips=False)
    amount = None if found else find_amount(tokens, at)
    if amount:
        return amount
    found = found or find_name(tokens, at, names, slips=True)
    if found:
        return Thing(" ".join(tokens[at : found[1]]), found[0]), found[1]
    return (None, at + 1) if token in _SKIPPED else (Thing(token), at + 1)


def _whole_name(tokens: list[str], thing: Thing, end: int, names: Names) -> tuple[Item, int]:
    """`mafuta` may be ours, `mafuta ya taa` is another thing: the longer name counts."""
    if end + 1 >= len(tokens) or tokens[end] not in CONNECTORS:
        return thing, end
    item, after = _item(tokens, end + 1, names)
    if not isinstance(item, Thing):
        return thing, end
    if item.products == thing.products:
        return thing, after
    return Thing(f"{thing.text} {tokens[end]} {item.text}", other=True), after


def _same_thing(last: Thing, item: Thing) -> bool:
    # Unknown words side by side are one thing; `loaf bread` is bread.
    return last.products == item.products
