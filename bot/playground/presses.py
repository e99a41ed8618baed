"""Button presses that wait for an answer. The update that tells of one lives in `arrivals`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.playground.errors import refuse
from bot.playground.shapes import Clock, Ids
from bot.playground.updates import PRESSES_KEPT

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(frozen=True)
class Press:
    """A press of an inline button by the customer of a chat."""

    query_id: str
    chat_id: int
    message_id: int
    data: str
    born: datetime


class Presses:
    """The presses nobody has answered; each may be answered once within 150 seconds."""

    def __init__(self, clock: Clock, ids: Ids) -> None:
        """Begin with none."""
        self._clock = clock
        self._ids = ids
        self._waiting: dict[str, Press] = {}

    def add(self, chat_id: int, message_id: int, data: str) -> Press:
        """Remember a press."""
        query_id = f"{chat_id}{self._ids.next()}"
        press = Press(query_id, chat_id, message_id, data, self._clock())
        self._waiting[query_id] = press
        return press

    def answer(self, query_id: str) -> Press:
        """Take a press out; raises Telegram's "query is too old" if it is gone."""
        press = self._waiting.pop(query_id, None)
        if press is None or self._clock() >= press.born + PRESSES_KEPT:
            refuse(TOO_OLD)
        return press

    def clear(self) -> None:
        """Forget every press."""
        self._waiting.clear()
