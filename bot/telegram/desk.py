"""The cases at the counter, one function each: kept, answered, or passed to assistant or staff."""

from __future__ import annotations

import json

from bot.telegram import commands, privacy
from bot.telegram.text import has_words, normalise
from bot.telegram.visit import Ask, Visit
from helpdesk.domain.company import Department
from helpdesk.domain.delivery import Button
from helpdesk.domain.enums import Author, Owner
from helpdesk.domain.errors import ButtonSpent
from helpdesk.domain.message import Message
from helpdesk.domain.ticket import Ticket
from helpdesk.locale import say
from helpdesk.services import buttons, contacts, conversations, inbox, linking, opening, own_cases
from helpdesk.services.nearby import nearest

SEEN_BY_STAFF = frozenset({"photo", "voice", "audio", "video", "video_note", "document"})
"""What staff can look at or listen to; the assistant keeps it for them."""

LANGUAGES = ("sw", "en")
SHORTEST_PHONE = 8
"""Characters, the plus included, below which a shared number cannot be one."""


def words(visit: Visit) -> Ask | None:
    """A message to the assistant: words, a photo, a telephone number, or none of these."""
    message = visit.record(_written(visit))
    photo = visit.keep_file(message)
    if visit.inbound.kind == "contact":
        return _phone(visit)
    text = normalise(visit.inbound.text)
    if visit.inbound.kind in SEEN_BY_STAFF and photo:
        entities = [{"entity": "photo", "value": str(photo)}]
        return visit.ask(text, None if has_words(text) else "send_photo", entities)
    if visit.inbound.spot:
        return _location(visit, visit.inbound.spot)
    if has_words(text):
        return visit.ask(text, None)
    return _speechless(visit, text)


def command(visit: Visit, name: str) -> Ask | None:
    """A command of the table is a turn with a settled intent; another gets the list."""
    visit.record(visit.inbound.text)
    intent = commands.INTENTS.get(name)
    if intent is not None:
        return visit.ask(normalise(visit.inbound.text), intent)
    visit.notice("unknown_command", commands=command_list(visit.language))
    return visit.done()


def command_list(language: str) -> str:
    """The commands with what they do, a line each."""
    lines = (f"/{name} - {describe(language, name)}" for name in commands.LISTED[language])
    return "\n".join(lines)


def describe(language: str, name: str) -> str:
    """What a command does, for Telegram's menu."""
    return say(language, f"gateway.command_{commands.INTENTS.get(name) or _own(name)}")


def button(visit: Visit) -> Ask | None:
    """A press stands for what we meant by the button; it counts once."""
    try:
        pressed = _press(visit)
    except ButtonSpent:
        visit.notice("button_spent")
        return visit.done()
    if pressed.intent in privacy.INTENTS:
        return privacy.pressed(visit, pressed)
    if pressed.intent == conversations.BACK:
        return back_to_bot(visit, pressed.label)
    if not visit.bot_owns():
        return to_staff(visit, pressed.label)
    visit.record(pressed.label)
    return visit.ask(pressed.label, pressed.intent, json.loads(pressed.entities))


def edit(visit: Visit) -> Ask | None:
    """A changed message is kept beside the first.

    The newest one is a correction and a turn of its own; an older one was answered long since.
    """
    owned, first = (
        visit.bot_owns(),
        conversations.sent_as(visit.session, visit.contact, visit.inbound.message_id),
    )
    newest = first is not None and conversations.is_newest(visit.session, visit.contact, first)
    message = visit.record(_written(visit), on_ticket=not owned)
    message.revision_of_id = message.revision_of_id or (first.id if first else None)
    visit.keep_file(message)
    text = normalise(visit.inbound.text)
    if owned and newest and has_words(text):
        return visit.ask(text, None, [{"entity": "correction", "value": "1"}])
    if owned:
        visit.notice("edited")
    return visit.done()


