"""Names for the plain shapes that travel everywhere: JSON objects, clocks, ids, UTF-16 lengths."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

Object = dict[str, Any]
Clock = Callable[[], datetime]

EPOCH = datetime(2025, 1, 1, tzinfo=UTC)


class Ids:
    """A counter that only goes up."""

    def __init__(self, first: int) -> None:
        """Start just below `first`."""
        self._last = first - 1

    def next(self) -> int:
        """Return the next number."""
        self._last += 1
        return self._last


def utc_now() -> datetime:
    """Return the present, aware, in UTC."""
    return datetime.now(tz=UTC)


def first_id(now: datetime) -> int:
    """Return where a playground started at `now` begins to count.

    Tenths of a second since 2025 fit in 31 bits until 2031, and a restarted playground repeats
    no number unless the one before it saw more than ten updates a second all its life.
    """
    return max(1, int((now - EPOCH).total_seconds() * 10))


def seconds(moment: datetime) -> int:
    """Return Unix time in whole seconds, as Telegram dates everything."""
    return int(moment.timestamp())


def utf16_length(text: str) -> int:
    """Count UTF-16 code units, the measure of Telegram's limits and offsets."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
