"""One update on its way through: who wrote it, in which conversation, and what it leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.telegram.updates import Inbound
from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact, Conversation
from helpdesk.domain.delivery import InboundUpdate
from helpdesk.domain.enums import Author, Owner
from helpdesk.domain.message import Message
from helpdesk.domain.ticket import Ticket
from helpdesk.locale import say
from helpdesk.services import attachments, contacts, conversations, inbox, outbox
from helpdesk.services.profile import Area


@dataclass(frozen=True)
class Ask:
    """The update needs a turn of the assistant. `pressed` is the message whose button it was;
    `also` are further updates that are done once this turn is answered.
    """

    row_id: int
    chat_id: int
    received_at: datetime
    request: dict[str, Any]
    pressed: int | None = None
    also: tuple[int, ...] = ()


@dataclass(frozen=True)
class Decline:
    """Say a text in a chat where we keep nothing: a group."""

    chat_id: int
    text: str


@dataclass
class Visit:
    """Everything about one update of one contact, inside one transaction.

    `areas` reads where the business delivers to; few updates need it.
    """

    session: Session
    row: InboundUpdate
    inbound: Inbound
    contact: Contact
    conversation: Conversation
    now: datetime
    areas: Callable[[], Sequence[Area]] = tuple

    @property
    def key(self) -> str:
        """The idempotency key of all that follows from this update."""
        return inbox.key(self.row)

    @property
    def language(self) -> str:
        """The contact's language."""
        return str(self.contact.language)

    def bot_owns(self) -> bool:
        """Whether the assistant answers.

        It still does where this very update has already handed the conversation over: the
        turn took place, but we were stopped before its replies were kept.
        """
        if self.conversation.owner is Owner.BOT:
            return True
        ticket = self.session.get(Ticket, self.conversation.ticket_id or 0)
        ours = ticket is not None and ticket.source_key == self.key
        return self.conversation.owner is Owner.QUEUE and ours

    def record(self, text: str, *, on_ticket: bool = False) -> Message:
        """Keep what the customer said, once, with the file that came with it."""
        message = conversations.record(
            self.session,
            self.contact,
            text,
            author=Author.CUSTOMER,
            kind=self.inbound.kind,
            ticket_id=self.conversation.ticket_id if on_ticket else None,
            source_key=self.key,
            telegram_message_id=self.inbound.message_id,
            now=self.now,
        )
        if on_ticket and message.ticket_id is None:
            message.ticket_id = self.conversation.ticket_id
        return message

    def keep_file(self, message: Message) -> int | None:
        """Note the file of the update, to be fetched; its attachment id."""
        file = self.inbound.file
        if file is None:
            return None
        return attachments.add(
            self.session,
            message,
            kind=self.inbound.kind if self.inbound.kind == "photo" else file.kind,
            file_id=file.file_id,
            name=file.name,
            media_type=file.media_type,
            size=file.size,
            now=self.now,
        ).id

    def ask(
        self, text: str, intent: str | None, entities: Sequence[Mapping[str, object]] = ()
    ) -> Ask:
        """What to ask the assistant, by the turn contract."""
        request = {
            "sender": self.contact.sender_id,
            "turn": self.key,
            "text": text,
            "language": self.language,
            "intent": intent,
            "entities": [dict(entity) for entity in entities],
            "owner": "bot",
        }
        pressed = self.inbound.message_id if self.inbound.kind == "button" else None
        return Ask(self.row.id or 0, self.row.chat_id, self.row.received_at, request, pressed)

    def notice(self, name: str, *, key: str | None = None, **values: object) -> None:
        """Tell the customer something of our own, from the catalogue, in their language."""
        self.tell(say(self.language, f"gateway.{name}", **values), key=key)

    def tell(self, text: str, *, key: str | None = None) -> None:
        """Keep a text of ours and put it on its way."""
        tell(self.session, self.contact, text, key=key or f"{self.key}:notice", now=self.now)

    def done(self) -> Ask | None:
        """Nothing more is to follow from the update."""
        inbox.finish(self.row, now=self.now)
        return None

    def welcome_back(self) -> None:
        """Whoever writes can be written to: what waited for them goes out."""
        if not self.contact.reachable:
            contacts.set_reachable(self.session, self.contact, True, now=self.now)
            outbox.unblock(self.session, self.contact)


def tell(session: Session, contact: Contact, text: str, *, key: str, now: datetime) -> None:
    """Keep a text of ours (once per `key`) and put it on its way."""
    if inbox.recorded(session, key) is not None:
        return
    message = conversations.record(
        session,
        contact,
        text,
        author=Author.SYSTEM,
        kind="notice",
        language=contact.language,
        source_key=key,
        now=now,
    )
    outbox.enqueue(session, contact, text=text, message=message, now=now)
