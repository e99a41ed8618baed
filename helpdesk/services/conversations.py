"""The chat with one contact: what was said, who answers next, and passing that on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from helpdesk.db.tables import message as table
from helpdesk.domain.contact import Contact, Conversation
from helpdesk.domain.enums import (
    Author,
    Language,
    NoticeKind,
    Owner,
    StatusKind,
    TicketKind,
    TicketStatus,
    Visibility,
)
from helpdesk.domain.message import Message
from helpdesk.domain.ticket import Ticket, move
from helpdesk.locale import say
from helpdesk.services import audit, notices, opening

FRONT_DESK = "customer_service"
BACK = "back_to_bot"
"""The meaning of a button by which the customer has the assistant again."""


def of(session: Session, contact: Contact) -> Conversation:
    """The contact's conversation."""
    found = select(Conversation).filter_by(contact_id=contact.id)
    conversation: Conversation = session.execute(found).scalar_one()
    return conversation


def record(
    session: Session,
    contact: Contact,
    text: str,
    *,
    author: Author,
    now: datetime,
    language: Language | None = None,
    kind: str = "text",
    ticket_id: int | None = None,
    staff_id: int | None = None,
    department_id: int | None = None,
    visibility: Visibility = Visibility.PUBLIC,
    source_key: str | None = None,
    buttons: str | None = None,
    telegram_message_id: int | None = None,
) -> Message:
    """Store what was said. The same `source_key` again gives back the first message."""
    known = _by_source(session, source_key)
    if known is not None:
        return known
    message = Message(
        contact_id=contact.id or 0,
        author=author,
        text=text,
        created_at=now,
        visibility=visibility,
        language=language,
        ticket_id=ticket_id,
        staff_id=staff_id,
        department_id=department_id,
        kind=kind,
        source_key=source_key,
        telegram_message_id=telegram_message_id,
        buttons=buttons,
    )
    session.add(message)
    session.flush()  # attachments and deliveries need the message's id
    if ticket_id is not None and visibility is Visibility.PUBLIC:
        _turn(session, ticket_id, author, now)
    return message


def sent_as(
    session: Session,
    contact: Contact,
    telegram_message_id: int | None,
    *,
    author: Author = Author.CUSTOMER,
) -> Message | None:
    """The first message of that author that Telegram knows by that number, in this chat."""
    if telegram_message_id is None:
        return None
    found = (
        select(Message)
        .filter_by(contact_id=contact.id, telegram_message_id=telegram_message_id, author=author)
        .order_by(table.c.id)
        .limit(1)
    )
    message: Message | None = session.execute(found).scalar_one_or_none()
    return message


def is_newest(session: Session, contact: Contact, message: Message) -> bool:
    """Whether the customer has said nothing after it, newer wordings of it apart."""
    later = (
        select(table.c.id)
        .where(table.c.contact_id == contact.id, table.c.author == Author.CUSTOMER)
        .where(table.c.id > message.id)
        .where(or_(table.c.revision_of_id.is_(None), table.c.revision_of_id != message.id))
    )
    return session.execute(later.limit(1)).first() is None


def has_album(session: Session, contact: Contact, album: str, source_key: str) -> bool:
    """Whether another picture of that album was kept before; `source_key` is this one's."""
    found = (
        select(table.c.id)
        .where(table.c.contact_id == contact.id, table.c.album == album)
        .where(table.c.source_key != source_key)
    )
    return session.execute(found.limit(1)).first() is not None


def hand_over(
    session: Session,
    contact: Contact,
    *,
    story: str,
    packet: Mapping[str, object],
    source_key: str | None,
    now: datetime,
) -> Ticket:
    """Ask for a person: a ticket in the queue that owns the conversation from now on.

    Asking twice gives the same ticket as long as it is open.
    """
    conversation = of(session, contact)
    current = session.get(Ticket, conversation.ticket_id) if conversation.ticket_id else None
    if current is not None and conversation.owner is not Owner.BOT:
        return current
    ticket = opening.open_ticket(
        session,
        contact,
        TicketKind.REQUEST,
        department=FRONT_DESK,
        story=story,
        source_key=source_key,
        packet=json.dumps(dict(packet), ensure_ascii=False),
        now=now,
    )
    give(session, contact, Owner.QUEUE, ticket, now=now)
    return ticket


def wait_on(session: Session, contact: Contact, ticket: Ticket, *, now: datetime) -> None:
    """Ask for a person about a ticket that is open already; nothing changes for who has one."""
    if of(session, contact).owner is Owner.BOT:
        give(session, contact, Owner.QUEUE, ticket, now=now)


def said_last(session: Session, contact: Contact, count: int) -> list[str]:
    """The customer's last so many messages that have words, oldest first."""
    found = (
        select(table.c.text)
        .where(table.c.contact_id == contact.id, table.c.author == Author.CUSTOMER)
        .where(table.c.text != "")
        .order_by(table.c.id.desc())
        .limit(count)
    )
    return list(session.execute(found).scalars())[::-1]


def give(
    session: Session, contact: Contact, owner: Owner, ticket: Ticket | None, *, now: datetime
) -> None:
    """Make `owner` the one who answers next, on that ticket."""
    conversation = of(session, contact)
    if conversation.owner is not owner:
        audit.record(
            session,
            who="system",
            what="conversation.owner",
            subject=f"contact:{contact.id}",
            field="owner",
            old=conversation.owner,
            new=owner,
            now=now,
        )
    conversation.owner = owner
    conversation.ticket_id = ticket.id if ticket else None
    conversation.updated_at = now


def button_back(language: str) -> dict[str, str]:
    """A button, as `{"title", "payload"}`, that gives the conversation back to the assistant."""
    return {"title": say(language, "tickets.back_to_bot"), "payload": f"/{BACK}"}


def return_to_bot(session: Session, contact: Contact, *, now: datetime) -> None:
    """Let the assistant answer again."""
    give(session, contact, Owner.BOT, None, now=now)


def _by_source(session: Session, source_key: str | None) -> Message | None:
    if source_key is None:
        return None
    found = select(Message).filter_by(source_key=source_key)
    message: Message | None = session.execute(found).scalar_one_or_none()
    return message


def _turn(session: Session, ticket_id: int, author: Author, now: datetime) -> None:
    """Whose turn it is: a customer's word wakes a ticket that is paused, or sleeps."""
    ticket = session.get(Ticket, ticket_id)
    if ticket is None or ticket.status_kind is StatusKind.DONE:
        return
    if author is Author.CUSTOMER:
        if ticket.waiting_since is None:  # what follows in the same breath is no new answer
            notices.tell_holder(session, ticket, NoticeKind.ANSWERED, now=now)
        ticket.waiting_since = ticket.waiting_since or now
        ticket.snoozed_until = None  # who waits must be seen on the list
        if ticket.status_kind is StatusKind.PAUSED:
            move(ticket, TicketStatus.OPEN, now=now)
    elif author is Author.STAFF:
        ticket.waiting_since = None
        ticket.replied_at = ticket.replied_at or now
