"""Times, ages, sums and quantities in both languages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from backoffice import figures
from backoffice.pages import translator

NOW = datetime(2026, 3, 3, 21, 30, tzinfo=UTC)
NAIROBI = "Africa/Nairobi"


def test_it_tells_the_time_of_the_place() -> None:
    assert figures.clock(NOW, zone=NAIROBI) == "00:30"
    assert figures.moment(NOW, zone=NAIROBI, language="sw") == "4 Machi 2026, 00:30"


@pytest.mark.parametrize(
    ("hours", "language", "expected"),
    [
        (0, "sw", "Leo"),
        (1, "sw", "Jana"),
        (1, "en", "Yesterday"),
        (49, "sw", "Jumapili 1 Machi 2026"),
        (49, "en", "Sunday 1 March 2026"),
    ],
)
def test_it_names_the_day_of_the_place(hours: int, language: str, expected: str) -> None:
    at = NOW - timedelta(hours=hours)
    named = figures.day(translator(language), at, zone=NAIROBI, language=language, now=NOW)

    assert named == expected


@pytest.mark.parametrize(
    ("seconds", "swahili", "english"),
    [
        (-5, "sasa hivi", "just now"),
        (59, "sasa hivi", "just now"),
        (60, "dk 1", "1 min"),
        (3600, "saa 1", "1 h"),
        (172_800, "siku 2", "2 d"),
    ],
)
def test_it_says_how_long_ago(seconds: int, swahili: str, english: str) -> None:
    since = NOW - timedelta(seconds=seconds)

    assert figures.age(translator("sw"), since, now=NOW) == swahili
    assert figures.age(translator("en"), since, now=NOW) == english


def test_it_writes_no_needless_zeros() -> None:
    assert figures.quantity(Decimal("2.500"), language="en") == "2.5"
    assert figures.quantity(Decimal(2), language="sw") == "2"
