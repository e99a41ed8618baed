"""Payments: what customers say they have paid. Nothing is paid until accounting says so."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from helpdesk.db.rows import changed
from helpdesk.db.tables import customer_order as table
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import Author, OrderStatus, PaymentStatus, Visibility
from helpdesk.domain.errors import BadPayment
from helpdesk.domain.order import Order
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket
from helpdesk.locale import say
from helpdesk.services import audit, conversations, orders
from helpdesk.services.company_payments import PaymentMethod
from helpdesk.services.currencies import money

STAFF_LANGUAGE = "sw"
"""Notes on tickets are written in the language of the house, whatever the customer speaks."""

LONGEST = 40


def awaiting(session: Session, contact: Contact, *, methods: set[str]) -> Order | None:
    """The contact's newest order whose payment is still to come, first by one of the `methods`."""
    unpaid = [
        order
        for order in orders.of_contact(session, contact)
        if order.payment_status is not PaymentStatus.PAID
        and order.status not in (OrderStatus.CANCELLED, OrderStatus.DRAFT)
    ]
    fitting = [order for order in unpaid if order.payment_method in methods]
    return next(iter((*fitting, *unpaid)), None)


def claim(
    session: Session,
    contact: Contact,
    order: Order,
    code: str,
    *,
    method: PaymentMethod | None,
    now: datetime,
) -> Order:
    """Note the number under which the contact says to have paid their own order.

    The same number again changes nothing. One that another order has already is kept too, and
    accounting is told. Raises BadPayment where the number has not the form of the `method`'s.
    """
    spelled = _spelled(code, method)
    if order.payment_status is PaymentStatus.PAID or order.payment_reference == spelled:
        return order
    used = _used(session, order, spelled)
    claimed = update(table).where(
        table.c.id == order.id, table.c.payment_status != PaymentStatus.PAID
    )
    values = {"payment_status": PaymentStatus.CLAIMED, "payment_reference": spelled}
    taken = changed(session, claimed.values(**values, updated_at=now))
    session.refresh(order)
    if not taken:  # accounting was quicker
        return order
    note = "tickets.payment_again" if used else "tickets.payment_claimed"
    due = money(order.due, order.currency)
    text = say(STAFF_LANGUAGE, note, reference=spelled, amount=due)
    _note(session, order, text, key=f"order:{order.id}:paid:{spelled}", now=now)
    _log(session, f"contact:{contact.id}", "order.payment_claimed", order, now)
    return order


def confirm(session: Session, order: Order, staff: StaffMember, *, now: datetime) -> None:
    """Accounting has seen the money."""
    if order.payment_status is PaymentStatus.PAID:
        return
    order.payment_status = PaymentStatus.PAID
    order.updated_at = now
    _log(session, f"staff:{staff.id}", "order.paid", order, now)


def _spelled(code: str, method: PaymentMethod | None) -> str:
    spelled = "".join(code.split()).upper()[:LONGEST]
    form = method.reference if method else None
    if not spelled or (form is not None and not form.fullmatch(spelled)):
        raise BadPayment(method=method.code if method else "")
    return spelled


def _used(session: Session, order: Order, code: str) -> bool:
    found = select(table.c.id).where(table.c.payment_reference == code, table.c.id != order.id)
    return session.execute(found).first() is not None


def _note(session: Session, order: Order, text: str, *, key: str, now: datetime) -> None:
    ticket = session.execute(select(Ticket).filter_by(order_id=order.id)).scalar_one_or_none()
    contact = session.get(Contact, order.contact_id)
    if ticket is None or contact is None:
        return
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


def _log(session: Session, who: str, what: str, order: Order, now: datetime) -> None:
    audit.record(
        session,
        who=who,
        what=what,
        subject=f"order:{order.id}",
        field="payment_status",
        new=order.payment_status,
        now=now,
    )
