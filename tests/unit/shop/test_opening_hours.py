"""When the office is open, and how it says so."""

from __future__ import annotations

from datetime import timedelta

from helpdesk.db.engine import Session
from helpdesk.services import hours
from tests.unit.shop.conftest import NOW

ZONE = "Africa/Dar_es_Salaam"


def test_it_is_open_on_a_monday_morning(session: Session) -> None:
    assert hours.is_open(session, timezone=ZONE, now=NOW)


def test_it_closes_by_the_local_clock(session: Session) -> None:
    five = NOW.replace(hour=14, minute=0)  # 17:00 in Dar es Salaam
    assert hours.is_open(session, timezone=ZONE, now=five - timedelta(minutes=1))
    assert not hours.is_open(session, timezone=ZONE, now=five)


def test_it_is_closed_on_a_sunday(session: Session) -> None:
    assert not hours.is_open(session, timezone=ZONE, now=NOW - timedelta(days=1))


def test_it_says_its_hours_in_both_languages(session: Session) -> None:
    swahili = "Jumatatu–Ijumaa 08:00–17:00, Jumamosi 09:00–14:00"
    assert hours.describe(session, "sw") == swahili
    assert hours.describe(session, "en") == "Monday–Friday 08:00–17:00, Saturday 09:00–14:00"
