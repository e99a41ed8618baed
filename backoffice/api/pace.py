"""How many requests a token may make: so many a minute, counted in this process."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil
from threading import Lock

PER_MINUTE = 600
WINDOW = timedelta(minutes=1)


class Pace:
    """A count for each token, begun anew each minute. Several consoles count each for itself."""

    def __init__(self, most: int = PER_MINUTE) -> None:
        self.most = most
        self._counts: dict[int, tuple[datetime, int]] = {}
        self._lock = Lock()

    def wait(self, token_id: int, *, now: datetime) -> int:
        """Count one request; in how many seconds the token may ask again, 0 if it may now."""
        with self._lock:
            since, count = self._counts.get(token_id, (now, 0))
            if now - since >= WINDOW:
                since, count = now, 0
            self._counts[token_id] = since, count + 1
        if count < self.most:
            return 0
        return max(1, ceil((since + WINDOW - now).total_seconds()))
