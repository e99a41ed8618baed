"""Telephone numbers as customers type them."""

from __future__ import annotations

import pytest

from helpdesk.domain.errors import BadPhone
from helpdesk.services import phones


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0712 345 678", "+255712345678"),
        ("0712-345-678", "+255712345678"),
        ("255712345678", "+255712345678"),
        ("+255 712 345 678", "+255712345678"),
        ("+254 712 345678", "+254712345678"),
        ("namba yangu ni 0712345678", "+255712345678"),
        ("+256772123456", "+256772123456"),
        ("+250 788 123 456", "+250788123456"),
    ],
)
def test_it_reads_a_number_as_it_is_typed_in_the_country(typed: str, number: str) -> None:
    assert phones.read(typed, "TZ") == number


def test_it_reads_a_local_number_in_the_home_country_first() -> None:
    assert phones.read("0712345678", "KE") == "+254712345678"


@pytest.mark.parametrize("typed", ["", "  ", "sina", "0712", "12345678901234567890", "07" * 40])
def test_it_refuses_what_cannot_be_called(typed: str) -> None:
    with pytest.raises(BadPhone):
        phones.read(typed, "TZ")


def test_it_shows_numbers_with_spaces() -> None:
    assert phones.show("+255712345678") == "+255 712 345 678"


def test_it_gives_an_example_people_recognise() -> None:
    assert phones.read(phones.example("TZ"), "TZ").startswith("+255")
