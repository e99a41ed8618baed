"""Quantities exactly as they were said, and the things they belong to."""

from __future__ import annotations

import pytest

from tests.understood import entities_in

SAID = {
    "kilo mbili na nusu": ("2.5", "kg"),
    "dazeni moja": ("1", "dozen"),
    "2kg": ("2", "kg"),
    "2KG": ("2", "kg"),
    "nusu lita": ("0.5", "litre"),
    "½ lita": ("0.5", "litre"),
    "1½kg": ("1.5", "kg"),
    "robo tatu kilo": ("0.75", "kg"),
    "lita mbili unusu": ("2.5", "litre"),
    "kilo na robo": ("1.25", "kg"),
    "gramu mia mbili na hamsini": ("250", "gram"),
    "2,5 kg": ("2.5", "kg"),
    "1,000 kg": ("1000", "kg"),
    "two and a half litres": ("2.5", "litre"),
    "a quarter kilo": ("0.25", "kg"),
    "half a dozen": ("0.5", "dozen"),
    "vipande viwili": ("2", "piece"),
    "paketi kumi na mbili": ("12", "packet"),
    "kilooo mbili": ("2", "kg"),
    "dazen 3": ("3", "dozen"),
    "minus two kilos": ("-2", "kg"),
    "kilo 2-3": ("?", "kg"),
    "tano": ("5", None),
}


@pytest.mark.parametrize(("text", "said"), SAID.items())
def test_it_reads_a_quantity_with_its_unit(text: str, said: tuple[str, str | None]) -> None:
    (one,) = entities_in(text)
    assert (one["entity"], one["value"], one["unit"]) == ("quantity", *said)
    assert "group" not in one


def groups(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in entities_in(text):
        found.setdefault(one.get("group", ""), []).append(one["value"])
    return {group: sorted(values) for group, values in found.items()}


def test_it_ties_each_quantity_to_its_goods() -> None:
    assert groups("sukari 2kg na mchele nusu kilo") == {"1": ["2", "sugar"], "2": ["0.5", "rice"]}


def test_it_gives_one_quantity_to_each_that_was_named() -> None:
    assert groups("sukari na mchele kilo mbili kila moja") == {
        "1": ["2", "sugar"],
        "2": ["2", "rice"],
    }


def test_it_says_which_goods_a_word_may_mean() -> None:
    kinds = {one["entity"]: one["value"] for one in entities_in("sabuni tatu")}
    assert kinds == {"product_unclear": "washing-soap|bath-soap", "quantity": "3"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sukari kilo 1/0", "0"),
        ("sukari kilo " + "9" * 400, "1000000000"),
        ("sukari kilo 0." + "3" * 400, "?"),
        ("sukari kilo 2.50", "2.5"),
        ("sukari kilo 100", "100"),
    ],
)
def test_it_writes_any_number_down_in_a_few_signs(text: str, value: str) -> None:
    assert [one["value"] for one in entities_in(text)] == ["sugar", value]
