"""News for open chat pages: publish and listen. What is new lives with whoever publishes it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator

from bot.playground.shapes import Object


class Feed:
    """Numbers every change and hands it to whoever listens at that moment."""

    def __init__(self) -> None:
        """Begin with no listener and sequence number 0."""
        self.seq = 0
        # Tells a page that reconnects whether it still talks to the same playground.
        self.run = secrets.token_hex(8)
        self._listeners: set[asyncio.Queue[Object | None]] = set()

    def publish(self, kind: str, **data: object) -> int:
        """Tell every listener; return the sequence number of the change."""
        self.seq += 1
        for listener in self._listeners:
            listener.put_nowait({"seq": self.seq, "kind": kind, **data})
        return self.seq

    async def listen(self, heartbeat: float = 15.0) -> AsyncIterator[Object]:
        """Yield news as it happens, and a "beat" after each quiet `heartbeat` seconds."""
        queue: asyncio.Queue[Object | None] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield {"seq": self.seq, "kind": "hello", "run": self.run}
            while True:
                try:
                    news = await asyncio.wait_for(queue.get(), heartbeat)
                except TimeoutError:
                    news = {"seq": self.seq, "kind": "beat"}
                if news is None:
                    return
                yield news
        finally:
            self._listeners.discard(queue)

    def close(self) -> None:
        """End every listener, so that the server can stop."""
        for listener in self._listeners:
            listener.put_nowait(None)
