"""Tickets: opening them for customers, and what staff do with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from helpdesk.db.rows import changed
from helpdesk.db.tables import ticket as table
from helpdesk.domain.company import Department
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import (
    Author,
    Owner,
    Priority,
    TicketKind,
    TicketStatus,
    Visibility,
)
from helpdesk.domain.errors import (
    AlreadyClaimed,
    EmptyText,
    IllegalTransition,
    NotFound,
    StaleVersion,
    TextTooLong,
)
from helpdesk.domain.message import Attachment, Message
from helpdesk.domain.order import Order
from helpdesk.domain.reference import read_reference
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket, move
from helpdesk.locale import say
from helpdesk.services import audit, conversations, outbox, ratings, sla, uploads
from helpdesk.services.opening import FALLBACK, by_source, is_open, open_ticket
from helpdesk.services.ticket_log import last_hand, log
from helpdesk.services.uploads import Upload

COMPLAINTS = "customer_service"
SALES = "sales"
LONGEST_TEXT = 4000
"""Leaves room for the department's name in one Telegram message of 4096."""


def open_complaint(
    session: Session,
    contact: Contact,
    *,
    story: str,
    about_order: str | None,
    photo_id: int | None,
    source_key: str | None,
    now: datetime,
    department: str = COMPLAINTS,
    packet: str | None = None,
    priority: Priority | None = None,
) -> Ticket:
    """A complaint in the customer's own words; `photo_id` is one of their attachments.

    `department` is a code; `packet` is JSON, what else staff should know.
    """
    return open_ticket(
        session,
        contact,
        TicketKind.COMPLAINT,
        department=department,
        story=story,
        packet=packet,
        about_order=about_order,
        priority=priority or (Priority.HIGH if photo_id else Priority.NORMAL),
        source_key=source_key,
        now=now,
    )


def open_for_order(
    session: Session,
    contact: Contact,
    order: Order,
    *,
    story: str,
    source_key: str | None,
    now: datetime,
) -> Ticket:
    """The ticket by which sales look after an order."""
    return open_ticket(
        session,
        contact,
        TicketKind.ORDER,
        department=SALES,
        story=story,
        order_id=order.id,
        source_key=source_key,
        now=now,
    )


def record_for_staff(
    session: Session, contact: Contact, *, story: str, source_key: str, now: datetime
) -> Ticket:
    """The ticket of last resort: the assistant could not answer, so a person must know."""
    return by_source(session, source_key) or open_ticket(
        session,
        contact,
        TicketKind.REQUEST,
        department=COMPLAINTS,
        story=story,
        packet=FALLBACK,
        source_key=source_key,
        now=now,
    )


def recover(session: Session, source_key: str, *, now: datetime) -> None:
    """The turn went through after all: close the ticket of last resort nobody has taken."""
    ticket = by_source(session, source_key)
    if ticket is None or ticket.packet != FALLBACK or ticket.assignee_id or not is_open(ticket):
        return
    move(ticket, TicketStatus.RESOLVED, now=now)
    audit.record(
        session, who="system", what="ticket.recovered", subject=f"ticket:{ticket.id}", now=now
    )


def claim(session: Session, ticket: Ticket, staff: StaffMember, *, now: datetime) -> None:
    """Take the ticket. Of two who try at once, one gets AlreadyClaimed with the other's name."""
    taken = changed(
        session,
        update(table)
        .where(table.c.id == ticket.id, table.c.assignee_id.is_(None))
        .values(assignee_id=staff.id, version=table.c.version + 1, updated_at=now),
    )
    session.refresh(ticket)
    if taken == 0 and ticket.assignee_id != staff.id:
        raise AlreadyClaimed(by=_name(session, ticket.assignee_id))
    if ticket.status is TicketStatus.NEW:
        move(ticket, TicketStatus.OPEN, now=now)
    log(session, staff, "ticket.claimed", ticket, now)


def reply(
    session: Session,
    ticket: Ticket,
    staff: StaffMember,
    text: str,
    *,
    version: int,
    now: datetime,
    files: Sequence[Upload] = (),
    folder: Path | None = None,
) -> Message:
    """Answer the customer in the department's name; staff own the conversation from then on.

    `files` go with it and are kept below `folder` (`var/files`). Raises EmptyText, TextTooLong,
    BadFile, StaleVersion, and IllegalTransition on a ticket that is done.
    """
    said = _checked(text) if text.strip() or not files else ""
    uploads.check(files)
    still_open(ticket)
    take_turn(session, ticket, version, now)
    ticket.assignee_id = ticket.assignee_id or staff.id
    if ticket.status is not TicketStatus.PENDING_CUSTOMER:
        move(ticket, TicketStatus.PENDING_CUSTOMER, now=now)
    contact = contact_of(session, ticket)
    message = conversations.record(
        session,
        contact,
        said,
        author=Author.STAFF,
        ticket_id=ticket.id,
        staff_id=staff.id,
        department_id=ticket.department_id,
        now=now,
    )
    sla.answered(session, ticket, now=now)
    kept = uploads.keep(session, message, files, folder, now=now) if folder else []
    _deliver(session, ticket, contact, message, kept, now)
    conversations.give(session, contact, Owner.HUMAN, ticket, now=now)
    log(session, staff, "ticket.replied", ticket, now)
    return message


def note(
    session: Session, ticket: Ticket, staff: StaffMember, text: str, *, now: datetime
) -> Message:
    """A word among staff, never shown to the customer. Raises EmptyText, TextTooLong."""
    said = _checked(text)
    log(session, staff, "ticket.noted", ticket, now)
    return conversations.record(
        session,
        contact_of(session, ticket),
        said,
        author=Author.STAFF,
        visibility=Visibility.INTERNAL,
        kind="note",
        ticket_id=ticket.id,
        staff_id=staff.id,
        now=now,
    )


