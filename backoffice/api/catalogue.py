"""What is sold, at which price, and how much there is; noting goods received, counted, spoilt."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from backoffice.api import found
from backoffice.api.operation import Call, Done, Operation
from backoffice.api.schemas import COUNTED, MOVED, QUANTITY, ref, short, thing
from helpdesk.domain.company import Product
from helpdesk.domain.enums import StockReason
from helpdesk.domain.errors import StaleVersion
from helpdesk.domain.scopes import TokenScope
from helpdesk.services import stock
from helpdesk.services.stock import LONGEST_NOTE


def show_list(call: Call) -> Done:
    """Everything that is sold."""
    reserved = stock.reserved(call.session)
    return Done({"products": [_shown(e, reserved) for e in stock.products(call.session)]})


def show(call: Call) -> Done:
    """One product."""
    product = stock.by_code(call.session, call.path["product"])
    return Done(_shown(product, stock.reserved(call.session)))


def changing(reason: StockReason) -> Callable[[Call], Done]:
    """What notes a change of stock for that reason."""

    def change(call: Call) -> Done:
        product = stock.by_code(call.session, call.path["product"])
        call.about = product
        quantity = stock.read_quantity(call.body["quantity"], zero=reason is StockReason.COUNT)
        stock.change(
            call.session,
            product,
            call.staff,
            reason,
            quantity,
            seen=_seen(call, product),
            note=call.body.get("note", ""),
            now=call.now,
        )
        content = {"code": product.code, "unit": product.unit, "stock": f"{product.stock:f}"}
        return Done(content, found.about("product", product.id))

    return change


def _seen(call: Call, product: Product) -> Decimal:
    """The stock the system saw. Where it says so, what it sends twice is noted once."""
    if "seen" not in call.body:
        return product.stock
    seen = Decimal(call.body["seen"])
    call.session.refresh(product, with_for_update=True)
    if product.stock != seen:
        raise StaleVersion(by="")
    return seen


def _shown(product: Product, reserved: dict[int, Decimal]) -> dict[str, object]:
    return {
        "code": product.code,
        "name_sw": product.name_sw,
        "name_en": product.name_en,
        "aliases": [each for each in product.aliases.split("|") if each],
        "unit": product.unit,
        "price": product.price,
        "currency": product.currency,
        "stock": f"{product.stock:f}",
        "reserved": f"{reserved.get(product.id or 0, Decimal(0)):f}",
        "low_at": None if product.low_at is None else f"{product.low_at:f}",
    }


READS, WRITES = TokenScope.CATALOGUE_READ, TokenScope.STOCK_WRITE
REST = {"seen": QUANTITY, "note": short(LONGEST_NOTE)}
COUNT = thing({"quantity": COUNTED, **REST}, optional=("note",))
MOVE = thing({"quantity": MOVED, **REST}, optional=REST)
"""A count is nothing without the stock that was seen; what comes and goes may do without."""

OPERATIONS = [
    Operation(
        "products.list", "GET", "/products", show_list, ref("ProductList"), READS, quiet=True
    ),
    Operation(
        "product.read", "GET", "/products/{product}", show, ref("Product"), READS, quiet=True
    ),
    *(
        Operation(
            f"stock.{reason}",
            "POST",
            f"/products/{{product}}/{reason}",
            changing(reason),
            ref("StockState"),
            WRITES,
            body=COUNT if reason is StockReason.COUNT else MOVE,
        )
        for reason in StockReason
    ),
]
