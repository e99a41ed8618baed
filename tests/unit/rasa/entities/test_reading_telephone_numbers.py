"""Telephone numbers within sentences."""

from __future__ import annotations

import pytest

from tests.unit.rasa.entities.reading import values_by

PHONES = "ofisi_phones"
HOME = "+255712345678"


@pytest.mark.parametrize(
    "text",
    [
        "namba yangu ni 0712 345 678",
        "0712-345-678",
        "+255 712 345 678",
        "255712345678",
        "+255 (0) 712 345 678",
        "namba yangu ni 712345678",
        "0712345678, nipigie kesho",
    ],
)
def test_it_reads_a_number_however_written(text: str) -> None:
    assert values_by(PHONES, text) == [HOME]


def test_it_reads_a_neighbours_number() -> None:
    assert values_by(PHONES, "call +254722000111") == ["+254722000111"]


def test_it_reads_two_numbers() -> None:
    assert values_by(PHONES, "0712345678 0655112233") == [HOME, "+255655112233"]


@pytest.mark.parametrize("text", ["712345678", "07123", "20,000", "1" * 400, "0000000000"])
def test_it_takes_no_other_digits_for_a_number(text: str) -> None:
    assert values_by(PHONES, text) == []
