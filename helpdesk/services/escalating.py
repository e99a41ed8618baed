"""What happens when nobody has answered in time: an honest word, a new promise, more weight."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import String, cast, exists, func, literal, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import Exists

from helpdesk.db.tables import audit_entry as entries
from helpdesk.db.tables import contact as contacts
from helpdesk.db.tables import message as messages
from helpdesk.db.tables import ticket as table
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import Author, Owner, Priority, StatusKind, Visibility
from helpdesk.domain.ticket import KINDS, Ticket
from helpdesk.locale import say
from helpdesk.services import audit, conversations, outbox, promises
from helpdesk.services.profile import Profile

AT_ONCE = 100
"""Tickets looked at in one go; the next look is half a minute later."""

HIGHER = {
    Priority.LOW: Priority.NORMAL,
    Priority.NORMAL: Priority.HIGH,
    Priority.HIGH: Priority.URGENT,
    Priority.URGENT: Priority.URGENT,
}
REOPENED = "ticket.reopened"
_OPEN = [status for status, kind in KINDS.items() if kind is StatusKind.OPEN]


def promise(session: Session, company: Profile, *, now: datetime) -> None:
    """Reckon until when tickets are to be answered that were opened without a word about it."""
    new = select(Ticket).where(table.c.promised_at.is_(None), table.c.status.in_(_OPEN))
    for ticket in session.execute(new.order_by(table.c.id).limit(AT_ONCE)).scalars():
        promises.make(session, ticket, company, now=now)


def overdue(session: Session, company: Profile, *, bot_id: int, now: datetime) -> list[Ticket]:
    """Open tickets whose promise has passed without an answer of staff's, while the office works.

    In the night nobody is woken, customer or clerk; each ticket comes up once.
    """
    if not company.time.is_open(now):
        return []
    found = (
        select(Ticket)
        .join(contacts, contacts.c.id == table.c.contact_id)
        .where(table.c.status.in_(_OPEN), table.c.promised_at <= now)
        .where(table.c.escalated_at.is_(None), ~_answered(), contacts.c.bot_id == bot_id)
        .order_by(table.c.id)
        .limit(AT_ONCE)
    )
    return list(session.execute(found).scalars())


def escalate(session: Session, ticket: Ticket, company: Profile, *, now: datetime) -> None:
    """Say that it takes longer, until when now, and put the ticket higher in the queue."""
    before = ticket.priority
    ticket.escalated_at, ticket.priority = now, HIGHER[before]
    ticket.promised_at = promises.due(ticket, company, now=now)
    ticket.updated_at = now
    contact = session.get(Contact, ticket.contact_id)
    if contact is None or contact.erased:
        return
    _tell_staff(session, ticket, contact, now)
    _tell_customer(session, ticket, contact, company, now)
    audit.record(
        session,
        who="system",
        what="ticket.escalated",
        subject=f"ticket:{ticket.id}",
        field="priority",
        old=before,
        new=ticket.priority,
        now=now,
    )


def _answered() -> Exists:
    """Whether the customer has had a word of staff's, since the case was taken up again if it was.

    A note among colleagues is no answer.
    """
    subject = literal("ticket:") + cast(table.c.id, String)
    again = (
        select(func.max(entries.c.at))
        .where(entries.c.subject == subject, entries.c.what == REOPENED)
        .scalar_subquery()
    )
    said = exists().where(messages.c.ticket_id == table.c.id)
    public = said.where(messages.c.visibility == Visibility.PUBLIC)
    lately = public.where(messages.c.created_at >= func.coalesce(again, table.c.created_at))
    return lately.where(messages.c.author == Author.STAFF)


def _tell_staff(session: Session, ticket: Ticket, contact: Contact, now: datetime) -> None:
    conversations.record(
        session,
        contact,
        say("sw", "tickets.overdue"),
        author=Author.SYSTEM,
        visibility=Visibility.INTERNAL,
        kind="note",
        ticket_id=ticket.id,
        source_key=_once(ticket, "overdue"),
        now=now,
    )


def _tell_customer(
    session: Session, ticket: Ticket, contact: Contact, company: Profile, now: datetime
) -> None:
    language = contact.language
    promised = promises.spoken(ticket.promised_at, company.time, language, now=now)
    chat = conversations.of(session, contact)
    waiting = chat.owner is Owner.QUEUE and chat.ticket_id == ticket.id
    key = "tickets.late_waiting" if waiting else "tickets.late"
    text = say(language, key, reference=ticket.reference, promise=promised)
    back = conversations.button_back(language)
    offered = [back] if waiting else []
    message = conversations.record(
        session,
        contact,
        text,
        author=Author.SYSTEM,
        language=language,
        ticket_id=ticket.id,
        source_key=_once(ticket, "late"),
        buttons=json.dumps([button["title"] for button in offered]) if offered else None,
        now=now,
    )
    outbox.enqueue(session, contact, text=text, message=message, buttons=offered, now=now)


def _once(ticket: Ticket, what: str) -> str:
    """The key under which a thing is said once for each time the case was opened."""
    return f"ticket:{ticket.id}:{what}:{ticket.closures}"
