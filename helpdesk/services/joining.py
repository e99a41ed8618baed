"""Tickets that belong together: linked, merged into one, or split out of one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from helpdesk.db.desk_tables import ticket_link
from helpdesk.db.tables import message as messages
from helpdesk.domain.desk import TicketLink
from helpdesk.domain.enums import Author, LinkKind, TicketKind, TicketStatus, Visibility
from helpdesk.domain.errors import BadChoice, NothingChosen, NotTheSame, SameTicket
from helpdesk.domain.message import Message
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket, move
from helpdesk.locale import say
from helpdesk.services import conversations, sla, tickets
from helpdesk.services.opening import is_open, open_ticket
from helpdesk.services.ticket_log import log

HOUSE_LANGUAGE = "sw"
"""Notes of the house's own on tickets are in its language, whatever the customer speaks."""


def link(
    session: Session,
    ticket: Ticket,
    other: Ticket,
    staff: StaffMember,
    *,
    now: datetime,
    kind: LinkKind = LinkKind.RELATED,
) -> None:
    """Say that two tickets belong together; saying it again, or the other way, changes nothing.

    Raises SameTicket for a ticket and itself.
    """
    if ticket.id == other.id:
        raise SameTicket(field="other")
    if any(each.id == other.id for each, _ in linked(session, ticket)):
        return
    session.add(TicketLink(ticket.id or 0, other.id or 0, kind, staff.id or 0, now))
    session.flush()
    log(session, staff, "ticket.linked", ticket, now, field=str(kind), new=other.reference)


def linked(session: Session, ticket: Ticket) -> list[tuple[Ticket, LinkKind]]:
    """The tickets that belong to this one."""
    kept = ticket_link.c
    beside = or_(kept.ticket_id == ticket.id, kept.other_id == ticket.id)
    found = select(TicketLink).where(beside).order_by(kept.id)
    links = list(session.execute(found).scalars())
    pairs = [
        (each.other_id if each.ticket_id == ticket.id else each.ticket_id, each.kind)
        for each in links
    ]
    others = ((session.get(Ticket, number), kind) for number, kind in pairs)
    return [(other, kind) for other, kind in others if other is not None]


def merge(
    session: Session,
    ticket: Ticket,
    into: Ticket,
    staff: StaffMember,
    *,
    version: int,
    now: datetime,
) -> None:
    """Make two tickets of one customer one: what was said goes over to `into`, which goes on.

    Raises NotTheSame for itself, another customer's or a done one; StaleVersion.
    """
    one_persons = ticket.contact_id == into.contact_id
    if ticket.id == into.id or not one_persons or not is_open(into):
        raise NotTheSame(reference=into.reference, field="into")
    tickets.take_turn(session, ticket, version, now)
    old, waited = ticket.status, ticket.waiting_since
    move(ticket, TicketStatus.MERGED, now=now)
    sla.finished(session, ticket, now=now)
    said = update(messages).where(messages.c.ticket_id == ticket.id)
    session.execute(said.values(ticket_id=into.id))
    if into.order_id is None:
        # An order has one ticket: whoever looks for it must not find two.
        into.order_id, ticket.order_id = ticket.order_id, None
    waiting = (into.waiting_since, waited)
    into.waiting_since = min(filter(None, waiting), default=None)
    into.updated_at = now
    into.version += 1
    contact = tickets.contact_of(session, ticket)
    chat = conversations.of(session, contact)
    if chat.ticket_id == ticket.id:
        conversations.give(session, contact, chat.owner, into, now=now)
    _note(session, into, staff, "tickets.merged_here", ticket.reference, ticket.story or "", now)
    link(session, ticket, into, staff, kind=LinkKind.MERGED, now=now)
    log(session, staff, "ticket.merged", ticket, now, field="status", old=old, new=into.reference)


def split(
    session: Session,
    ticket: Ticket,
    staff: StaffMember,
    message_ids: list[int],
    *,
    kind: TicketKind,
    department: str,
    now: datetime,
) -> Ticket:
    """Take some of the customer's messages out into a ticket of their own.

    Raises NothingChosen for none, and BadChoice where one is not the customer's, or is no longer
    on this ticket because a colleague was faster.
    """
    if not message_ids:
        raise NothingChosen(field="message")
    found = select(Message).where(
        messages.c.ticket_id == ticket.id,
        messages.c.id.in_(message_ids),
        messages.c.author == Author.CUSTOMER,
    )
    said = list(session.execute(found.order_by(messages.c.id)).scalars())
    if len(said) < len(set(message_ids)):
        raise BadChoice(field="message")
    story = "\n".join(each.text for each in said if each.text) or ticket.subject
    contact = tickets.contact_of(session, ticket)
    new = open_ticket(
        session, contact, kind, department=department, story=story, source_key=None, now=now
    )
    for each in said:
        each.ticket_id = new.id
    ticket.updated_at = now
    ticket.version += 1
    link(session, new, ticket, staff, kind=LinkKind.SPLIT, now=now)
    _note(session, new, staff, "tickets.split_from", ticket.reference, "", now)
    log(session, staff, "ticket.split", ticket, now, new=new.reference)
    return new


def _note(
    session: Session,
    ticket: Ticket,
    staff: StaffMember,
    key: str,
    reference: str,
    story: str,
    now: datetime,
) -> None:
    text = say(HOUSE_LANGUAGE, key, reference=reference, story=story).strip()
    conversations.record(
        session,
        tickets.contact_of(session, ticket),
        text,
        author=Author.SYSTEM,
        visibility=Visibility.INTERNAL,
        kind="note",
        ticket_id=ticket.id,
        staff_id=staff.id,
        now=now,
    )
