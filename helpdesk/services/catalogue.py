"""What is sold: finding products by what customers call them, and reading orders."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpdesk.domain.company import Product
from helpdesk.domain.errors import UnknownProduct
from helpdesk.services.reading.lines import ReadOrder, read_order
from helpdesk.services.reading.names import find_name, names_of
from helpdesk.services.reading.words import tokens_of


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


def find(session: Session, text: str) -> list[Product]:
    """The products the text may mean by one name, slips of the pen forgiven; most often one.

    Empty if nothing of ours is named.
    """
    names = names_of(sold(session))
    tokens = tokens_of(text)
    for slips in (False, True):
        for at in range(len(tokens)):
            found = find_name(tokens, at, names, slips=slips)
            if found:
                return list(found[0])
    return []


def read_lines(session: Session, text: str) -> ReadOrder:
    """The products and quantities in a sentence, and whatever must be asked about it."""
    return read_order(text, sold(session))
