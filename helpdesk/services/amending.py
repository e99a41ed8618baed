"""What customers may still do about an order they have placed, as long as nobody packed it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from helpdesk.db.rows import changed
from helpdesk.db.tables import customer_order as table
from helpdesk.db.tables import product as products
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import Author, OrderStatus, TicketStatus, Visibility
from helpdesk.domain.errors import TooLate
from helpdesk.domain.order import Order, OrderLine
from helpdesk.domain.ticket import Ticket, move
from helpdesk.locale import say
from helpdesk.services import audit, conversations, opening, orders

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
        _put_back(session, order)
        _close(session, contact, order, now)
        _log(session, contact, order, now)
    return order


def _put_back(session: Session, order: Order) -> None:
    found = session.execute(select(OrderLine).filter_by(order_id=order.id)).scalars()
    # In the order in which stock is taken, so that nobody waits for one another's rows.
    for line in sorted(found, key=lambda line: line.product_id):
        changed(
            session,
            update(products)
            .where(products.c.id == line.product_id)
            .values(stock=products.c.stock + line.quantity),
        )
    session.expire_all()  # what was read of the stock is no longer so


def _close(session: Session, contact: Contact, order: Order, now: datetime) -> None:
    """Tell whoever looks after the order; where nobody does yet, there is nothing left to do."""
    found = session.execute(select(Ticket).filter_by(order_id=order.id))
    ticket: Ticket | None = found.scalar_one_or_none()
    if ticket is None:
        return
    conversations.record(
        session,
        contact,
        say(STAFF_LANGUAGE, "tickets.order_cancelled", reason=order.cancel_reason or "–"),
        author=Author.SYSTEM,
        visibility=Visibility.INTERNAL,
        kind="note",
        ticket_id=ticket.id,
        source_key=f"order:{order.id}:cancelled",
        now=now,
    )
    if ticket.assignee_id is None and opening.is_open(ticket):
        move(ticket, TicketStatus.RESOLVED, now=now)


def _log(session: Session, contact: Contact, order: Order, now: datetime) -> None:
    audit.record(
        session,
        who=f"contact:{contact.id}",
        what="order.cancelled",
        subject=f"order:{order.id}",
        field="status",
        old=OrderStatus.CONFIRMED,
        new=OrderStatus.CANCELLED,
        now=now,
    )
