"""Orders: what they cost, placing them exactly once, and finding one's own again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from helpdesk.db.rows import changed
from helpdesk.db.tables import product as products
from helpdesk.domain.company import Product
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import Fulfilment, OrderStatus
from helpdesk.domain.errors import BadQuantity, EmptyOrder, EmptyText, NotFound, OutOfStock
from helpdesk.domain.order import (
    LARGEST_QUANTITY,
    Order,
    OrderLine,
    check_quantity,
    line_amount,
    move,
)
from helpdesk.domain.reference import new_reference, read_reference
from helpdesk.services import audit, catalogue, contacts, phones, tickets
from helpdesk.services.currencies import money
from helpdesk.services.reading.units import problem_with

__all__ = [
    "Quote",
    "QuotedLine",
    "line_of",
    "money",
    "of_contact",
    "own",
    "place",
    "price",
    "receipt",
]

LONGEST_PLACE = 300


@dataclass(frozen=True)
class QuotedLine:
    """A product, how much of it, and what that costs in minor units."""

    product: Product
    quantity: Decimal
    amount: int


@dataclass(frozen=True)
class Quote:
    """What an order would cost; money is minor units of `currency`."""

    lines: tuple[QuotedLine, ...]
    total: int
    currency: str


def price(session: Session, lines: Sequence[Mapping[str, object]]) -> Quote:
    """What the lines cost today. A line is `{"product": code, "quantity": "2.5"}`; whatever
    else it says (names, prices) is not believed.

    Raises EmptyOrder, UnknownProduct, BadQuantity, or OutOfStock.
    """
    wanted: dict[str, Decimal] = {}
    for line in lines:
        code = str(line.get("product", ""))
        wanted[code] = wanted.get(code, Decimal(0)) + _quantity(line.get("quantity"))
    quoted = tuple(_quote(session, code, quantity) for code, quantity in wanted.items())
    if not quoted:
        raise EmptyOrder
    total = sum(line.amount for line in quoted)
    return Quote(quoted, total, quoted[0].product.currency)


def place(
    session: Session,
    contact: Contact,
    *,
    lines: Sequence[Mapping[str, object]],
    place: str,
    phone: str,
    source_key: str | None,
    now: datetime,
    region: str = "TZ",
    describe: Callable[[Quote], str] | None = None,
    fulfilment: Fulfilment = Fulfilment.DELIVERY,
    area: str | None = None,
    fee: int = 0,
    payment_method: str | None = None,
) -> Order:
    """A confirmed order with its stock taken and its ticket opened.

    The same `source_key` again gives back the first order. `describe` puts the order in the
    words staff read first. `region` is the country the phone number is read in. `area` and
    `payment_method` are codes of `company/`; `fee` is what bringing it costs, in minor units.
    Raises what `price` raises, BadPhone, and EmptyText for an empty place.
    """
    known = _by_source(session, source_key)
    if known is not None:
        return known
    number = phones.read(phone, region)
    quote = price(session, lines)
    order = _new(contact, quote, _place(place), number, source_key, now)
    order.fulfilment, order.area, order.fee = fulfilment, area, fee
    order.payment_method = payment_method
    _take_stock(session, quote)
    session.add(order)
    session.flush()  # lines, ticket and audit entry need the order's id
    for line in quote.lines:
        session.add(line_of(order, line))
    contacts.set_phone(session, contact, number, now=now)
    _log(session, contact, order, now)
    story = "\n".join(((describe or _summary)(quote), order.place, phones.show(number)))
    tickets.open_for_order(session, contact, order, story=story, source_key=source_key, now=now)
    return order


def receipt(session: Session, order: Order) -> Quote:
    """What a placed order holds, at the prices it was placed at."""
    found = session.execute(select(OrderLine).filter_by(order_id=order.id)).scalars()
    lines = sorted(found, key=lambda line: line.id or 0)
    quoted = [(session.get(Product, line.product_id), line) for line in lines]
    return Quote(
        tuple(
            QuotedLine(product, line.quantity, line.amount) for product, line in quoted if product
        ),
        order.total,
        order.currency,
    )


def own(session: Session, contact: Contact, reference: str) -> Order:
    """The contact's own order of that reference; NotFound for anybody else's, or for none."""
    spelled = read_reference(reference)
    found = select(Order).filter_by(reference=spelled, contact_id=contact.id)
    order: Order | None = session.execute(found).scalar_one_or_none()
    if spelled is None or order is None:
        raise NotFound(reference=reference)
    return order


def of_contact(session: Session, contact: Contact) -> list[Order]:
    """The contact's orders, newest first."""
    found = session.execute(select(Order).filter_by(contact_id=contact.id)).scalars()
    return sorted(found, key=lambda order: -(order.id or 0))


def _by_source(session: Session, source_key: str | None) -> Order | None:
    if source_key is None:
        return None
    found = select(Order).filter_by(source_key=source_key)
    order: Order | None = session.execute(found).scalar_one_or_none()
    return order


def _quantity(value: object) -> Decimal:
    try:
        return check_quantity(Decimal(str(value)))
    except InvalidOperation as error:
        raise BadQuantity(limit=LARGEST_QUANTITY) from error


def _quote(session: Session, code: str, quantity: Decimal) -> QuotedLine:
    product = catalogue.by_code(session, code)
    if problem_with(quantity, product.unit):
        raise BadQuantity(limit=LARGEST_QUANTITY)
    if quantity > product.stock:
        raise _out_of(product)
    return QuotedLine(product, quantity, line_amount(quantity, product.price))


def _take_stock(session: Session, quote: Quote) -> None:
    # Always in the same order, so that two orders never wait for one another's rows.
    for line in sorted(quote.lines, key=lambda line: line.product.id or 0):
        taken = changed(
            session,
            update(products)
            .where(products.c.id == line.product.id, products.c.stock >= line.quantity)
            .values(stock=products.c.stock - line.quantity),
        )
        session.refresh(line.product)
        if taken == 0:
            raise _out_of(line.product)


def _out_of(product: Product) -> OutOfStock:
    return OutOfStock(product=product.code, available=product.stock)


def _place(text: str) -> str:
    told = " ".join(text.split())
    if not told:
        raise EmptyText
    return told[:LONGEST_PLACE]


def _new(
    contact: Contact,
    quote: Quote,
    place: str,
    phone: str,
    source_key: str | None,
    now: datetime,
) -> Order:
    order = Order(
        reference=new_reference("P"),
        contact_id=contact.id or 0,
        currency=quote.currency,
        place=place,
        phone=phone,
        created_at=now,
        updated_at=now,
        total=quote.total,
        source_key=source_key,
    )
    move(order, OrderStatus.CONFIRMED, now=now)
    return order


def line_of(order: Order, line: QuotedLine) -> OrderLine:
    """The line of an order at today's price."""
    return OrderLine(
        order_id=order.id or 0,
        product_id=line.product.id or 0,
        quantity=line.quantity,
        unit=line.product.unit,
        unit_price=line.product.price,
    )


def _log(session: Session, contact: Contact, order: Order, now: datetime) -> None:
    audit.record(
        session,
        who=f"contact:{contact.id}",
        what="order.placed",
        subject=f"order:{order.id}",
        new=f"{order.total} {order.currency}",
        now=now,
    )


def _summary(quote: Quote) -> str:
    return ", ".join(
        f"{line.quantity:f} {line.product.unit} {line.product.code}" for line in quote.lines
    )
