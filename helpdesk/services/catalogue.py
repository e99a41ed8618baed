"""What is sold, and which of it the entities of a message mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpdesk.domain.company import Product
from helpdesk.domain.errors import UnknownProduct
from helpdesk.services.reading.lines import ReadOrder, order_of


def sold(session: Session) -> list[Product]:
    """All products on sale, in the order of `company/products.yml`."""
    found = select(Product).filter_by(active=True)
    return sorted(session.execute(found).scalars(), key=lambda product: product.id or 0)


def by_code(session: Session, code: str) -> Product:
    """The product on sale with that code; raises UnknownProduct."""
    found = select(Product).filter_by(code=code, active=True)
    product: Product | None = session.execute(found).scalar_one_or_none()
    if product is None:
        raise UnknownProduct(product=code)
    return product


def named(session: Session, entities: Iterable[Mapping[str, Any]]) -> list[Product]:
    """The products on sale that the entities of a message name, or may name, as sold."""
    order = order_of(entities, sold(session))
    return [
        *(line.product for line in order.lines),
        *(choice for problem in order.problems for choice in problem.choices),
    ]


def ordered(session: Session, entities: Iterable[Mapping[str, Any]]) -> ReadOrder:
    """The order in the entities of a message, and whatever must be asked about it."""
    return order_of(entities, sold(session))
