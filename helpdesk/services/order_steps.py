"""The way of an order through the departments: seen, paid, packed, dispatched, delivered.

Each step is one conditional UPDATE on the version the page showed, tells the customer in their
language, and leaves a note on the order's ticket and an entry in the audit.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from helpdesk.db.rows import changed
from helpdesk.db.tables import customer_order as table
from helpdesk.db.tables import ticket as ticket_table
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import Author, Fulfilment, OrderStatus, PaymentStatus, Visibility
from helpdesk.domain.errors import BadChoice, Forbidden, IllegalTransition, StaleVersion
from helpdesk.domain.form import Form
from helpdesk.domain.order import Order, move
from helpdesk.domain.rights import may_step
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket
from helpdesk.locale import say
from helpdesk.services import amending, audit, conversations, outbox, payments, tickets
from helpdesk.services.currencies import money
from helpdesk.services.opening import is_open

HOUSE_LANGUAGE = "sw"
"""Notes on tickets are in the language of the house, whatever the customer speaks."""

MOVES = {
    "pack": OrderStatus.PACKED,
    "dispatch": OrderStatus.DISPATCHED,
    "deliver": OrderStatus.DELIVERED,
}
STEPS = ("acknowledge", "paid", "pack", "dispatch", "deliver", "cancel")


def offered(order: Order, staff: StaffMember) -> list[str]:
    """The steps that come next and that this member of staff takes."""
    return [step for step in STEPS if _possible(order, step) and _may(staff, step)]


def take(
    session: Session,
    order: Order,
    staff: StaffMember,
    step: str,
    *,
    version: int,
    now: datetime,
    reason: str = "",
) -> None:
    """Take a step. `reason` is why an order is cancelled.

    Raises BadChoice for what is no step, Forbidden for another department's, IllegalTransition
    for one that does not come next, StaleVersion when somebody was faster, EmptyText for
    cancelling without a reason, TextTooLong.
    """
    if step not in STEPS:
        raise BadChoice(field="step")
    if not _may(staff, step):
        raise Forbidden
    if not _possible(order, step):
        raise IllegalTransition(reference=order.reference, old=order.status, new=step)
    form = Form({"reason": reason})
    reason = form.line("reason", longest=amending.LONGEST_REASON, needed=step == "cancel")
    form.check()
    _hold(session, order, version, now)
    contact = session.get(Contact, order.contact_id)
    if contact is None:  # pragma: no cover - the foreign key keeps it
        return
    old = order.status
    _DOING.get(step, _move)(session, order, staff, contact, step, reason, now)
    _tell(session, order, contact, step, now)
    _note(session, order, contact, staff, step, reason, now)
    if step != "paid":  # accounting's word has its own entry
        _log(session, order, staff, step, old, now)
    if order.status in (OrderStatus.DELIVERED, OrderStatus.CANCELLED):
        _finish(session, order, staff, now)


def ticket_of(session: Session, order: Order) -> Ticket | None:
    """The ticket by which the order is looked after."""
    found = select(Ticket).filter_by(order_id=order.id).order_by(ticket_table.c.id)
    return session.execute(found).scalars().first()


def _possible(order: Order, step: str) -> bool:
    confirmed = order.status is OrderStatus.CONFIRMED
    live = order.status not in (OrderStatus.DRAFT, OrderStatus.CANCELLED)
    return {
        "acknowledge": confirmed and order.acknowledged_at is None,
        "paid": live and order.payment_status is not PaymentStatus.PAID,
        "pack": confirmed and order.acknowledged_at is not None,
        "dispatch": order.status is OrderStatus.PACKED,
        "deliver": order.status is OrderStatus.DISPATCHED,
        "cancel": order.status in (OrderStatus.CONFIRMED, OrderStatus.PACKED),
    }[step]


def _may(staff: StaffMember, step: str) -> bool:
    return may_step(staff.role, frozenset(staff.departments.split()), step)


def _hold(session: Session, order: Order, version: int, now: datetime) -> None:
    held = changed(
        session,
        update(table)
        .where(table.c.id == order.id, table.c.version == version)
        .values(version=version + 1, updated_at=now),
    )
    session.refresh(order)
    if not held:
        raise StaleVersion(by="")


def _acknowledge(
    session: Session,
    order: Order,
    staff: StaffMember,
    contact: Contact,
    step: str,
    reason: str,
    now: datetime,
) -> None:
    order.acknowledged_at = now


def _pay(
    session: Session,
    order: Order,
    staff: StaffMember,
    contact: Contact,
    step: str,
    reason: str,
    now: datetime,
) -> None:
    payments.confirm(session, order, staff, now=now)


def _move(
    session: Session,
    order: Order,
    staff: StaffMember,
    contact: Contact,
    step: str,
    reason: str,
    now: datetime,
) -> None:
    move(order, MOVES[step], now=now)


def _cancel(
    session: Session,
    order: Order,
    staff: StaffMember,
    contact: Contact,
    step: str,
    reason: str,
    now: datetime,
) -> None:
    amending.put_back(session, order)
    session.refresh(order)
    move(order, OrderStatus.CANCELLED, now=now)
    order.cancel_reason = reason


_Doing = Callable[[Session, Order, StaffMember, Contact, str, str, datetime], None]
_DOING: dict[str, _Doing] = {"acknowledge": _acknowledge, "paid": _pay, "cancel": _cancel}


def _tell(session: Session, order: Order, contact: Contact, step: str, now: datetime) -> None:
    """The customer hears it once, in their language."""
    pickup = order.fulfilment is Fulfilment.PICKUP
    key = f"orders.tell.{step}" + ("_pickup" if pickup and step in ("pack", "dispatch") else "")
    text = say(
        contact.language,
        key,
        reference=order.reference,
        amount=money(order.due, order.currency),
        reason=order.cancel_reason or "",
    )
    ticket = ticket_of(session, order)
    message = conversations.record(
        session,
        contact,
        text,
        author=Author.SYSTEM,
        ticket_id=ticket.id if ticket else None,
        source_key=f"order:{order.id}:told:{step}:{order.version}",
        now=now,
    )
    outbox.enqueue(session, contact, text=text, message=message, now=now)


def _note(
    session: Session,
    order: Order,
    contact: Contact,
    staff: StaffMember,
    step: str,
    reason: str,
    now: datetime,
) -> None:
    ticket = ticket_of(session, order)
    if ticket is None:
        return
    money_back = step == "cancel" and order.payment_status is not PaymentStatus.UNPAID
    text = say(
        HOUSE_LANGUAGE,
        f"orders.note.{'refund' if money_back else step}",
        name=staff.name,
        amount=money(order.due, order.currency),
        payment=order.payment_reference or "–",
        reason=reason,
    )
    conversations.record(
        session,
        contact,
        text,
        author=Author.SYSTEM,
        visibility=Visibility.INTERNAL,
        kind="note",
        ticket_id=ticket.id,
        staff_id=staff.id,
        now=now,
    )


def _finish(session: Session, order: Order, staff: StaffMember, now: datetime) -> None:
    """Nothing is left to do: the order's ticket is done too, and the customer knows it already."""
    ticket = ticket_of(session, order)
    owed = order.payment_status is PaymentStatus.CLAIMED
    if ticket is not None and is_open(ticket) and not owed:
        tickets.finish_quietly(session, ticket, staff, now=now)


def _log(
    session: Session,
    order: Order,
    staff: StaffMember,
    step: str,
    old: OrderStatus,
    now: datetime,
) -> None:
    audit.record(
        session,
        who=f"staff:{staff.id}",
        what=f"order.{step}",
        subject=f"order:{order.id}",
        field="status",
        old=old,
        new=order.status,
        now=now,
    )
