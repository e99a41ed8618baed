"""What waits for the bot: kept until confirmed or too old. Fetching and pushing live elsewhere."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.playground.shapes import Clock, Ids, Object

MESSAGES_KEPT = timedelta(hours=24)
PRESSES_KEPT = timedelta(seconds=150)
# Telegram sends these only to a bot that asks for them by name.
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass
class Pending:
    """One update, and how the webhook has fared with it."""

    update: Object
    lane: str
    expires_at: datetime
    failures: int = 0
    retry_at: datetime | None = None

    @property
    def update_id(self) -> int:
        """Return the number the bot confirms."""
        return int(self.update["update_id"])


class Updates:
    """The bot's queue. Reading never removes anything: only a confirmation or age does."""

    def __init__(self, clock: Clock, ids: Ids) -> None:
        """Begin empty, accepting every default kind."""
        self.allowed: frozenset[str] | None = None
        self.wakers: set[asyncio.Event] = set()
        self._clock = clock
        self._ids = ids
        self._pending: list[Pending] = []

    def put(self, kind: str, body: object, *, lane: str, kept: timedelta = MESSAGES_KEPT) -> int:
        """Queue an update of a kind ("message", "callback_query", …); return its number."""
        return self.put_raw({"update_id": self._ids.next(), kind: body}, lane=lane, kept=kept)

    def put_raw(self, update: Object, *, lane: str, kept: timedelta = MESSAGES_KEPT) -> int:
        """Queue an update as it stands, numbered if it has no number; return its number."""
        numbered = update if "update_id" in update else {"update_id": self._ids.next(), **update}
        pending = Pending(numbered, lane, self._clock() + kept)
        if self._wanted(numbered):
            self._pending.append(pending)
            self.wake()
        return pending.update_id

    def waiting(self) -> list[Pending]:
        """Return what is not yet confirmed, oldest first, after dropping what is too old."""
        now = self._clock()
        self._pending = [each for each in self._pending if each.expires_at > now]
        return list(self._pending)

    def confirm(self, offset: int) -> None:
        """Delete every update below `offset`; a negative one keeps only that many of the last."""
        if offset < 0:
            self._pending = self.waiting()[offset:]
        elif offset > 0:
            self._pending = [each for each in self._pending if each.update_id >= offset]

    def remove(self, pending: Pending) -> None:
        """Delete one update that the webhook took."""
        self._pending = [each for each in self._pending if each is not pending]

    def clear(self) -> None:
        """Delete everything that waits."""
        self._pending = []

    def allow(self, kinds: object) -> None:
        """Take only these kinds from now on; an empty list means Telegram's default."""
        if isinstance(kinds, list):
            self.allowed = frozenset(str(kind) for kind in kinds) or None

    def wake(self) -> None:
        """Tell whoever waits that something changed."""
        for waker in self.wakers:
            waker.set()

    def _wanted(self, update: Object) -> bool:
        kinds = set(update) - {"update_id"}
        if self.allowed is None:
            return not kinds & ON_REQUEST
        return not kinds or bool(kinds & self.allowed)
