"""The customers, their chats and what was said. Building the messages lives in `objects`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bot.playground.errors import refuse
from bot.playground.feed import Feed
from bot.playground.shapes import Object

CAST = Path(__file__).with_name("customers.json")


@dataclass(frozen=True)
class Customer:
    """A person who writes to the bot; their private chat has the same id."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    phone_number: str = "+255700000000"

    def as_user(self) -> Object:
        """Return Telegram's User."""
        return {**self._named(), "is_bot": False, **_given(language_code=self.language_code)}

    def as_chat(self) -> Object:
        """Return Telegram's private Chat."""
        return {**self._named(), "type": "private"}

    def _named(self) -> Object:
        rest = _given(last_name=self.last_name, username=self.username)
        return {"id": self.id, "first_name": self.first_name, **rest}


@dataclass
class Entry:
    """One message of a chat as the page shows it; `seq` moves whenever it changes."""

    seq: int
    author: str
    message: Object
    deleted: bool = False


@dataclass
class Chat:
    """A private chat with one customer."""

    customer: Customer
    entries: dict[int, Entry] = field(default_factory=dict)
    blocked: bool = False
    keyboard: Object | None = None


class Chats:
    """Every chat there is, by id; each change is published to the feed."""

    def __init__(self, feed: Feed) -> None:
        """Begin with the cast and empty chats."""
        self._feed = feed
        self._chats: dict[int, Chat] = {}
        self.clear()

    def clear(self) -> None:
        """Forget what was said and who was added; the cast stays."""
        cast = [Customer(**person) for person in json.loads(CAST.read_text(encoding="utf-8"))]
        self._chats = {customer.id: Chat(customer) for customer in cast}

    def all(self) -> list[Chat]:
        """Return the chats, the cast first."""
        return list(self._chats.values())

    def add(self, customer: Customer) -> Chat:
        """Return the customer's chat, opened if it is new."""
        if customer.id not in self._chats:
            self._chats[customer.id] = Chat(customer)
            self._feed.publish("customer", customer=asdict(customer))
        return self._chats[customer.id]

    def find(self, chat_id: object) -> Chat:
        """Return a chat; raises Telegram's "chat not found"."""
        try:
            return self._chats[int(str(chat_id))]
        except (KeyError, ValueError):
            refuse("chat not found")

    def record(self, chat: Chat, author: str, message: Object) -> None:
        """Add a message of "bot" or "customer" to a chat."""
        entry = Entry(0, author, message)
        chat.entries[int(message["message_id"])] = entry
        self.changed(chat, entry)

    def changed(self, chat: Chat, entry: Entry) -> None:
        """Publish a message that is new, edited or deleted."""
        shown = {"author": entry.author, "message": entry.message, "deleted": entry.deleted}
        entry.seq = self._feed.publish("message", chat_id=chat.customer.id, entry=shown)

    def show_keyboard(self, chat: Chat, keyboard: Object | None) -> None:
        """Replace the reply keyboard below a chat; None takes it away."""
        chat.keyboard = keyboard
        self._feed.publish("keyboard", chat_id=chat.customer.id, keyboard=keyboard)

    def block(self, chat: Chat, *, blocked: bool) -> None:
        """Remember that the customer blocked the bot, or no longer does."""
        chat.blocked = blocked
        self._feed.publish("block", chat_id=chat.customer.id, blocked=blocked)


def _given(**values: object) -> Object:
    return {name: value for name, value in values.items() if value is not None}
