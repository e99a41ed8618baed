"""What may happen in a talk: each verb takes the stage, the talk's key, the event and the time."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import Author, Owner, Priority, TicketKind, TicketStatus
from helpdesk.domain.message import Message
from helpdesk.domain.ticket import Ticket
from helpdesk.services import (
    attachments,
    contacts,
    conversations,
    handling,
    opening,
    order_steps,
    orders,
    payments,
    ratings,
    tickets,
)
from scripts.shop import files
from scripts.shop.stage import BOT, ZONE, Stage

Event = Mapping[str, Any]
PHONE = "0754 000 0{:02d}"
"""Numbers of nobody, one for each customer."""


def play(stage: Stage, talk: Mapping[str, Any], event: Event, now: datetime) -> None:
    """Let one event of a talk happen."""
    verb = next(name for name in event if name in VERBS)
    VERBS[verb](stage, talk, event, now)


def meet(stage: Stage, key: str, about: Mapping[str, Any], now: datetime) -> Contact:
    """A customer writes for the first time."""
    contact = contacts.meet(
        stage.session,
        bot_id=BOT,
        chat_id=1000 + len(stage.customers),
        name=about["name"],
        username=about.get("username"),
        language_code=about["language"],
        now=now,
    )
    stage.customers[key] = contact
    return contact


def phone_of(contact: Contact) -> str:
    """The customer's number."""
    return PHONE.format(contact.chat_id % 100)


def _customer(stage: Stage, talk: Mapping[str, Any], event: Event, now: datetime) -> None:
    message = _heard(stage, talk, str(event["customer"]), now)
    if "photo" in event:
        _file(stage, message, "photo", files.flour(), event["photo"], "image/jpeg", now)


def _voice(stage: Stage, talk: Mapping[str, Any], event: Event, now: datetime) -> None:
    message = _heard(stage, talk, "", now)
    _file(stage, message, "voice", files.VOICE, event["voice"], "audio/mpeg", now)


def _edit(stage: Stage, talk: Mapping[str, Any], event: Event, now: datetime) -> None:
    first = stage.said[talk["key"]]
    _heard(stage, talk, event["edit"], now).revision_of_id = first


def _bot(stage: Stage, talk: Mapping[str, Any], event: Event, now: datetime) -> None:
    ticket = stage.tickets.get(talk["key"])
    text = event["bot"].replace("{reference}", ticket.reference if ticket else "")
    _say(stage, _who(stage, talk), text, Author.BOT, now)


def _open(stage: Stage, talk: Mapping[str, Any], event: Event, now: datetime) -> None:
    about = stage.orders.get(event.get("about", ""))
    ticket = opening.open_ticket(
        stage.session,
        _who(stage, talk),
        TicketKind(event["open"]),
        department=event["department"],
        story=event.get("story") or _story(stage, talk),
        priority=Priority(event.get("priority", "normal")),
        packet=json.dumps(event.get("packet", {})),
        about_order=about.reference if about else None,
        source_key=None,
        now=now,
    )
    _name(stage, talk["key"], ticket)


def _person(stage: Stage, talk: Mapping[str, Any], event: Event, now: datetime) -> None:
    ticket = conversations.hand_over(
        stage.session,
        _who(stage, talk),
        story=event["story"],
        packet=event["person"],
        source_key=None,
        now=now,
    )
    ticket.department_id = opening.department_id(
        stage.session, event.get("department", "customer_service")
    )
    _name(stage, talk["key"], ticket)


def _claim(stage: Stage, talk: Mapping[str, Any], event: Event, now: datetime) -> None:
    tickets.claim(stage.session, stage.tickets[talk["key"]], stage.people[event["claim"]], now=now)


def _reply(stage: Stage, talk: Mapping[str, Any], event: Event, now: datetime) -> None:
    ticket = stage.tickets[talk["key"]]
    by = stage.people[event["by"]]
    tickets.reply(stage.session, ticket, by, event["reply"], version=ticket.version, now=now)
    stage.deliver(_who(stage, talk), now, event.get("delivery", "sent"))


def _note(stage: Stage, talk: Mapping[str, Any], event: Event, now: datetime) -> None:
    by = stage.people[event["by"]]
    tickets.note(stage.session, stage.tickets[talk["key"]], by, event["note"], now=now)


def _status(stage: Stage, talk: Mapping[str, Any], event: Event, now: datetime) -> None:
    ticket, by = stage.tickets[talk["key"]], stage.people[event["by"]]
    status = TicketStatus(event["status"])
    handling.set_status(stage.session, ticket, by, status, version=ticket.version, now=now)


