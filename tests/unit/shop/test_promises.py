"""Promises are reckoned in working time and said as people say them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from helpdesk.domain.enums import Priority, TicketKind
from helpdesk.services import company_sla, promises
from helpdesk.services.business_time import BusinessTime
from helpdesk.services.company_file import Names
from tests.factories import ROOT

ZONE = ZoneInfo("Africa/Dar_es_Salaam")
NINE_TO_FIVE = (9 * 60, 17 * 60)
WEEK = (*(NINE_TO_FIVE,) * 5, None, None)
STOCK_TAKING = Names("Kuhesabu mali", "Stock-taking")


def shop(**given: object) -> BusinessTime:
    told = {"closed": {}, "opened": frozenset(), **given}
    return BusinessTime("Africa/Dar_es_Salaam", "TZ", WEEK, **told)  # type: ignore[arg-type]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


MONDAY = at("2026-11-23 10:00")


@pytest.mark.parametrize(
    ("now", "hours", "due"),
    [
        ("2026-11-23 10:00", 4, "2026-11-23 14:00"),
        ("2026-11-23 15:00", 4, "2026-11-24 11:00"),  # two hours are left today
        ("2026-11-23 20:00", 1, "2026-11-24 10:00"),  # closed: counted from the morning on
        ("2026-11-27 16:00", 4, "2026-11-30 12:00"),  # over a weekend
        ("2026-12-08 16:00", 4, "2026-12-10 12:00"),  # over Independence Day
        ("2026-12-24 16:00", 4, "2026-12-28 12:00"),  # over Christmas and a weekend
        ("2026-11-23 09:00", 16, "2026-11-24 17:00"),
    ],
)
def test_it_counts_working_hours_only(now: str, hours: int, due: str) -> None:
    assert shop().after(at(now), timedelta(hours=hours)) == at(due)


def test_a_day_the_business_names_is_off_and_a_holiday_it_names_is_not() -> None:
    closed, opened = {date(2026, 11, 24): STOCK_TAKING}, frozenset({date(2026, 12, 9)})
    time = shop(closed=closed, opened=opened)

    assert time.day_off(date(2026, 11, 24)) == STOCK_TAKING
    assert not time.is_open(at("2026-11-24 10:00"))
    assert time.is_open(at("2026-12-09 10:00"))


def test_a_holiday_has_its_name_in_both_languages() -> None:
    assert shop().day_off(date(2026, 4, 3)) == Names("Ijumaa Kuu", "Good Friday")
    assert shop().day_off(date(2026, 3, 21)) == Names("Idi el-Fitri", "Eid al-Fitr")


def test_nobody_is_told_that_a_holiday_was_reckoned() -> None:
    kenya = BusinessTime("Africa/Nairobi", "KE", WEEK, {}, frozenset())
    days = [date(2026, 1, 1) + timedelta(days=ahead) for ahead in range(365)]
    names = [name for time in (shop(), kenya) for day in days if (name := time.day_off(day))]

    assert len(names) > 25
    assert not any("(" in name.sw + name.en for name in names)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("krismas mnafungua?", date(2026, 12, 25)),
        ("do you open on Christmas day", date(2026, 12, 25)),
        ("siku ya idi mtakuwepo?", date(2027, 3, 10)),
        ("nanenane mko wazi", date(2027, 8, 8)),
        ("mko wazi sasa?", None),
        ("siku za kazi ni zipi", None),
        ("are you open on good days", None),
    ],
)
def test_it_knows_holidays_by_their_names(text: str, day: date | None) -> None:
    assert shop().named_in(text, MONDAY.date()) == day


def test_a_business_that_is_never_open_promises_nothing() -> None:
    never = BusinessTime("Africa/Nairobi", "KE", (None,) * 7, {}, frozenset())

    assert never.after(MONDAY, timedelta(hours=1)) is None
    assert never.next_opening(MONDAY) is None
    assert promises.spoken(None, never, "sw", now=MONDAY) == "mapema iwezekanavyo"


SAID = {
    0: "saa sita usiku",
    3: "saa tisa usiku",
    5: "saa kumi na moja alfajiri",
    6: "saa kumi na mbili asubuhi",
    7: "saa moja asubuhi",
    10: "saa nne asubuhi",
    12: "saa sita mchana",
    13: "saa saba mchana",
    15: "saa tisa mchana",
    16: "saa kumi jioni",
    18: "saa kumi na mbili jioni",
    19: "saa moja usiku",
    23: "saa tano usiku",
}


@pytest.mark.parametrize(("hour", "said"), SAID.items())
def test_it_tells_the_swahili_clock(hour: int, said: str) -> None:
    moment = at(f"2026-11-24 {hour:02}:00")

    assert promises.spoken(moment, shop(), "sw", now=MONDAY) == f"kesho kabla ya {said}"


@pytest.mark.parametrize(
    ("when", "sw", "en"),
    [
        ("2026-11-23 16:00", "leo kabla ya saa kumi jioni", "before 4 pm today"),
        ("2026-11-24 10:30", "kesho kabla ya saa nne na nusu asubuhi", "before 10:30 am tomorrow"),
        (
            "2026-11-25 12:00",
            "keshokutwa kabla ya saa sita mchana",
            "before 12 pm the day after tomorrow",
        ),
        ("2026-11-27 09:00", "Ijumaa kabla ya saa tatu asubuhi", "before 9 am on Friday"),
        (
            "2026-12-01 09:00",
            "Jumanne 1 Desemba kabla ya saa tatu asubuhi",
            "before 9 am on Tuesday 1 December",
        ),
    ],
)
def test_it_names_the_day_as_people_do(when: str, sw: str, en: str) -> None:
    assert promises.spoken(at(when), shop(), "sw", now=MONDAY) == sw
    assert promises.spoken(at(when), shop(), "en", now=MONDAY) == en


@pytest.mark.parametrize(
    "story",
    [
        "nimekula mkate wenu nimeumwa tumbo",
        "mtoto wangu ametapika",
        "my child is sick after the milk",
        "nimetapeliwa pesa na dereva wenu",
    ],
)
def test_harm_cannot_wait(story: str) -> None:
    assert company_sla.read(ROOT / "company").is_urgent(story)


@pytest.mark.parametrize("story", ["unga ulikuwa na mawe", "you came late", ""])
def test_other_matters_can(story: str) -> None:
    assert not company_sla.read(ROOT / "company").is_urgent(story)


def test_what_is_urgent_is_promised_sooner() -> None:
    sla = company_sla.read(ROOT / "company")
    waits = [sla.until(TicketKind.COMPLAINT, priority) for priority in Priority]

    assert waits == sorted(waits, reverse=True)
    assert sla.until(TicketKind.REQUEST, Priority.NORMAL) == timedelta(hours=2)
