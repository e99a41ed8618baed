"""Days by name, by number and by distance."""

from __future__ import annotations

import pytest

from tests.unit.rasa.entities.reading import found_by, values_by

TIMES = "ofisi_times"
DAYS = {
    "leo": "2026-11-23",
    "leo leo": "2026-11-23",
    "kesho": "2026-11-24",
    "tmrw": "2026-11-24",
    "kesho kutwa": "2026-11-25",
    "mtondo": "2026-11-26",
    "jana": "2026-11-22",
    "juzi": "2026-11-21",
    "day before yesterday": "2026-11-21",
    "jumatatu": "2026-11-30",
    "jumanne": "2026-11-24",
    "jtano": "2026-11-25",
    "alhamisi": "2026-11-26",
    "ijumaa ijayo": "2026-11-27",
    "jmosi": "2026-11-28",
    "jumapili iliyopita": "2026-11-22",
    "last monday": "2026-11-16",
    "next monday": "2026-11-30",
    "tuesday next week": "2026-12-01",
    "ijumaa ya wiki ijayo": "2026-12-04",
    "tarehe 5": "2026-12-05",
    "tarehe 25": "2026-11-25",
    "tarehe mosi": "2026-12-01",
    "tarehe 5 mwezi wa 12": "2026-12-05",
    "5 Desemba": "2026-12-05",
    "Dec 5th": "2026-12-05",
    "5/12/2026": "2026-12-05",
    "5-12-26": "2026-12-05",
    "2026-12-05": "2026-12-05",
    "siku mbili zilizopita": "2026-11-21",
    "two days ago": "2026-11-21",
    "baada ya siku tatu": "2026-11-26",
    "in 3 days": "2026-11-26",
    "mwisho wa mwezi": "2026-11-30",
    "a month ago": "2026-10-23",
}


@pytest.mark.parametrize(("text", "value"), DAYS.items())
def test_it_reads_the_day(text: str, value: str) -> None:
    assert values_by(TIMES, text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("nililipa ijumaa", "2026-11-20"),
        ("I paid on friday", "2026-11-20"),
        ("nitalipa ijumaa", "2026-11-27"),
        ("mlisema mtaleta ijumaa", "2026-11-27"),
        ("nililipa tarehe 5", "2026-11-05"),
        ("tangu jumamosi", "2026-11-21"),
    ],
)
def test_it_tells_what_has_been_from_what_will_be(text: str, value: str) -> None:
    assert values_by(TIMES, text) == [value]


@pytest.mark.parametrize(
    ("text", "value", "span"),
    [
        ("wiki ijayo", "2026-11-30", "week"),
        ("last week", "2026-11-16", "week"),
        ("mwezi ujao", "2026-12-01", "month"),
    ],
)
def test_it_gives_the_first_day_of_a_span(text: str, value: str, span: str) -> None:
    (one,) = found_by(TIMES, text)
    assert (one.value, one.detail) == (value, {"span": span})


def test_it_keeps_the_part_of_a_day_without_an_hour() -> None:
    (one,) = found_by(TIMES, "kesho asubuhi")
    assert (one.value, one.detail) == ("2026-11-24", {"part": "morning"})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("kesho saa tatu asubuhi", "2026-11-24T09:00"),
        ("saa kumi na moja alfajiri kesho", "2026-11-24T05:00"),
        ("tomorrow saa nne asubuhi", "2026-11-24T10:00"),
        ("leo by 5pm", "2026-11-23T17:00"),
        ("baada ya saa moja", "2026-11-23T11:00"),
        ("dakika ishirini zilizopita", "2026-11-23T09:40"),
    ],
)
def test_it_joins_day_and_hour(text: str, value: str) -> None:
    assert values_by(TIMES, text) == [value]


@pytest.mark.parametrize("text", ["habari za leo", "31/02/2026", "tarehe 45", "kwa siku tatu"])
def test_it_finds_no_day_where_none_is_meant(text: str) -> None:
    assert values_by(TIMES, text) == []


def test_it_finds_nothing_without_knowing_the_moment() -> None:
    assert values_by(TIMES, "kesho saa tatu asubuhi", None) == []
