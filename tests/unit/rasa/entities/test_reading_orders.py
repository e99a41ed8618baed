"""Sentences as customers write them, and exactly what they order."""

from __future__ import annotations

from decimal import Decimal

import pytest

from helpdesk.domain.company import Product
from helpdesk.services import profile
from helpdesk.services.reading.lines import ReadOrder, order_of
from tests.factories import ROOT
from tests.understood import entities_in

COMPANY = profile.read(ROOT / "company")
PRODUCTS = [
    Product(
        code=goods.code,
        name_sw=goods.names.sw,
        name_en=goods.names.en,
        aliases="|".join(goods.aliases),
        unit=goods.unit,
        price=goods.price,
        currency=COMPANY.currency,
        stock=goods.stock,
    )
    for goods in COMPANY.goods
]

CLEAR = {
    # Swahili
    "unga wa ngano kilo mbili na sukari kilo moja": "wheat-flour 2, sugar 1",
    "kilo mbili za unga na sukari 3kg": "maize-flour 2, sugar 3",
    "Nataka unga kilo mbili na mafuta lita moja": "maize-flour 2, cooking-oil 1",
    "sukari kilo mbili na nusu": "sugar 2.5",
    "nusu kilo ya maharage": "beans 0.5",
    "maharage robo tatu kilo": "beans 0.75",
    "naomba mnitumie sukari kilo mbili": "sugar 2",
    "mnipelekee kilo mbili za sukari": "sugar 2",
    "sukari 2kg mchele 3kg": "sugar 2, rice 3",
    "2kg sukari 3kg mchele": "sugar 2, rice 3",
    "sabuni za kufulia tatu": "washing-soap 3",
    "sabuni ya kuogea vipande viwili": "bath-soap 2",
    "mayai trei mbili": "eggs 2",
    "nusu trei ya mayai": "eggs 0.5",
    "mayai dazeni tano": "eggs 2",
    "kiberiti dazeni moja na nusu": "matches 1.5",
    "sukari na mchele kilo mbili kila moja": "sugar 2, rice 2",
    "gramu 500 za sukari": "sugar 0.5",
    "majani ya chai paketi mbili": "tea 2",
    "chai paketi 4": "tea 4",
    "maziwa lita mbili unusu": "milk 2.5",
    "maziwa nusu lita": "milk 0.5",
    "kilo ya sukari na lita ya maziwa": "sugar 1, milk 1",
    "mchere kilo kumi na mbili": "rice 12",
    "sukali kg 2": "sugar 2",
    "mikate miwili": "bread 2",
    "mkate mmoja": "bread 1",
    "sukari kilo mia mbili na hamsini": "sugar 250",
    "ishirini na tano kilo za mchele": "rice 25",
    "sukari: 2kg, mchele: 3kg": "sugar 2, rice 3",
    "sukari - 2kg": "sugar 2",
    "sukari, kilo mbili": "sugar 2",
    "kilo mbili, sukari": "sugar 2",
    "sukari kilo mbili na nusu lita ya mafuta": "sugar 2, cooking-oil 0.5",
    "nipe sukari kilo 2 na chumvi paketi 1 na viazi kilo 3": "sugar 2, salt 1, potatoes 3",
    "mkate mkubwa mmoja": "bread 1",
    "siagi makopo manne": "margarine 4",
    "dengu kilo mbili kwa mgeni wangu": "lentils 2",
    "six bars of bath soap": "bath-soap 6",
    "maji chupa 6": "drinking-water 6",
    "kilo tano za dengu leo saa tatu": "lentils 5",
    "ninahitaji maharagwe kilo tatu na nusu": "beans 3.5",
    "sukari kilo mbili na sukari kilo moja": "sugar 3",
    "sukari kilo 2, namba yangu 0712345678": "sugar 2",
    "vitunguu kilo mbili\nnyanya kilo moja": "onions 2, tomatoes 1",
    "habari, naomba kuagiza unga wa sembe kg 10 tafadhali": "maize-flour 10",
    # English
    "2kg of rice and 3 litres of cooking oil": "rice 2, cooking-oil 3",
    "I want two kilos of flour and a litre of oil": "maize-flour 2, cooking-oil 1",
    "Hello, I want to order 2 kg of sugar and 3 kg of rice": "sugar 2, rice 3",
    "3 x bar soap": "washing-soap 3",
    "bar soap x3": "washing-soap 3",
    "a tray of eggs": "eggs 1",
    "half a tray of eggs": "eggs 0.5",
    "dozen matches": "matches 1",
    "2kg each of rice and sugar": "rice 2, sugar 2",
    "500g sugar": "sugar 0.5",
    "½ kg sugar": "sugar 0.5",
    "1½ kg of beans": "beans 1.5",
    "1 1/2 kg beans": "beans 1.5",
    "two and a half kilos of tomatoes": "tomatoes 2.5",
    "a kilo and a half of onions": "onions 1.5",
    "milk 500ml": "milk 0.5",
    "suger 3 kg": "sugar 3",
    "2 loaves of bread": "bread 2",
    "twenty five kg of rice": "rice 25",
    "6 bottles of water": "drinking-water 6",
    "rice 2.5kg": "rice 2.5",
    "rice 2,5 kg": "rice 2.5",
    "sugar 1,000 kg": "sugar 1000",
    "toilet paper 2 packets, matches 1 dozen": "toilet-paper 2, matches 1",
    # Both at once
    "naomba rice kilo 3 na cooking oil lita mbili": "rice 3, cooking-oil 2",
    "I need sukari 2kg pls na eggs trei moja": "sugar 2, eggs 1",
}

