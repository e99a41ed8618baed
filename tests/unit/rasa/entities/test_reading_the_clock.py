"""Hours by the Swahili clock and the English one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.unit.rasa.entities.reading import NOW, found_by, values_by

TIMES = "ofisi_times"
HOURS = {
    "saa moja asubuhi": "T07:00",
    "saa 1 asubuhi": "T07:00",
    "saa tano asubuhi": "T11:00",
    "saa sita mchana": "T12:00",
    "saa tisa alasiri": "T15:00",
    "saa kumi na moja jioni": "T17:00",
    "saa kumi na mbili jioni": "T18:00",
    "saa moja jioni": "T19:00",
    "saa moja usiku": "T19:00",
    "saa tano usiku": "T23:00",
    "saa kumi na moja alfajiri": "T05:00",
    "saa kumi na mbili asubuhi": "T06:00",
    "saa tatu na nusu asubuhi": "T09:30",
    "saa tatu unusu asubuhi": "T09:30",
    "saa 3:30 asubuhi": "T09:30",
    "saa 3.30 asubuhi": "T09:30",
    "saa nne kasoro robo asubuhi": "T09:45",
    "saa nne kasorobo asubuhi": "T09:45",
    "saa moja kasoro dakika tano usiku": "T18:55",
    "saa mbili na dakika kumi na tano usiku": "T20:15",
    "asubuhi saa tatu": "T09:00",
    "saa tatu za asubuhi": "T09:00",
    "saa 3 asbh": "T09:00",
    "saa 15:30": "T15:30",
    "9:30": "T09:30",
    "21:15": "T21:15",
    "3:30 asubuhi": "T09:30",
    "9:30 asubuhi": "T09:30",
    "9am": "T09:00",
    "12 am": "T00:00",
    "12pm": "T12:00",
    "at 3 in the afternoon": "T15:00",
    "half past nine in the morning": "T09:30",
    "quarter to 6 pm": "T17:45",
    "saa 3pm": "T15:00",
    "1400hrs": "T14:00",
    "noon": "T12:00",
}
HALF = {
    "saa tatu": (3, "swahili"),
    "saa 9:30": (9, "swahili"),
    "at 9": (9, "english"),
    "half past nine": (9, "english"),
    "saa 9 asubuhi": (9, "swahili"),
}


@pytest.mark.parametrize(("text", "value"), HOURS.items())
def test_it_reads_the_hour(text: str, value: str) -> None:
    assert values_by(TIMES, text) == [value]


@pytest.mark.parametrize(("text", "hour"), HALF.items())
def test_it_asks_for_the_part_of_the_day(text: str, hour: tuple[int, str]) -> None:
    (one,) = found_by(TIMES, text)
    assert one.value == "?"
    assert one.detail["ask"] == "day_part"
    assert (one.detail["hour"], one.detail["clock"]) == hour


def test_it_keeps_the_day_while_it_asks_for_the_part() -> None:
    (one,) = found_by(TIMES, "kesho saa tatu")
    assert one.value == "2026-11-24"
    assert one.detail == {"ask": "day_part", "hour": 3, "clock": "swahili"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("saa nane usiku", "2026-11-24T02:00"),
        ("leo saa nane usiku", "2026-11-24T02:00"),
        ("kesho saa sita usiku", "2026-11-25T00:00"),
        ("jana saa nane usiku", "2026-11-23T02:00"),
        ("midnight", "2026-11-24T00:00"),
    ],
)
def test_it_counts_the_small_hours_to_the_night_before(text: str, value: str) -> None:
    assert values_by(TIMES, text) == [value]


def test_it_means_the_small_hours_that_come_next() -> None:
    at_one = NOW - timedelta(hours=9)
    assert values_by(TIMES, "saa nane usiku", at_one) == ["2026-11-23T02:00"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("saa mbili mpaka saa nne asubuhi", ["T08:00", "T10:00"]),
        ("from 2 to 4pm", ["T14:00", "T16:00"]),
        ("between 9 and 10 in the morning", ["T09:00", "T10:00"]),
    ],
)
def test_it_reads_a_range_by_its_end(text: str, values: list[str]) -> None:
    assert values_by(TIMES, text) == values


@pytest.mark.parametrize(
    "text",
    [
        "saa ngapi",
        "nimesubiri saa moja",
        "masaa 24",
        "kwa nusu saa",
        "asubuhi",
        "between 2 and 3 kilos",
    ],
)
def test_it_finds_no_hour_in_how_long_or_when(text: str) -> None:
    assert values_by(TIMES, text) == []
