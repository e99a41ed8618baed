"""An order that is being put together over several turns: what is clear, and what was asked.

It lives in the slot `order_lines`: a list of lines when all is clear, otherwise a mapping.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from actions.turn import Turn
from helpdesk.db.engine import Session
from helpdesk.domain.company import Product
from helpdesk.domain.errors import UnknownProduct
from helpdesk.domain.order import Order
from helpdesk.services import catalogue, orders
from helpdesk.services.reading.amounts import Amount
from helpdesk.services.reading.lines import ReadLine, ReadOrder, ReadProblem, settle
from helpdesk.services.reading.words import key_of

UNKNOWN = "product_unknown"
UNCLEAR = "product_unclear"
OUT_OF_STOCK = "out_of_stock"

Line = dict[str, Any]


@dataclass
class Draft:
    """`lines` by product code; `problems` in the order they are asked about."""

    lines: dict[str, Line] = field(default_factory=dict)
    problems: list[Line] = field(default_factory=list)

    @property
    def slot(self) -> object:
        """The value of the slot: the lines, or the whole draft while something is unclear."""
        lines = list(self.lines.values())
        return {"lines": lines, "problems": self.problems} if self.problems else lines or None

    def put(self, line: ReadLine, language: str) -> None:
        """Have so much of a product; what was said of it before no longer counts."""
        product = line.product
        self.forget({product.code})
        if line.quantity > product.stock:
            self.problems.append(
                {"code": OUT_OF_STOCK, "text": product.name(language), "choices": [product.code]}
            )
            return
        self.lines[product.code] = _row(product, line.quantity, language)

    def forget(self, codes: set[str]) -> None:
        """What is said anew about a product replaces what was said before."""
        for code in codes:
            self.lines.pop(code, None)
        self.problems = [one for one in self.problems if not codes & set(one["choices"])]


def draft_of(slot: object) -> Draft:
    """The draft a slot holds; an empty one if it holds none."""
    found = slot if isinstance(slot, Mapping) else {"lines": slot}
    lines = {str(line["product"]): line for line in _rows(found.get("lines"), "product")}
    return Draft(lines, _rows(found.get("problems"), "code"))


def of_order(session: Session, order: Order, language: str) -> Draft:
    """The goods of a placed order as a draft."""
    draft = Draft()
    for line in orders.receipt(session, order).lines:
        draft.lines[line.product.code] = _row(line.product, line.quantity, language)
    return draft


def pile(session: Session, draft: Draft, before: Mapping[str, Line], turn: Turn) -> None:
    """What was added comes on top of what there was before, not instead of it."""
    for line in catalogue.ordered(session, turn.entities).lines:
        code = line.product.code
        if code in before:
            both = line.quantity + Decimal(before[code]["quantity"])
            draft.lines[code] = _row(line.product, both, turn.language)


def _row(product: Product, quantity: Decimal, language: str) -> Line:
    return {
        "product": product.code,
        "name": product.name(language),
        "quantity": f"{quantity.normalize():f}",
        "unit": product.unit,
    }


def _rows(value: object, key: str) -> list[Line]:
    # A slot is only what was once put there; a strange one is an empty one.
    rows = value if isinstance(value, list) else []
    return [dict(row) for row in rows if isinstance(row, Mapping) and key in row]


def waits(slot: object) -> bool:
    """Whether something of the order must still be asked."""
    return isinstance(slot, Mapping)


def add(session: Session, draft: Draft, turn: Turn, *, asked: bool) -> bool:
    """Take the goods of the turn into the draft; whether there was anything about goods in it.

    `asked`: we asked for goods, so words we do not know must be goods we do not have.
    """
    order = catalogue.ordered(session, turn.entities)
    waiting = draft.problems[0] if draft.problems else None
    if waiting is not None and _answer(session, draft, waiting, order, turn):
        return True
    draft.problems = [problem for problem in draft.problems if problem["code"] != UNKNOWN]
    unknown = order.unknown or _nothing_known(order, turn, asked)
    for line in order.lines:
        draft.put(line, turn.language)
    for problem in order.problems:
        _ask(draft, problem)
    draft.problems += [{"code": UNKNOWN, "text": name, "choices": []} for name in unknown]
    return bool(order.lines or order.problems or unknown)


def _nothing_known(order: ReadOrder, turn: Turn, asked: bool) -> list[str]:
    nothing = not order.lines and not order.problems
    return [turn.words_left] if asked and nothing and turn.words_left else []


def _answer(session: Session, draft: Draft, waiting: Line, order: ReadOrder, turn: Turn) -> bool:
    """Take `kilo mbili` or `ya kufulia` as the answer to what was asked last."""
    if order.lines or order.unknown or len(order.problems) > 1:
        return False
    products = _products(session, waiting)
    if waiting["code"] == UNCLEAR:
        products = _chosen(products, order, turn.text)
    if len(products) != 1 or (waiting["code"] != UNCLEAR and not order.spare):
        return False
    said = order.problems[0].amount if order.problems else order.spare
    settled = settle(products[0], said or _amount(waiting), products[0].name(turn.language))
    draft.problems.remove(waiting)
    if isinstance(settled, ReadLine):
        draft.put(settled, turn.language)
    else:
        _ask(draft, settled)
    return True


def _chosen(products: list[Product], order: ReadOrder, text: str) -> list[Product]:
    """Those of the products the words fit: by name, or by the word that tells them apart."""
    if order.problems:
        named = {choice.code for choice in order.problems[0].choices}
        found = [product for product in products if product.code in named]
        if len(found) == 1:
            return found
    words = [
        {*key_of(product.name_sw).split(), *key_of(product.name_en).split()}
        for product in products
    ]
    said = set(key_of(text).split())
    telling = {word for word in said if sum(word in own for own in words) == 1}
    return [product for product, own in zip(products, words, strict=True) if own & telling]


def _ask(draft: Draft, problem: ReadProblem) -> None:
    codes = [choice.code for choice in problem.choices]
    draft.forget(set(codes))
    amount = problem.amount
    draft.problems.append(
        {
            "code": problem.code,
            "text": problem.text,
            "choices": codes,
            "value": str(amount.value) if amount and amount.value is not None else None,
            "unit": amount.unit if amount else None,
        }
    )


def _products(session: Session, problem: Line) -> list[Product]:
    found = []
    for code in problem.get("choices", []):
        try:
            found.append(catalogue.by_code(session, str(code)))
        except UnknownProduct:
            continue  # taken off sale since we asked
    return found


def _amount(problem: Line) -> Amount | None:
    value = problem.get("value")
    return Amount(Decimal(value), problem.get("unit")) if value else None
