"""Asking a Bot API whether it knows our token. One request, without the bot library."""

from __future__ import annotations

from enum import Enum
from typing import Any

import httpx

from helpdesk.config import Settings

TIMEOUT_SECONDS = 6.0


class Answer(Enum):
    """What became of the question."""

    KNOWN = "known"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"


def ask(settings: Settings) -> tuple[Answer, str]:
    """What the Bot API says of our token, and the bot's user name or the reason.

    The address asked holds the token, so neither it nor httpx's own messages are passed on.
    """
    url = f"{settings.telegram_api_url}/bot{settings.bot_token}/getMe"
    try:
        response = httpx.get(url, timeout=TIMEOUT_SECONDS)
        answer = response.json()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return Answer.UNREACHABLE, type(error).__name__
    except ValueError:
        return Answer.UNREACHABLE, f"HTTP {response.status_code}"
    return _read(answer if isinstance(answer, dict) else {}, response.status_code)


def _read(answer: dict[str, Any], status: int) -> tuple[Answer, str]:
    if answer.get("ok"):
        return Answer.KNOWN, str(answer.get("result", {}).get("username", ""))
    # Telegram says 401 to a token it does not know and 404 to one it cannot read.
    if status in (httpx.codes.UNAUTHORIZED, httpx.codes.NOT_FOUND):
        return Answer.REFUSED, str(answer.get("description", ""))
    return Answer.UNREACHABLE, f"HTTP {status}"
