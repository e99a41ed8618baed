"""What customers may still do about an order they have placed, as long as nobody packed it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from helpdesk.db.rows import changed
from helpdesk.db.tables import customer_order as table
from helpdesk.db.tables import product as products
from helpdesk.domain.company import Product
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import Author, OrderStatus, Visibility
from helpdesk.domain.errors import EmptyOrder, OutOfStock, TooLate
from helpdesk.domain.order import Order, OrderLine, check_quantity, line_amount
from helpdesk.domain.ticket import Ticket
from helpdesk.locale import say
from helpdesk.services import audit, catalogue, conversations, opening, orders, own_cases
from helpdesk.services.currencies import money
from helpdesk.services.orders import Quote, QuotedLine

LONGEST_REASON = 300
STAFF_LANGUAGE = "sw"
"""Notes on tickets are written in the language of the house, whatever the customer speaks."""


def cancel(
    session: Session, contact: Contact, reference: str, *, reason: str, now: datetime
) -> Order:
    """Cancel the contact's own order and put its goods back; again and again with one effect.

    Raises NotFound for anybody else's, and TooLate with its `status` once it was packed.
    """
    order = orders.own(session, contact, reference)
    taken = changed(
        session,
        update(table)
        .where(table.c.id == order.id, table.c.status == OrderStatus.CONFIRMED)
        .values(
            status=OrderStatus.CANCELLED,
            cancel_reason=" ".join(reason.split())[:LONGEST_REASON] or None,
            version=table.c.version + 1,
            updated_at=now,
        ),
    )
    session.refresh(order)
    if order.status is not OrderStatus.CANCELLED:
        raise TooLate(reference=order.reference, status=order.status)
    if taken:
        put_back(session, order)
        _close(session, contact, order, now)
        _log(session, contact, order, "order.cancelled", now)
    return order


def change(
    session: Session,
    contact: Contact,
    reference: str,
    lines: Mapping[str, Decimal],
    *,
    describe: Callable[[Quote], str],
    now: datetime,
) -> Order:
    """Make the contact's own order hold exactly these quantities by product code.

    What was ordered keeps its price, what is new has today's. Stock is taken or put back by the
    difference. `describe` puts the order in the words staff read. Raises NotFound, TooLate with
    its `status` once it was packed, EmptyOrder, and what `orders.price` raises.
    """
    order = orders.own(session, contact, reference)
    before = {line.product_id: line for line in _lines(session, order)}
    ids = {code: catalogue.by_code(session, code).id or 0 for code in lines}
    wanted = {ids[code]: check_quantity(quantity) for code, quantity in lines.items()}
    if not wanted:
        raise EmptyOrder
    _hold(session, order, now)
    for number in sorted({*before, *wanted}):
        _settle(session, order, number, before.get(number), wanted.get(number))
    session.flush()
    order.total = sum(line.amount for line in _lines(session, order))
    session.flush()
    session.expire_all()  # what was read of the stock is no longer so
    quote = orders.receipt(session, order)
    total = money(order.due, order.currency)
    text = say(STAFF_LANGUAGE, "tickets.order_changed", lines=describe(quote), total=total)
    _note(session, contact, order, text, key=f"order:{order.id}:v{order.version}", now=now)
    _log(session, contact, order, "order.changed", now)
    return order


def preview(session: Session, order: Order, lines: Mapping[str, Decimal]) -> Quote:
    """What the order would cost with these quantities by product code, priced as `change` does.

    Raises UnknownProduct and BadQuantity.
    """
    prices = {line.product_id: line.unit_price for line in _lines(session, order)}
    quoted = []
    for code, quantity in lines.items():
        product = catalogue.by_code(session, code)
        price = prices.get(product.id or 0, product.price)
        amount = line_amount(check_quantity(quantity), price)
        quoted.append(QuotedLine(product, quantity, amount))
    return Quote(tuple(quoted), sum(line.amount for line in quoted), order.currency)


def _hold(session: Session, order: Order, now: datetime) -> None:
    """Count the version up while nobody has packed it; whoever is second waits or is too late."""
    held = changed(
        session,
        update(table)
        .where(table.c.id == order.id, table.c.status == OrderStatus.CONFIRMED)
        .values(version=table.c.version + 1, updated_at=now),
    )
    session.refresh(order)
    if not held:
        raise TooLate(reference=order.reference, status=order.status)


def _settle(
    session: Session,
    order: Order,
    product_id: int,
    line: OrderLine | None,
    quantity: Decimal | None,
) -> None:
    """Bring one product of the order to that quantity, None for nothing of it."""
    more = (quantity or Decimal(0)) - (line.quantity if line else Decimal(0))
    _take(session, product_id, more)
    if line is not None and quantity is None:
        session.delete(line)
    elif line is not None and quantity is not None:
        line.quantity = quantity
    elif quantity is not None:
        product = session.get(Product, product_id)
        if product is not None:
            session.add(orders.line_of(order, QuotedLine(product, quantity, 0)))


def _take(session: Session, product_id: int, more: Decimal) -> None:
    """Take so much more from stock; a negative quantity goes back."""
    taken = changed(
        session,
        update(products)
        .where(products.c.id == product_id, products.c.stock >= more)
        .values(stock=products.c.stock - more),
    )
    if not taken:
        product = session.get(Product, product_id)
        code, left = (product.code, product.stock) if product else ("", Decimal(0))
        raise OutOfStock(product=code, available=left)


def _lines(session: Session, order: Order) -> list[OrderLine]:
    found = session.execute(select(OrderLine).filter_by(order_id=order.id)).scalars()
    # In the order in which stock is taken, so that nobody waits for one another's rows.
    return sorted(found, key=lambda line: line.product_id)


def put_back(session: Session, order: Order) -> None:
    """What was reserved for the order can be sold again."""
    for line in _lines(session, order):
        _take(session, line.product_id, -line.quantity)
    session.expire_all()  # what was read of the stock is no longer so


def _close(session: Session, contact: Contact, order: Order, now: datetime) -> None:
    """Tell whoever looks after the order; where nobody does yet, there is nothing left to do."""
    text = say(STAFF_LANGUAGE, "tickets.order_cancelled", reason=order.cancel_reason or "–")
    ticket = _note(session, contact, order, text, key=f"order:{order.id}:cancelled", now=now)
    if ticket and ticket.assignee_id is None and opening.is_open(ticket):
        own_cases.settle(session, contact, ticket, now=now)


def _note(
    session: Session, contact: Contact, order: Order, text: str, *, key: str, now: datetime
) -> Ticket | None:
    found = session.execute(select(Ticket).filter_by(order_id=order.id))
    ticket: Ticket | None = found.scalar_one_or_none()
    if ticket is not None:
        conversations.record(
            session,
            contact,
            text,
            author=Author.SYSTEM,
            visibility=Visibility.INTERNAL,
            kind="note",
            ticket_id=ticket.id,
            source_key=key,
            now=now,
        )
    return ticket


def _log(session: Session, contact: Contact, order: Order, what: str, now: datetime) -> None:
    cancelled = order.status is OrderStatus.CANCELLED
    audit.record(
        session,
        who=f"contact:{contact.id}",
        what=what,
        subject=f"order:{order.id}",
        field="status" if cancelled else "total",
        old=OrderStatus.CONFIRMED if cancelled else None,
        new=order.status if cancelled else order.total,
        now=now,
    )
