"""Sums of money in digits and words, and what is none."""

from __future__ import annotations

import pytest

from tests.unit.rasa.entities.reading import found_by, values_by

MONEY = "ofisi_money"
SUMS = {
    "elfu moja mia tano": "1500",
    "KSh 1,500": "1500",
    "TSh 20,000/=": "20000",
    "TSh20,000": "20000",
    "Tsh.10000": "10000",
    "tsh 20.000": "20000",
    "2k": "2000",
    "2.5k": "2500",
    "ksh 1.5k": "1500",
    "laki moja": "100000",
    "laki moja na nusu": "150000",
    "mil 1.5": "1500000",
    "milioni mbili na nusu": "2500000",
    "shilingi mia tano": "500",
    "sh 500": "500",
    "500 bob": "500",
    "20,000/-": "20000",
    "buku": "1000",
    "buku tano": "5000",
    "elfu 20": "20000",
    "elfu kumi na mbili": "12000",
    "elfu thelathini na tano mia nane": "35800",
    "elfu ishirini na mia tano": "20500",
    "bei mia mbili hamsini": "250",
    "nimelipa 500": "500",
    "I paid five hundred": "500",
    "KES 750.50": "750.5",
    "half a million": "500000",
    "two thousand five hundred": "2500",
}


@pytest.mark.parametrize(("text", "value"), SUMS.items())
def test_it_reads_the_sum(text: str, value: str) -> None:
    assert values_by(MONEY, text) == [value]


@pytest.mark.parametrize(
    ("text", "currency"),
    [("TSh 500", "TZS"), ("500 bob", "KES"), ("sh 500", None), ("2k", None), ("buku", "TZS")],
)
def test_it_says_the_currency_only_where_it_is_said(text: str, currency: str | None) -> None:
    (one,) = found_by(MONEY, text)
    assert one.detail == {"currency": currency}


@pytest.mark.parametrize(
    "text",
    ["2kg", "500", "mia tano", "kilo elfu moja", "watu elfu mbili", "nimelipa kilo 200", "1/2"],
)
def test_it_takes_no_quantity_for_money(text: str) -> None:
    assert values_by(MONEY, text) == []


def test_it_reads_the_second_sum_by_the_first() -> None:
    assert values_by(MONEY, "ni sh 1600 au 1800") == ["1600", "1800"]
    assert values_by(MONEY, "tsh 5500 badala ya 5000") == ["5500", "5000"]
