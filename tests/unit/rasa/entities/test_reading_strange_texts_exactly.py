"""Texts nobody writes by hand, for the exact components: bounded, and no harm."""

from __future__ import annotations

import time

import pytest

from tests.unit.rasa.entities.reading import found_by

FACTORIES = [
    f"ofisi_{name}" for name in ("references", "phones", "times", "money", "places", "ordinals")
]
STRANGE = {
    "digits": "9" * 400,
    "spaced digits": "0 " * 5_000,
    "emoji": "🍞" * 5_000,
    "no width": "saa\u200b tatu\u200d" * 500,
    "hours": "saa " * 2_500,
    "thousands": "elfu mia " * 1_100,
    "tens": "kumi na " * 1_200,
    "codes": "AB1CD2EF3G " * 900,
    "letters": "T " * 5_000,
    "capital s": "ß" * 300 + " T-HM8T-YB765",
    "long": "kesho saa tatu asubuhi Sinza 0712345678 " * 250,
    "no zero": "1/0 0:00 00/00/0000 tarehe 0 saa 0 namba 0",
    "nothing": "",
}


@pytest.mark.parametrize("factory", FACTORIES)
@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_it_stands_any_text(factory: str, text: str) -> None:
    found_by(factory, "habari")
    started = time.perf_counter()
    found = found_by(factory, text)

    # Cutting the text into words takes the most of it; another program may use the machine.
    assert time.perf_counter() - started < 1
    assert all(0 <= one.start < one.end <= len(text) for one in found)