def _snooze(stage: Stage, talk: Mapping[str, Any], event: Event, now: datetime) -> None:
    until = datetime.fromisoformat(event["snooze"]).replace(tzinfo=ZONE)
    by = stage.people[event["by"]]
    ticket = stage.tickets[talk["key"]]
    handling.snooze(stage.session, ticket, by, until, version=ticket.version, now=now)


def _resolve(stage: Stage, talk: Mapping[str, Any], event: Event, now: datetime) -> None:
    ticket, by = stage.tickets[talk["key"]], stage.people[event["resolve"]]
    tickets.resolve(stage.session, ticket, by, version=ticket.version, now=now)
    stage.deliver(_who(stage, talk), now)


def _rate(stage: Stage, talk: Mapping[str, Any], event: Event, now: datetime) -> None:
    ticket = stage.tickets[talk["key"]]
    ratings.rate(stage.session, _who(stage, talk), ticket, event["rate"], now=now)


def _order(stage: Stage, talk: Mapping[str, Any], event: Event, now: datetime) -> None:
    contact = _who(stage, talk)
    order = orders.place(
        stage.session,
        contact,
        lines=[{"product": code, "quantity": str(n)} for code, n in event["order"].items()],
        place=event["place"],
        phone=phone_of(contact),
        area=event["area"],
        fee=event["fee"],
        payment_method=event["payment"],
        source_key=None,
        describe=lambda quote: described(quote, str(contact.language)),
        now=now,
    )
    order.reference = stage.reference("P")
    key = event.get("name", talk["key"])
    ticket = order_steps.ticket_of(stage.session, order)
    if ticket is not None:
        _name(stage, key, ticket)
    stage.orders[key] = order


def _pay(stage: Stage, talk: Mapping[str, Any], event: Event, now: datetime) -> None:
    order = stage.orders[talk["key"]]
    contact = _who(stage, talk)
    payments.claim(stage.session, contact, order, event["pay"], method=None, now=now)


def _step(stage: Stage, talk: Mapping[str, Any], event: Event, now: datetime) -> None:
    order = stage.orders[event.get("name", talk["key"])]
    by = stage.people[event["by"]]
    order_steps.take(stage.session, order, by, event["step"], version=order.version, now=now)
    stage.deliver(_who(stage, talk), now)


def described(quote: orders.Quote, language: str) -> str:
    """An order in one line, as the assistant hands it over."""
    parts = (f"{each.product.name(language)} {each.quantity:f}" for each in quote.lines)
    return ", ".join(parts)


def _name(stage: Stage, key: str, ticket: Ticket) -> None:
    ticket.reference = stage.reference("T")
    stage.tickets[key] = ticket
    stage.session.flush()  # what is refreshed from the database must find it there


def _who(stage: Stage, talk: Mapping[str, Any]) -> Contact:
    return stage.customers[talk["who"]]


def _heard(stage: Stage, talk: Mapping[str, Any], text: str, now: datetime) -> Message:
    message = _say(stage, _who(stage, talk), text, Author.CUSTOMER, now)
    stage.said[talk["key"]] = message.id or 0
    return message


def _say(stage: Stage, who: Contact, text: str, author: Author, now: datetime) -> Message:
    chat = conversations.of(stage.session, who)
    ticket_id = chat.ticket_id if chat.owner is not Owner.BOT else None
    return conversations.record(
        stage.session, who, text, author=author, ticket_id=ticket_id, now=now
    )


def _story(stage: Stage, talk: Mapping[str, Any]) -> str:
    told = conversations.said_last(stage.session, _who(stage, talk), 1)
    return told[0] if told else ""


def _file(
    stage: Stage,
    message: Message,
    kind: str,
    content: bytes,
    name: str,
    media_type: str,
    now: datetime,
) -> None:
    attachments.add_own(
        stage.session,
        message,
        content=content,
        folder=stage.folder,
        kind=kind,
        name=name,
        media_type=media_type,
        now=now,
    )


VERBS: dict[str, Callable[[Stage, Mapping[str, Any], Event, datetime], None]] = {
    "customer": _customer,
    "voice": _voice,
    "edit": _edit,
    "bot": _bot,
    "open": _open,
    "person": _person,
    "claim": _claim,
    "reply": _reply,
    "note": _note,
    "status": _status,
    "snooze": _snooze,
    "resolve": _resolve,
    "rate": _rate,
    "order": _order,
    "pay": _pay,
    "step": _step,
}
"""By the word an event of talks.yml begins with."""
