"""Fetching updates by long polling, one poller at a time. The queue itself lives in `updates`."""

from __future__ import annotations

import asyncio

from bot.playground.errors import ApiError
from bot.playground.shapes import Object
from bot.playground.updates import Updates

LONGEST = 50
MOST = 100
OTHER_POLLER = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
SET_WEBHOOK = "Conflict: terminated by setWebhook request"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


class Turn:
    """One poller's wait, which somebody else may end."""

    def __init__(self) -> None:
        """Begin waiting."""
        self.waker = asyncio.Event()
        self.refusal: str | None = None
        self.over = False


class Poller:
    """Hands out what waits; a newer request ends an older one with a conflict."""

    def __init__(self, updates: Updates) -> None:
        """Poll this queue; nobody waits yet."""
        self._updates = updates
        self._turn: Turn | None = None

    async def poll(self, offset: int, limit: int, patience: float) -> list[Object]:
        """Confirm below `offset`, then wait up to `patience` seconds for at least one update."""
        self.interrupt(OTHER_POLLER)
        self._updates.confirm(offset)
        turn = self._turn = Turn()
        self._updates.wakers.add(turn.waker)
        try:
            return await self._wait(turn, max(offset, 0), limit, min(patience, LONGEST))
        finally:
            self._updates.wakers.discard(turn.waker)
            if self._turn is turn:
                self._turn = None

    def interrupt(self, refusal: str | None) -> None:
        """End the present wait: refused with a sentence, or empty-handed if None."""
        if self._turn is not None:
            self._turn.refusal = refusal
            self._turn.over = True
            self._turn.waker.set()

    async def _wait(self, turn: Turn, offset: int, limit: int, patience: float) -> list[Object]:
        deadline = asyncio.get_running_loop().time() + patience
        while True:
            if turn.refusal is not None:
                raise ApiError(409, turn.refusal)
            found = [each.update for each in self._updates.waiting() if each.update_id >= offset]
            left = deadline - asyncio.get_running_loop().time()
            if found or turn.over or left <= 0:
                return found[: min(max(limit, 1), MOST)]
            turn.waker.clear()
            try:
                await asyncio.wait_for(turn.waker.wait(), left)
            except TimeoutError:
                continue
