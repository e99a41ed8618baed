"""Scripted misfortune: which call fails, and how. Carrying it out lives in `api`."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal, get_args

from bot.playground.errors import ApiError, blocked, reject, too_many_requests
from bot.playground.shapes import Object

Kind = Literal[
    "too_many_requests", "blocked", "migrate", "error", "server_error", "close", "drop", "slow"
]
EVERYTHING = "*"
# A star strikes only what goes out: who wants getUpdates to fail names it.
NEVER_BY_STAR = ("getupdates", "getme", "setwebhook", "deletewebhook", "getwebhookinfo")


@dataclass
class Fault:
    """Strikes the `nth` matching call and the `count` - 1 after it; `count` 0 means for ever.

    `drop` applies the call and closes the connection; `close` closes it and applies nothing;
    `slow` waits `seconds` first; `error` answers `error_code` and `description`.
    """

    id: int
    kind: Kind
    method: str = EVERYTHING
    nth: int = 1
    count: int = 1
    chat_id: int | None = None
    retry_after: int = 5
    status: int = 502
    migrate_to: int = -1001000000001
    error_code: int = 400
    description: str = "Bad Request"
    seconds: float = 0.0
    seen: int = 0

    def strikes(self, method: str, chat_id: str | None) -> bool:
        """Count a call if it matches; say whether the fault falls on it."""
        if not self._matches(method.lower(), chat_id):
            return False
        self.seen += 1
        return self.seen >= self.nth and (not self.count or self.seen < self.nth + self.count)

    def refusal(self) -> ApiError | None:
        """Return what Telegram answers, or None if the fault is not an answer."""
        if self.kind == "too_many_requests":
            return too_many_requests(self.retry_after)
        if self.kind == "blocked":
            return blocked()
        if self.kind == "migrate":
            description = "Bad Request: group chat was upgraded to a supergroup chat"
            return ApiError(400, description, {"migrate_to_chat_id": self.migrate_to})
        if self.kind == "error":
            return ApiError(self.error_code, self.description)
        return None

    def _matches(self, method: str, chat_id: str | None) -> bool:
        if self.chat_id is not None and str(self.chat_id) != chat_id:
            return False
        if self.method == EVERYTHING:
            return method not in NEVER_BY_STAR
        return self.method.lower() == method


class Faults:
    """The scripts in force, oldest first. The first that strikes decides; all of them count."""

    def __init__(self) -> None:
        """Begin with none."""
        self._faults: list[Fault] = []
        self._last = 0

    def add(self, wanted: Object) -> Fault:
        """Add a script from its JSON; raises CustomerError for an unknown kind or field."""
        if wanted.get("kind") not in get_args(Kind):
            reject("unknown_fault_kind")
        self._last += 1
        try:
            fault = Fault(**{**wanted, "id": self._last, "seen": 0})
        except TypeError:
            reject("unknown_fault_field")
        self._faults.append(fault)
        return fault

    def strike(self, method: str, chat_id: str | None) -> Fault | None:
        """Return the fault that falls on this call, or None."""
        struck = [fault for fault in self._faults if fault.strikes(method, chat_id)]
        return struck[0] if struck else None

    def remove(self, fault_id: int | None = None) -> None:
        """Take away one script, or all."""
        self._faults = [each for each in self._faults if fault_id not in {None, each.id}]

    def all(self) -> list[Object]:
        """Return the scripts as JSON objects."""
        return [asdict(fault) for fault in self._faults]
