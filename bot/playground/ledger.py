"""Every call the bot made, in order, with what came of it. Faults and rules live elsewhere."""

from __future__ import annotations

from collections import deque
from dataclasses import asdict, dataclass
from datetime import datetime

from bot.playground.shapes import Object

KEPT = 50_000


@dataclass
class Call:
    """One call. `result` is "pending", "ok", an error's description or a fault's name."""

    number: int
    time: str
    method: str
    chat_id: str | None
    text: str | None
    parameters: Object
    result: str = "pending"
    error_code: int | None = None
    applied: bool = False
    message_id: int | None = None


class Ledger:
    """The calls of a run; only the newest fifty thousand are kept."""

    def __init__(self) -> None:
        """Begin with no calls."""
        self._calls: deque[Call] = deque(maxlen=KEPT)
        self._number = 0

    def open(self, method: str, parameters: Object, now: datetime) -> Call:
        """Write a call down before anything is done about it."""
        self._number += 1
        chat_id, text = (
            parameters.get("chat_id"),
            parameters.get("text", parameters.get("caption")),
        )
        call = Call(
            self._number,
            now.isoformat(),
            method,
            None if chat_id is None else str(chat_id),
            None if text is None else str(text),
            parameters,
        )
        self._calls.append(call)
        return call

    def calls(self, method: str = "", chat_id: str = "", after: int = 0) -> list[Object]:
        """Return the calls as JSON objects, oldest first; empty arguments match everything."""
        return [
            asdict(call)
            for call in self._calls
            if call.number > after
            and (not method or call.method.lower() == method.lower())
            and (not chat_id or call.chat_id == chat_id)
        ]

    def clear(self) -> None:
        """Forget the calls; their numbers go on."""
        self._calls.clear()
