"""Which one of several is meant."""

from __future__ import annotations

import pytest

from tests.unit.rasa.entities.reading import values_by

ORDINALS = "ofisi_ordinals"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ya kwanza", "1"),
        ("ya pili", "2"),
        ("wa tatu", "3"),
        ("cha mwisho", "-1"),
        ("ile ya mwisho", "-1"),
        ("the first one", "1"),
        ("2nd", "2"),
        ("number two", "2"),
        ("namba mbili", "2"),
        ("namba 3", "3"),
        ("the last one", "-1"),
        ("oda namba 2 iko wapi", "2"),
        ("#4", "4"),
        ("second", "2"),
    ],
)
def test_it_reads_which_one(text: str, value: str) -> None:
    assert values_by(ORDINALS, text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "mara ya kwanza",
        "ni mara yangu ya kwanza",
        "for the first time",
        "namba yangu",
        "namba 0712 345 678",
        "nyumba namba 12",
        "hold on a second",
        "the last two days",
        "kwanza kabisa",
        "namba 2kg",
    ],
)
def test_it_finds_no_choice_where_none_is_made(text: str) -> None:
    assert values_by(ORDINALS, text) == []
