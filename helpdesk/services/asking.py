"""What a customer asks of staff without leaving the assistant: questions, requests, wishes."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy.orm import Session

from helpdesk.domain.company import Department
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import (
    Author,
    Priority,
    StatusKind,
    TicketKind,
    TicketStatus,
    Visibility,
)
from helpdesk.domain.ticket import Ticket, move
from helpdesk.services import conversations, opening, tickets


def ask(
    session: Session,
    contact: Contact,
    kind: TicketKind,
    *,
    topic: str,
    department: str,
    story: str,
    source_key: str | None,
    now: datetime,
    about_order: str | None = None,
    priority: Priority = Priority.NORMAL,
) -> Ticket:
    """A ticket for that department (code); the assistant goes on answering meanwhile.

    Asking again about the same topic and order gives the same ticket as long as it is open:
    what was said meanwhile stands in the conversation beside it.
    """
    packet = json.dumps({"intent": topic})
    for known in tickets.of_contact(session, contact):
        if (known.packet, known.about_order) == (packet, about_order) and opening.is_open(known):
            return known
    return opening.open_ticket(
        session,
        contact,
        kind,
        department=department,
        story=story,
        packet=packet,
        about_order=about_order,
        priority=priority,
        source_key=source_key,
        now=now,
    )


def tell(
    session: Session,
    contact: Contact,
    ticket: Ticket,
    text: str,
    *,
    source_key: str | None,
    now: datetime,
) -> None:
    """Note on the customer's own ticket what they wish for; a paused one is staff's turn again."""
    conversations.record(
        session,
        contact,
        text,
        author=Author.SYSTEM,
        visibility=Visibility.INTERNAL,
        kind="note",
        ticket_id=ticket.id,
        source_key=f"{source_key}:wish" if source_key else None,
        now=now,
    )
    if ticket.status_kind is StatusKind.PAUSED:
        move(ticket, TicketStatus.OPEN, now=now)


def newest_open(session: Session, contact: Contact) -> Ticket | None:
    """The contact's newest ticket somebody still has to do something about."""
    return next(filter(opening.is_open, tickets.of_contact(session, contact)), None)


def department_of(session: Session, ticket: Ticket) -> str:
    """The code of the department that has the ticket; customer service if that one is gone."""
    department = session.get(Department, ticket.department_id)
    return department.code if department else conversations.FRONT_DESK
