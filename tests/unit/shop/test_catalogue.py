"""The products that what was found in a message means."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from helpdesk.db.engine import Session
from helpdesk.services import catalogue


def product(code: str, group: str | None = None) -> dict[str, Any]:
    entity = "product_unclear" if "|" in code else "product"
    return {"entity": entity, "value": code, "group": group}


def quantity(value: str, unit: object, group: str | None = None) -> dict[str, Any]:
    return {"entity": "quantity", "value": value, "unit": unit, "group": group}


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("sugar", ["sugar"]),
        ("washing-soap|bath-soap", ["washing-soap", "bath-soap"]),
        ("washing-soap|gone", ["washing-soap"]),
        ("gone", []),
    ],
)
def test_it_finds_the_products_that_are_named(
    session: Session, value: str, codes: list[str]
) -> None:
    found = catalogue.named(session, [product(value)])
    assert [one.code for one in found] == codes


def test_it_orders_the_products_on_sale(session: Session) -> None:
    order = catalogue.ordered(session, [product("sugar", "1"), quantity("2", "kg", "1")])
    assert [(line.product.code, line.quantity) for line in order.lines] == [("sugar", Decimal(2))]


def test_it_names_goods_that_were_taken_off_sale(session: Session) -> None:
    assert catalogue.ordered(session, [product("gone", "1")]).unknown == ["gone"]


@pytest.mark.parametrize("value", ["", "NaN", "Infinity", "two", "?", "1e999999999"])
def test_it_asks_where_a_quantity_is_no_number(session: Session, value: str) -> None:
    order = catalogue.ordered(session, [product("sugar", "1"), quantity(value, ["kg"], "1")])
    assert [problem.code for problem in order.problems][:1] != []
    assert order.lines == []
