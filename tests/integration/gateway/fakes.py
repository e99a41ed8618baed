"""A bot that only writes down what it is asked, and updates as Telegram would deliver them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from tests.cast import ASHA, Customer


@dataclass
class FakeBot:
    """Stands where `telegram.Bot` would. `errors` are raised by the next sends, None passes."""

    sent: list[tuple[int, str]] = field(default_factory=list)
    markups: list[Any] = field(default_factory=list)
    files: list[tuple[str, str, bytes]] = field(default_factory=list)
    calls: list[tuple[str, Any]] = field(default_factory=list)
    errors: deque[Exception | None] = field(default_factory=deque)
    updates: deque[Any] = field(default_factory=deque)

    async def send_message(self, chat_id: int, text: str, reply_markup: Any = None) -> Any:
        self._fail()
        self.sent.append((chat_id, text))
        self.markups.append(reply_markup)
        return SimpleNamespace(message_id=5000 + len(self.sent))

    async def send_photo(
        self, chat_id: int, file: Any, caption: str | None, reply_markup: Any = None
    ) -> Any:
        return await self._send_file("photo", chat_id, file, caption, reply_markup)

    async def send_voice(
        self, chat_id: int, file: Any, caption: str | None, reply_markup: Any = None
    ) -> Any:
        return await self._send_file("voice", chat_id, file, caption, reply_markup)

    async def send_document(
        self, chat_id: int, file: Any, caption: str | None, reply_markup: Any = None
    ) -> Any:
        return await self._send_file("document", chat_id, file, caption, reply_markup)

    async def _send_file(
        self, kind: str, chat_id: int, file: Any, caption: str | None, reply_markup: Any
    ) -> Any:
        sent = await self.send_message(chat_id, caption or "", reply_markup)
        self.files.append((kind, file.filename, file.input_file_content))
        return sent

    async def do_api_request(self, endpoint: str, api_kwargs: Any, read_timeout: float) -> Any:
        self.calls.append((endpoint, api_kwargs))
        answer = self.updates.popleft() if self.updates else []
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def set_webhook(self, url: str, **given: Any) -> None:
        self._fail()
        self.calls.append(("set_webhook", {"url": url, **given}))

    async def answer_callback_query(self, query_id: str) -> None:
        self.calls.append(("answer_callback_query", query_id))

    async def send_chat_action(self, chat_id: int, action: str) -> None:
        self.calls.append(("send_chat_action", chat_id))

    async def edit_message_reply_markup(self, chat_id: int, message_id: int) -> None:
        self.calls.append(("edit_message_reply_markup", message_id))

    def named(self, name: str) -> list[Any]:
        """What was asked under that name."""
        return [given for call, given in self.calls if call == name]

    def _fail(self) -> None:
        error = self.errors.popleft() if self.errors else None
        if error is not None:
            raise error


def person(customer: Customer = ASHA) -> dict[str, Any]:
    """The sender, as Telegram shows them."""
    return {
        "id": customer.chat_id,
        "is_bot": False,
        "first_name": customer.name,
        "username": customer.username,
        "language_code": customer.language_code,
    }


def message(number: int, customer: Customer = ASHA, **content: Any) -> dict[str, Any]:
    """An update with a message of that content: `text="Habari"`, `photo=[…]`."""
    return {"update_id": number, "message": body(number, customer, **content)}


def body(number: int, customer: Customer = ASHA, **content: Any) -> dict[str, Any]:
    """The message alone."""
    chat = {"id": customer.chat_id, "type": "private", "first_name": customer.name}
    return {
        "message_id": number,
        "date": 1772443800,
        "chat": chat,
        "from": person(customer),
        **content,
    }


def press(number: int, data: str, customer: Customer = ASHA) -> dict[str, Any]:
    """An update with the press of a button."""
    query = {
        "id": f"q{number}",
        "from": person(customer),
        "chat_instance": "1",
        "message": body(900, customer, text="?"),
        "data": data,
    }
    return {"update_id": number, "callback_query": query}
