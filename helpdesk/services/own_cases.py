"""What customers may do with their own cases: close them, take them up again, add to them."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import Author, StatusKind, TicketStatus, Visibility
from helpdesk.domain.message import Message
from helpdesk.domain.ticket import Ticket, move
from helpdesk.locale import say
from helpdesk.services import audit, conversations, ratings, sla
from helpdesk.services.opening import is_open

GRACE = timedelta(hours=48)
"""So long after it was closed a case is taken up again; later it is a new one."""


def close(session: Session, contact: Contact, ticket: Ticket, *, now: datetime) -> None:
    """The customer says that it is settled: the case is done and may be rated."""
    if not is_open(ticket):
        return
    settle(session, contact, ticket, now=now)
    ratings.ask(session, ticket, now=now)
    _note(session, contact, ticket, "tickets.closed_by_customer", now)


def settle(session: Session, contact: Contact, ticket: Ticket, *, now: datetime) -> None:
    """Resolve an open case by what its customer did."""
    old = ticket.status
    move(ticket, TicketStatus.RESOLVED, now=now)
    sla.finished(session, ticket, now=now)
    ticket.version += 1
    if conversations.of(session, contact).ticket_id == ticket.id:
        conversations.return_to_bot(session, contact, now=now)
    _log(session, contact, ticket, "ticket.resolved", old, now)


def reopen(session: Session, contact: Contact, ticket: Ticket, *, now: datetime) -> bool:
    """Take up a case again that was closed within GRACE; False where it was not."""
    if is_open(ticket):
        return True
    resolved = ticket.resolved_at
    if ticket.status is not TicketStatus.RESOLVED or not resolved or now - resolved > GRACE:
        return False
    old = ticket.status
    move(ticket, TicketStatus.OPEN, now=now)
    ticket.version += 1
    # What was promised then is over: a new answer is due.
    ticket.promised_at = ticket.escalated_at = None
    _note(session, contact, ticket, "tickets.reopened_by_customer", now)
    ticket.waiting_since = now
    _log(session, contact, ticket, "ticket.reopened", old, now)
    return True


def add(
    session: Session, contact: Contact, ticket: Ticket, *, source_key: str | None, now: datetime
) -> bool:
    """Put what the customer said in that turn, with its files, on their open case.

    False where nothing was said or the case is done.
    """
    found = select(Message).filter_by(source_key=source_key, contact_id=contact.id)
    said: Message | None = session.execute(found).scalar_one_or_none() if source_key else None
    if said is None or not is_open(ticket):
        return False
    said.ticket_id = ticket.id
    if ticket.status_kind is StatusKind.PAUSED:
        move(ticket, TicketStatus.OPEN, now=now)
    ticket.updated_at = now
    return True


def _note(session: Session, contact: Contact, ticket: Ticket, key: str, now: datetime) -> None:
    conversations.record(
        session,
        contact,
        say("sw", key),
        author=Author.SYSTEM,
        visibility=Visibility.INTERNAL,
        kind="note",
        ticket_id=ticket.id,
        now=now,
    )


def _log(
    session: Session,
    contact: Contact,
    ticket: Ticket,
    what: str,
    old: TicketStatus,
    now: datetime,
) -> None:
    audit.record(
        session,
        who=f"contact:{contact.id}",
        what=what,
        subject=f"ticket:{ticket.id}",
        field="status",
        old=old,
        new=ticket.status,
        now=now,
    )