def answered_case(visit: Visit) -> Ticket | None:
    """The open ticket whose staff message this one answers by Telegram's reply, if it does."""
    if visit.inbound.reply_to is None:
        return None
    said = conversations.sent_as(
        visit.session, visit.contact, visit.inbound.reply_to, author=Author.STAFF
    )
    ticket = visit.session.get(Ticket, said.ticket_id or 0) if said else None
    return ticket if ticket is not None and opening.is_open(ticket) else None


def onto_case(visit: Visit, ticket: Ticket) -> Ask | None:
    """The message goes onto that ticket, though the assistant has the chat again."""
    message = visit.record(_written(visit))
    visit.keep_file(message)
    own_cases.add(visit.session, visit.contact, ticket, source_key=visit.key, now=visit.now)
    visit.notice("onto_case", reference=ticket.reference)
    return visit.done()


def back_to_bot(visit: Visit, label: str = "") -> Ask | None:
    """The customer wants the assistant again, by word or by a button of that label.

    The ticket stays with staff.
    """
    away = visit.conversation.owner is not Owner.BOT
    visit.record(label or visit.inbound.text, on_ticket=away)
    if away:
        conversations.return_to_bot(visit.session, visit.contact, now=visit.now)
    visit.notice("back_to_bot" if away else "already_bot")
    return visit.done()


def link_staff(visit: Visit) -> Ask | None:
    """A member of staff says by a code that this chat is theirs. The code is kept nowhere."""
    code = visit.inbound.text.partition(" ")[2]
    found = linking.use(visit.session, code, visit.contact.chat_id, now=visit.now)
    language = found.language if found else visit.language
    visit.tell(say(language, "notices.linked" if found else "notices.link_failed"))
    return visit.done()


def to_staff(visit: Visit, text: str) -> Ask | None:
    """People are on it: the message goes onto their ticket, and the assistant keeps silent."""
    ticket = visit.session.get(Ticket, visit.conversation.ticket_id or 0)
    message = visit.record(text or _written(visit), on_ticket=True)
    visit.keep_file(message)
    if visit.inbound.own_phone and visit.inbound.phone:
        contacts.set_phone(visit.session, visit.contact, visit.inbound.phone, now=visit.now)
    if ticket is not None and visit.conversation.owner is Owner.QUEUE:
        department = visit.session.get(Department, ticket.department_id)
        name = department.name(visit.language) if department else ""
        visit.notice("passed_on", key=f"passed-on:{ticket.id}", department=name)
    return visit.done()


def _location(visit: Visit, spot: tuple[float, float]) -> Ask | None:
    """The nearest area we deliver to stands for a place on the map."""
    areas = visit.areas()
    area = nearest(spot, areas)
    if area is None:
        some = ", ".join(one.names.name(visit.language) for one in areas[:3])
        visit.notice("far_away" if some else "non_text", areas=some)
        return visit.done()
    entities = [{"entity": "place", "value": area.code}]
    return visit.ask(area.names.name(visit.language), "send_location", entities)


def _phone(visit: Visit) -> Ask | None:
    phone = visit.inbound.phone or ""
    if len(phone) < SHORTEST_PHONE:
        return _speechless(visit, "")
    if not visit.inbound.own_phone:
        return visit.ask(phone, None)
    contacts.set_phone(visit.session, visit.contact, phone, now=visit.now)
    return visit.ask(phone, "send_contact", [{"entity": "phone", "value": phone}])


def _speechless(visit: Visit, text: str) -> Ask | None:
    """Nothing we can read: say so, in both languages unless the text shows they can write."""
    if text:
        visit.notice("no_words")
    else:
        both = (say(language, "gateway.non_text") for language in LANGUAGES)
        visit.tell("\n\n".join(both))
    return visit.done()


def _press(visit: Visit) -> Button:
    token = visit.inbound.data.removeprefix(buttons.PREFIX)
    known: Message | None = inbox.recorded(visit.session, visit.key)
    if known is not None:
        # We were stopped after using the button up for this very press.
        return buttons.find(visit.session, visit.contact, token)
    return buttons.press(visit.session, visit.contact, token, now=visit.now)


def _written(visit: Visit) -> str:
    return visit.inbound.text or visit.inbound.phone or ""


def _own(name: str) -> str:
    return commands.PRIVACY.get(name, "bot")
