"""What an error of Telegram's means for a delivery: again, surely not, perhaps, or never."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.telegram.api import pause_of

GONE = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated")
"""What a 400 says when there is nobody to write to any more."""

NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
SLOW_DOWN = timedelta(seconds=5)


class Fate(Enum):
    """What becomes of the delivery."""

    WAIT = "Telegram told us when to try again"
    AGAIN = "it was surely not sent"
    PERHAPS = "it may have been sent"
    BLOCKED = "nobody can be written to there"
    MOVED = "the chat has another id"
    REFUSED = "Telegram will never take it"


@dataclass(frozen=True)
class Verdict:
    """The fate, and what goes with it. `error` is for staff, in Telegram's words."""

    fate: Fate
    error: str
    pause: timedelta | None = None
    new_chat_id: int | None = None


def judge(error: TelegramError) -> Verdict:
    """The verdict on a failed send. Order matters: BadRequest and TimedOut are NetworkErrors."""
    said = str(error)
    if isinstance(error, RetryAfter):
        return Verdict(Fate.WAIT, said, pause=pause_of(error))
    if isinstance(error, ChatMigrated):
        return Verdict(Fate.MOVED, said, new_chat_id=error.new_chat_id)
    if isinstance(error, Forbidden):
        return Verdict(Fate.BLOCKED, said)
    if isinstance(error, InvalidToken):
        # The token was revoked while we ran: the customer is not to lose the text for that.
        return Verdict(Fate.AGAIN, type(error).__name__)
    if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        return _network(error, said)
    gone = any(word in said.lower() for word in GONE)
    return Verdict(Fate.BLOCKED if gone else Fate.REFUSED, said)


def _network(error: NetworkError, said: str) -> Verdict:
    if "too many requests" in said.lower():
        return Verdict(Fate.WAIT, said, pause=SLOW_DOWN)
    if isinstance(error.__cause__, NOT_SENT):
        return Verdict(Fate.AGAIN, said)
    kind = "no answer" if isinstance(error, TimedOut) else said
    return Verdict(Fate.PERHAPS, kind)
