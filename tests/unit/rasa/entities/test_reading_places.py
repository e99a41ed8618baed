"""Areas of delivery.yml within sentences."""

from __future__ import annotations

import pytest

from tests.unit.rasa.entities.reading import values_by

PLACES = "ofisi_places"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("mnapeleka Sinza?", "sinza"),
        ("MNAPELEKA SINZA", "sinza"),
        ("nipo gongo la mboto", "gongo-la-mboto"),
        ("kariakooo", "kariakoo"),
        ("nipo msasni", "msasani"),
        ("I stay in kinondni", "kinondoni"),
        ("Chang'ombe", "changombe"),
        ("delivery to Westlands", "westlands"),
        ("Mbezi Beach", "mbezi-beach"),
        ("nipo Moshi", "moshi"),
    ],
)
def test_it_finds_the_area(text: str, code: str) -> None:
    assert values_by(PLACES, text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "kuna moshi mwingi",
        "mhudumu mbaya",
        "tangu jana",
        "huduma ni mbaya",
        "Morogoro Road",
        "mbezi",
    ],
)
def test_it_takes_no_common_word_for_an_area(text: str) -> None:
    assert values_by(PLACES, text) == []


def test_it_finds_one_place_by_two_of_its_names() -> None:
    assert values_by(PLACES, "Kibaha, maili moja") == ["kibaha"]
