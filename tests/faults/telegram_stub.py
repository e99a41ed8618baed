"""The least of a Bot API that can prove a loss: updates are kept until an offset confirms them."""

from __future__ import annotations

import time
from threading import Condition
from typing import Any

from helpdesk.locale import say
from tests.faults.server import Answer, Server

BOT = {"id": 100000001, "is_bot": True, "first_name": "Ofisi", "username": "ofisi_bot"}


NOTICES = {say(language, "privacy.notice") for language in ("sw", "en")}


class TelegramStub:
    """Hands out updates by long poll and writes down what is sent, in order."""

    def __init__(self) -> None:
        self.changed = Condition()
        self.waiting: list[dict[str, Any]] = []
        self.sent: list[tuple[int, str, float]] = []
        self.last_update = 0
        self.server = Server(self._handle)
        self.url = f"http://127.0.0.1:{self.server.port}"

    def write(self, chat: int, text: str, language: str = "sw") -> int:
        """A customer writes; the update id."""
        with self.changed:
            self.last_update += 1
            self.waiting.append(update(self.last_update, chat, text, language))
            self.changed.notify_all()
            return self.last_update

    def texts(self, chat: int) -> list[str]:
        """What was sent to that chat so far, the notice to newcomers apart."""
        return [text for to, text, _ in self.answers() if to == chat]

    def answers(self) -> list[tuple[int, str, float]]:
        """Chat, text and moment of all that was sent but the notice to newcomers."""
        return [one for one in self.sent if one[1] not in NOTICES]

    def close(self) -> None:
        """Stop listening."""
        self.server.close()

    def _handle(self, path: str, fields: dict[str, Any]) -> Answer:
        method = path.rpartition("/")[2]
        if method == "getUpdates":
            return self._ok(self._poll(fields))
        if method == "sendMessage":
            return self._ok(self._send(fields))
        return self._ok(BOT if method == "getMe" else True)

    def _ok(self, result: object) -> Answer:
        return 200, {"ok": True, "result": result}

    def _poll(self, fields: dict[str, Any]) -> list[dict[str, Any]]:
        offset = int(fields.get("offset") or 0)
        with self.changed:
            self.waiting = [u for u in self.waiting if u["update_id"] >= offset]
            self.changed.wait_for(lambda: self.waiting, timeout=float(fields.get("timeout", 0)))
            return self.waiting[: int(fields.get("limit", 100))]

    def _send(self, fields: dict[str, Any]) -> dict[str, Any]:
        chat, text = int(fields["chat_id"]), str(fields["text"])
        with self.changed:
            self.sent.append((chat, text, time.monotonic()))
            self.changed.notify_all()
            number = 100000 + len(self.sent)
        where = {"id": chat, "type": "private", "first_name": "Mteja"}
        return {"message_id": number, "date": 1767225600, "chat": where, "text": text}


def update(number: int, chat: int, text: str, language: str = "sw") -> dict[str, Any]:
    """A text message as Telegram would deliver it."""
    person = {"id": chat, "is_bot": False, "first_name": "Mteja", "language_code": language}
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": 1767225600,
            "chat": {"id": chat, "type": "private", "first_name": "Mteja"},
            "from": person,
            "text": text,
        },
    }