ASKED = {
    "sukari": "quantity_missing sukari",
    "nataka sukari kilo": "quantity_missing sukari",
    "mayai 30": "quantity_missing mayai",  # thirty trays, or one?
    "a dozen eggs": "quantity_missing eggs",  # eggs are sold by the tray
    "viazi gunia moja": "quantity_missing viazi",
    "mafuta dumu moja": "quantity_missing mafuta",
    "tani mbili za sukari": "quantity_too_large sukari",
    "sukari ya 2000": "quantity_missing sukari",
    "maharage ya elfu mbili": "quantity_missing maharage",
    "tsh 3,000 ya sukari": "quantity_missing sukari",
    "sukari kilo 2-3": "quantity_missing sukari",
    "mchele kilo mbili au tatu": "quantity_missing mchele",
    "sukari kilo 0": "quantity_invalid sukari",
    "sukari -2kg": "quantity_invalid sukari",
    "minus two kilos of sugar": "quantity_invalid sugar",
    "sukari kilo 1/0": "quantity_invalid sukari",
    "mkate mmoja na nusu": "quantity_invalid mkate",
    "a million kilos of rice": "quantity_too_large rice",
    "sukari kilo milioni moja": "quantity_too_large sukari",
    "sukari kilo 1,000,000": "quantity_too_large sukari",
    "sukari kilo 1001": "quantity_too_large sukari",
    "sabuni tatu": "product_unclear sabuni",
    "5 soap": "product_unclear soap",
}

UNKNOWN = {
    "magari 3": ["magari"],
    "nataka pizza mbili": ["pizza"],
    "3 bicycles": ["bicycles"],
    "mafuta ya taa lita 2": ["mafuta ya taa"],
    "2kg brown sugar": ["brown sugar"],
    "sukari guru kilo mbili": ["sukari guru"],
    "unga wa mchele kilo 2": ["unga wa mchele"],
    "unga wa mtama": ["unga wa mtama"],
}


def read(text: str) -> ReadOrder:
    return order_of(entities_in(text), PRODUCTS)


@pytest.mark.parametrize(("sentence", "lines"), CLEAR.items())
def test_it_reads_every_product_with_its_quantity(sentence: str, lines: str) -> None:
    order = read(sentence)
    written = [f"{line.product.code} {line.quantity.normalize():f}" for line in order.lines]
    assert ", ".join(written) == lines
    assert (order.unknown, order.problems) == ([], [])


@pytest.mark.parametrize(("sentence", "problem"), ASKED.items())
def test_it_asks_instead_of_guessing(sentence: str, problem: str) -> None:
    order = read(sentence)
    assert [f"{found.code} {found.text}" for found in order.problems] == [problem]
    assert order.lines == []


@pytest.mark.parametrize(("sentence", "unknown"), UNKNOWN.items())
def test_it_names_what_is_not_sold(sentence: str, unknown: list[str]) -> None:
    order = read(sentence)
    assert order.unknown == unknown
    assert (order.lines, order.problems) == ([], [])


def test_it_keeps_what_is_clear_beside_what_is_not() -> None:
    order = read("sukari kilo 2 na magari 3")
    assert [line.product.code for line in order.lines] == ["sugar"]
    assert order.unknown == ["magari"]


@pytest.mark.parametrize("sentence", ["kilo mbili", "2kg"])
def test_it_gives_back_a_quantity_without_a_product(sentence: str) -> None:
    spare = read(sentence).spare
    assert spare is not None
    assert (spare.value, spare.unit) == (Decimal(2), "kg")


@pytest.mark.parametrize("sentence", ["", "nataka kuagiza", "habari za leo", "/=", "🍞🍞", "-"])
def test_it_finds_nothing_where_nothing_is_ordered(sentence: str) -> None:
    assert read(sentence) == ReadOrder()


def test_it_offers_the_products_a_word_may_mean() -> None:
    (problem,) = read("sabuni tatu").problems
    assert [choice.code for choice in problem.choices] == ["washing-soap", "bath-soap"]


def test_it_is_not_held_up_by_a_very_long_text() -> None:
    assert read("sukari kilo moja na " * 5000).problems == []
