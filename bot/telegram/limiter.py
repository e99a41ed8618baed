"""How fast we may send: one a second per chat, 25 in all; no chat holds up another."""

from __future__ import annotations

from dataclasses import dataclass, field

PER_CHAT, CHAT_BURST = 1.0, 3.0
OVERALL, OVERALL_BURST = 25.0, 25.0
KEPT_CHATS = 1000


@dataclass
class Bucket:
    """So many tokens a second, up to a burst. Times are seconds of any steady clock."""

    rate: float
    burst: float
    tokens: float
    at: float

    def delay(self, now: float) -> float:
        """Take one token; how many seconds to wait until it is there."""
        self.tokens = min(self.burst, self.tokens + (now - self.at) * self.rate) - 1.0
        self.at = now
        return max(0.0, -self.tokens / self.rate)


@dataclass
class Limiter:
    """One bucket for all and one for each chat."""

    overall: Bucket = field(default_factory=lambda: Bucket(OVERALL, OVERALL_BURST, 25.0, 0.0))
    chats: dict[int, Bucket] = field(default_factory=dict)

    def delay(self, chat_id: int, now: float) -> float:
        """Seconds to wait before the next text to that chat, which is counted as sent then."""
        if len(self.chats) > KEPT_CHATS:
            self.chats = {k: b for k, b in self.chats.items() if now - b.at < CHAT_BURST}
        fresh = Bucket(PER_CHAT, CHAT_BURST, CHAT_BURST, now)
        bucket = self.chats.setdefault(chat_id, fresh)
        return max(bucket.delay(now), self.overall.delay(now))
