"""Telegram's pace, off until switched on: 30 messages a second in all, 1 a second per chat."""

from __future__ import annotations

import math
from collections import deque

from bot.playground.errors import too_many_requests
from bot.playground.shapes import Clock

PER_SECOND = 30
CHAT_INTERVAL = 1.0


class Limits:
    """Refuses what comes too fast. A refused call does not count."""

    def __init__(self, clock: Clock) -> None:
        """Begin switched off."""
        self.enabled = False
        self._clock = clock
        self._all: deque[float] = deque()
        self._chats: dict[int, float] = {}

    def check(self, chat_id: int) -> None:
        """Count one message to a chat; raises 429 with the seconds to wait."""
        if not self.enabled:
            return
        now = self._clock().timestamp()
        while self._all and self._all[0] <= now - 1:
            self._all.popleft()
        wait = self._chats.get(chat_id, -math.inf) + CHAT_INTERVAL - now
        if len(self._all) >= PER_SECOND:
            wait = max(wait, self._all[0] + 1 - now)
        if wait > 0:
            raise too_many_requests(math.ceil(wait))
        self._all.append(now)
        self._chats[chat_id] = now
