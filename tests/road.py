"""A customer and a staff member without a browser: the same road over plain HTTP."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.street import ADMIN, PASSWORD

ASHA, JOHN, FATUMA, GRACE = 501001, 501002, 501003, 501006
TICKET = re.compile(r"T-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{5}")
ORDER = re.compile(r"P-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{5}")
FIELD = re.compile(r'name="(csrf|version)"\s+value="([^"]*)"')
PATIENCE = 30.0


def plain_client() -> httpx.Client:
    """A client for loopback; reading the machine's certificates would take longer than a turn."""
    return httpx.Client(follow_redirects=True, verify=False, timeout=10)  # noqa: S501 - plain http


@dataclass
class Chatter:
    """A customer of the playground, or of any Bot API that has its customer's side."""

    address: str
    chat: int
    seen: int = 0
    client: httpx.Client = field(default_factory=plain_client)

    def write(self, text: str) -> str:
        """Send a text; what the bot answers, all bubbles up to a second of silence."""
        self.post("text", {"text": text})
        return self.answer()

    def press(self, title: str) -> str:
        """Tap the newest inline button of that title; what the bot answers."""
        number, data = self.button(title)
        self.take()
        self.post("press", {"message_id": number, "data": data})
        return self.answer()

    def button(self, title: str, within: float = PATIENCE) -> tuple[int, str]:
        """Message id and data of the newest button of that title, once it is there."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            for entry in reversed(self.entries()):
                rows = entry["message"].get("reply_markup", {}).get("inline_keyboard", [])
                for button in (button for row in rows for button in row):
                    if title in button["text"]:
                        return int(entry["message"]["message_id"]), str(button["callback_data"])
            time.sleep(0.1)
        message = f"there is no button {title!r}"
        raise AssertionError(message)

    def send_photo(self, photo: bytes, caption: str = "") -> str:
        """Send a picture; what the bot answers."""
        self.client.post(
            f"{self.address}/playground/chats/{self.chat}/photo",
            files={"photo": ("photo.jpg", photo, "image/jpeg")},
            data={"caption": caption},
        ).raise_for_status()
        return self.answer()

    def post(self, action: str, body: dict[str, Any]) -> None:
        """Do something in the chat without waiting for an answer."""
        url = f"{self.address}/playground/chats/{self.chat}/{action}"
        self.client.post(url, json=body).raise_for_status()

    def answer(self, within: float = PATIENCE) -> str:
        """What the bot says next; AssertionError if it says nothing within that many seconds."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            if self.said_since():
                time.sleep(0.7)  # a turn may have several bubbles
                return self.take()
            time.sleep(0.05)
        message = f"the bot said nothing within {within} s"
        raise AssertionError(message)

    def take(self) -> str:
        """What the bot has said since last asked."""
        said = self.said_since()
        self.seen += len(said)
        return "\n".join(said)

    def said_since(self) -> list[str]:
        """The bot's texts that were not taken yet."""
        return [
            str(entry["message"].get("text", ""))
            for entry in self.entries()
            if entry["author"] == "bot"
        ][self.seen :]

    def entries(self) -> list[dict[str, Any]]:
        """The whole chat."""
        url = f"{self.address}/playground/chats/{self.chat}/messages"
        messages: list[dict[str, Any]] = self.client.get(url).json()["messages"]
        return sorted(messages, key=lambda entry: int(entry["message"]["message_id"]))


@dataclass
class Clerk:
    """A staff member who uses the console's forms."""

    address: str
    client: httpx.Client = field(default_factory=plain_client)

    def sign_in(self) -> None:
        """Come in by the front door."""
        page = self.client.get(f"{self.address}/sign-in").text
        self._send("/sign-in", page, username=ADMIN, password=PASSWORD)

    def read(self, reference: str) -> str:
        """The ticket's page."""
        return self.client.get(f"{self.address}/tickets/{reference}").raise_for_status().text

    def do(self, reference: str, verb: str, **fields: str) -> str:
        """Claim, reply, note or resolve as the ticket's page would."""
        path = f"/tickets/{reference}"
        return self._send(f"{path}/{verb}", self.read(reference), **fields)

    def queue(self) -> str:
        """The page of open tickets."""
        return self.client.get(self.address).raise_for_status().text

    def _send(self, path: str, page: str, **fields: str) -> str:
        hidden = dict(FIELD.findall(page))
        answer = self.client.post(
            f"{self.address}{path}",
            data={**hidden, **fields},
            headers={"Origin": self.address},
        )
        return answer.raise_for_status().text
