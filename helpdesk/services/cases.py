"""What a customer may ask about: their own tickets, orders and files, and nobody else's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpdesk.db.tables import attachment, audit_entry, message
from helpdesk.domain.company import Department
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import OrderStatus, TicketKind, TicketStatus
from helpdesk.domain.errors import NotFound
from helpdesk.domain.order import Order
from helpdesk.domain.reference import ALPHABET, read_reference
from helpdesk.domain.ticket import Ticket
from helpdesk.services import audit, orders, tickets

MISSES = 5
PAUSE = timedelta(minutes=10)
"""After so many wrong references within this time no reference is looked up for the contact."""

NEWEST = 10
MISSED = "reference.missed"
_SPELLED = re.compile(rf"\b[TP][ -]?[{ALPHABET}]{{4}}[ -]?[{ALPHABET}]{{5}}\b")


@dataclass(frozen=True)
class Case:
    """A ticket or order as its customer knows it."""

    reference: str
    kind: TicketKind
    status: TicketStatus | OrderStatus
    subject: str = ""


def find_reference(text: str) -> str | None:
    """What looks like a reference in the text, in its one spelling if the check fits."""
    found = _SPELLED.search(text.upper())
    return None if found is None else read_reference(found[0]) or found[0]


def of_contact(session: Session, contact: Contact) -> list[Case]:
    """The contact's newest cases; an order is known by the order's own reference."""
    by_id = {order.id: order for order in orders.of_contact(session, contact)}
    newest = tickets.of_contact(session, contact)[:NEWEST]
    return [_case(ticket, by_id.get(ticket.order_id)) for ticket in newest]


def own(session: Session, contact: Contact, reference: str, *, now: datetime) -> Case | None:
    """The contact's own case of that reference.

    None for anybody else's, for no one's, and after too many wrong ones: all alike. Not an
    error, because the miss is to be kept and an error undoes the transaction.
    """
    if _misses(session, contact, now) >= MISSES:
        return None
    try:
        return _look_up(session, contact, reference)
    except NotFound:
        who = f"contact:{contact.id}"
        audit.record(session, who=who, what=MISSED, subject=who, now=now)
        return None


def owns_file(session: Session, contact: Contact, attachment_id: str) -> bool:
    """Whether the contact sent the attachment of that id."""
    if not attachment_id.isascii() or not attachment_id.isdigit() or len(attachment_id) > 18:
        return False
    found = (
        select(attachment.c.id)
        .join(message, message.c.id == attachment.c.message_id)
        .where(attachment.c.id == int(attachment_id), message.c.contact_id == contact.id)
    )
    return session.execute(found).first() is not None


def department_name(session: Session, ticket: Ticket, language: str) -> str:
    """Who deals with a ticket, in that language."""
    department = session.get(Department, ticket.department_id)
    return "" if department is None else department.name(language)


def _look_up(session: Session, contact: Contact, reference: str) -> Case:
    spelled = read_reference(reference)
    if spelled is None:
        raise NotFound(reference=reference)
    if spelled.startswith("P"):
        order = orders.own(session, contact, spelled)
        return Case(order.reference, TicketKind.ORDER, order.status)
    return _case(tickets.own(session, contact, spelled), None)


def _case(ticket: Ticket, order: Order | None) -> Case:
    if order is not None:
        return Case(order.reference, ticket.kind, order.status, ticket.subject)
    return Case(ticket.reference, ticket.kind, ticket.status, ticket.subject)


def _misses(session: Session, contact: Contact, now: datetime) -> int:
    found = select(func.count()).where(
        audit_entry.c.what == MISSED,
        audit_entry.c.subject == f"contact:{contact.id}",
        audit_entry.c.at > now - PAUSE,
    )
    return int(session.execute(found).scalar_one())