def resolve(
    session: Session, ticket: Ticket, staff: StaffMember, *, version: int, now: datetime
) -> None:
    """Finish the ticket, tell the customer, and give the conversation back to the assistant."""
    old = ticket.status
    still_open(ticket)
    take_turn(session, ticket, version, now)
    move(ticket, TicketStatus.RESOLVED, now=now)
    sla.finished(session, ticket, now=now)
    ticket.assignee_id = ticket.assignee_id or staff.id
    contact = contact_of(session, ticket)
    rated = "" if ticket.kind is TicketKind.ORDER else "_rate"
    text = say(contact.language, f"tickets.resolved{rated}", reference=ticket.reference)
    if staff_have_chat(session, ticket):
        text = f"{text} {say(contact.language, 'tickets.assistant_is_back')}"
    message = conversations.record(
        session, contact, text, author=Author.SYSTEM, ticket_id=ticket.id, now=now
    )
    ratings.ask(session, ticket, now=now)
    choices = ratings.choices(ticket) if ticket.kind is not TicketKind.ORDER else ()
    outbox.enqueue(session, contact, text=text, message=message, buttons=choices, now=now)
    if conversations.of(session, contact).ticket_id == ticket.id:
        conversations.return_to_bot(session, contact, now=now)
    log(session, staff, "ticket.resolved", ticket, now, old=old, new=ticket.status)


def finish_quietly(session: Session, ticket: Ticket, staff: StaffMember, *, now: datetime) -> None:
    """Finish a ticket of whose end the customer has been told already, in other words."""
    old = ticket.status
    move(ticket, TicketStatus.RESOLVED, now=now)
    ticket.version += 1
    ticket.assignee_id = ticket.assignee_id or staff.id
    sla.finished(session, ticket, now=now)
    contact = contact_of(session, ticket)
    if conversations.of(session, contact).ticket_id == ticket.id:
        conversations.return_to_bot(session, contact, now=now)
    log(session, staff, "ticket.resolved", ticket, now, old=old, new=ticket.status)


def staff_have_chat(session: Session, ticket: Ticket) -> bool:
    """Whether people, and not the assistant, answer the customer, because of this ticket."""
    chat = conversations.of(session, contact_of(session, ticket))
    return chat.ticket_id == ticket.id and chat.owner is not Owner.BOT


def hand_back(
    session: Session, ticket: Ticket, staff: StaffMember, *, version: int, now: datetime
) -> None:
    """Let the assistant answer again while the ticket stays open, and tell the customer so.

    Nothing happens where it answers already. Raises StaleVersion, and IllegalTransition on a
    ticket that is done.
    """
    still_open(ticket)
    if not staff_have_chat(session, ticket):
        return
    take_turn(session, ticket, version, now)
    contact = contact_of(session, ticket)
    text = say(contact.language, "tickets.handed_back", reference=ticket.reference)
    message = conversations.record(
        session, contact, text, author=Author.SYSTEM, ticket_id=ticket.id, now=now
    )
    outbox.enqueue(session, contact, text=text, message=message, now=now)
    conversations.return_to_bot(session, contact, now=now)
    log(session, staff, "ticket.handed_back", ticket, now)


def of_contact(session: Session, contact: Contact) -> list[Ticket]:
    """The contact's tickets, newest first."""
    found = select(Ticket).filter_by(contact_id=contact.id).order_by(table.c.id.desc())
    return list(session.execute(found).scalars())


def own(session: Session, contact: Contact, reference: str) -> Ticket:
    """The contact's own ticket of that reference; NotFound for anybody else's, or for none."""
    spelled = read_reference(reference)
    found = select(Ticket).filter_by(reference=spelled, contact_id=contact.id)
    ticket: Ticket | None = session.execute(found).scalar_one_or_none()
    if spelled is None or ticket is None:
        raise NotFound(reference=reference)
    return ticket


def contact_of(session: Session, ticket: Ticket) -> Contact:
    """The customer the ticket is for."""
    contact = session.get(Contact, ticket.contact_id)
    if contact is None:
        raise NotFound(contact=ticket.contact_id)
    return contact


def _checked(text: str) -> str:
    said = text.strip()
    if not said:
        raise EmptyText(field="text")
    if len(said.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        raise TextTooLong(limit=LONGEST_TEXT, field="text")
    return said


def still_open(ticket: Ticket) -> None:
    """Raises IllegalTransition on a ticket that is done."""
    if not is_open(ticket):
        raise IllegalTransition(
            reference=ticket.reference, old=ticket.status, new=TicketStatus.OPEN
        )


def take_turn(session: Session, ticket: Ticket, version: int, now: datetime) -> None:
    """Count the version up if it is still the one the writer saw; otherwise StaleVersion."""
    moved = changed(
        session,
        update(table)
        .where(table.c.id == ticket.id, table.c.version == version)
        .values(version=version + 1, updated_at=now),
    )
    session.refresh(ticket)
    if moved == 0:
        raise StaleVersion(by=last_hand(session, ticket))


def _deliver(
    session: Session,
    ticket: Ticket,
    contact: Contact,
    message: Message,
    files: list[Attachment],
    now: datetime,
) -> None:
    department = session.get(Department, ticket.department_id)
    signed = say(
        contact.language,
        "tickets.reply",
        department=department.name(contact.language) if department else "",
        reference=ticket.reference,
        text=message.text,
    )
    outbox.enqueue(session, contact, text=signed.strip(), message=message, now=now)
    for file in files:
        outbox.enqueue(session, contact, text="", message=message, attachment=file, now=now)


def _name(session: Session, staff_id: int | None) -> str:
    staff = session.get(StaffMember, staff_id) if staff_id else None
    return staff.name if staff else ""
