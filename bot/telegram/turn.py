"""One turn of the assistant, asked over loopback HTTP. Either a whole answer, or TurnFailed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from helpdesk.config import Settings

TIMEOUT = 8.0
"""Seconds for the whole turn; the actions behind it give up after three."""

LONGEST_INTENT = 64
"""Letters; the column is as wide."""

OUTAGE = frozenset({None, 502, 503, 504})
"""Answers that speak of the assistant's state, not of this message (None: no answer)."""


class TurnFailed(Exception):
    """No turn took place, or none we know of. `status` is the HTTP status, None without one."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Reply:
    """One message of the assistant's. `buttons` are `{"title", "payload"}`.

    `document` asks for a file beside it: `{"document": "receipt", "reference": …}`.
    """

    text: str
    buttons: list[dict[str, str]] = field(default_factory=list)
    keyboard: list[dict[str, Any]] = field(default_factory=list)
    remove_keyboard: bool = False
    document: dict[str, str] | None = None


@dataclass(frozen=True)
class Answer:
    """What a turn gave. `language` is None unless the contact's should follow it; `intent` is
    what the message was taken for.
    """

    replies: list[Reply]
    language: str | None = None
    intent: str | None = None


async def ask(http: httpx.AsyncClient, settings: Settings, request: Mapping[str, Any]) -> Answer:
    """Have the turn take place. The same `turn` key again gives the same answer."""
    url = f"http://127.0.0.1:{settings.rasa_port}/webhooks/ofisi/turn"
    headers = {"X-Ofisi-Secret": settings.internal_secret}
    try:
        response = await http.post(url, json=request, headers=headers, timeout=TIMEOUT)
    except httpx.HTTPError as error:
        message = f"{type(error).__name__}: {error}"
        raise TurnFailed(message) from error
    if response.status_code != 200:
        message = f"the assistant answered {response.status_code}"
        raise TurnFailed(message, response.status_code)
    return read(response.content)


def read(body: bytes) -> Answer:
    """The answer in a response body; TurnFailed if it is not of the agreed shape."""
    try:
        answer = httpx.Response(200, content=body).json()
        replies = [_reply(reply) for reply in answer["replies"] if reply.get("text")]
        certain, language = answer.get("language_certain"), answer.get("language")
        intent = (answer.get("intent") or {}).get("name")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"an answer of another shape: {error!r}"
        raise TurnFailed(message) from error
    return Answer(
        replies,
        language if certain and language in ("sw", "en") else None,
        intent if isinstance(intent, str) and len(intent) <= LONGEST_INTENT else None,
    )


def _reply(reply: Mapping[str, Any]) -> Reply:
    custom = reply.get("custom") or {}
    return Reply(
        text=str(reply["text"]),
        buttons=[_button(button) for button in reply.get("buttons") or []],
        keyboard=[dict(key) for key in custom.get("keyboard") or []],
        remove_keyboard=bool(custom.get("remove_keyboard")),
        document=_document(custom),
    )


def _document(custom: Mapping[str, Any]) -> dict[str, str] | None:
    wanted = {name: str(custom.get(name, "")) for name in ("document", "reference")}
    return wanted if wanted["document"] else None


def _button(button: Mapping[str, Any]) -> dict[str, str]:
    return {"title": str(button["title"]), "payload": str(button["payload"])}
