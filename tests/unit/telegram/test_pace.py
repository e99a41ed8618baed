from __future__ import annotations

import pytest

from bot.telegram.backoff import TURN_WAITS, wait
from bot.telegram.limiter import Limiter


def test_it_waits_longer_each_time_and_then_no_longer() -> None:
    waits = [wait(attempt, TURN_WAITS).total_seconds() for attempt in range(1, 9)]

    assert waits == [1, 2, 4, 8, 15, 30, 30, 30]


def test_it_lets_a_short_burst_through_and_then_one_a_second() -> None:
    limiter = Limiter()

    delays = [limiter.delay(7, 100.0) for _ in range(6)]

    assert delays == pytest.approx([0, 0, 0, 1, 2, 3])


def test_it_does_not_hold_up_one_chat_for_another() -> None:
    limiter = Limiter()
    for _ in range(10):
        limiter.delay(7, 100.0)

    assert limiter.delay(8, 100.0) == 0


def test_it_sends_no_more_than_25_a_second_in_all() -> None:
    limiter = Limiter()

    delays = [limiter.delay(chat, 100.0) for chat in range(50)]

    assert max(delays) == pytest.approx(1.0)
