"""Names of goods as people write them, and words that only look like goods."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from bot.rasa.entities.pipeline import build, entities_of, words_left
from helpdesk.services import profile
from helpdesk.services.company_file import Names
from helpdesk.services.profile import Goods, Profile
from tests.factories import ROOT
from tests.understood import entities_in, words_left_in

FORMS = {
    "SUKARI": "sugar",
    "Súkâri": "sugar",
    "su\u200bka\u200dri": "sugar",
    "sukariiii": "sugar",
    "sukali": "sugar",
    "skari": "sugar",
    "suger": "sugar",
    "mjani chai": "tea",
    "onins": "onions",
    "margrine": "margarine",
    "marharagwe": "beans",
    "mikate": "bread",
    "kiazi": "potatoes",
    "kitunguu": "onions",
    "viberiti": "matches",
    "nyanya": "tomatoes",
    "mayai": "eggs",
    "egg": "eggs",
    "breads": "bread",
    "cooking oils": "cooking-oil",
    "cookingoil": "cooking-oil",
    "mafutayakula": "cooking-oil",
    "sabuni za kufulia": "washing-soap",
    "laundry soaps": "washing-soap",
}

OTHER = [
    "ice cream",  # no slip of rice
    "magari",  # cars are no margarine
    "kazi",  # work is no potato
    "futa oda yangu",  # to cancel is no oil
    "niko floor ya pili",  # no flour
    "leave it at the gate",  # no tea leaves
    "walio na shida",  # no wali
    "chumba namba tano",  # no salt
    "hali mbaya",  # bad is no egg
    "mungu awabariki",  # no salt
    "gari limebreak",
    "TKT-7K3M-9QXA 2moro b4 4got K7Q2M9",  # codes, and what is written like one
    "naomba mnibadilishie iwe mbili badala ya tatu",
    "please cancel one and change the other",
]


def codes(text: str) -> list[str]:
    return [one["value"] for one in entities_in(text) if one["entity"] == "product"]


@pytest.mark.parametrize(("written", "code"), FORMS.items())
def test_it_knows_the_goods_in_every_form(written: str, code: str) -> None:
    assert codes(f"nataka {written} tafadhali") == [code]


@pytest.mark.parametrize("text", OTHER)
def test_it_takes_other_words_for_what_they_are(text: str) -> None:
    assert [one["entity"] for one in entities_in(text) if "product" in one["entity"]] == []


@pytest.mark.parametrize(
    "text",
    ["nimesubiri siku mbili", "tumelipa mara tatu", "I waited two days", "watu 5", "nimelipa 2"],
)
def test_it_takes_nothing_counted_for_goods(text: str) -> None:
    assert [one for one in entities_in(text) if one["entity"] == "product_unknown"] == []


@pytest.mark.parametrize(
    "text", ["sukari2kg", "2kg sukari", "sukari-2kg", "SUKARI2KG", "skari2kg"]
)
def test_it_reads_words_without_spaces(text: str) -> None:
    assert {one["value"] for one in entities_in(text)} == {"2", "sugar"}


def test_it_says_where_the_words_stand_and_as_they_were_written() -> None:
    found = [(one["text"], one["start"], one["end"]) for one in entities_in("Nataka SUKARI  ½kg")]
    assert found == [("SUKARI", 7, 13), ("½kg", 15, 18)]


def test_it_keeps_words_nothing_is_known_about() -> None:
    assert words_left_in("nataka pizza kubwa tamu") == "pizza tamu"
    assert words_left_in("nataka sukari kilo 2") == ""


def with_goods(**more: Any) -> Profile:
    """The sample company, which also sells one thing more."""
    given = {"aliases": (), "unit": "piece", "price": 1, "stock": 1, **more}
    company = profile.read(ROOT / "company")
    return dataclasses.replace(company, goods=(*company.goods, Goods(code="new", **given)))


@pytest.mark.parametrize(
    ("names", "written"),
    [
        (Names("Chungwa", "Orange"), "machungwa 3"),
        (Names("Chungwa", "Orange"), "oranges 3"),
        (Names("Machungwa", "Oranges"), "chungwa 1"),
        (Names("Kikombe", "Cup"), "vikombe viwili"),
        (Names("Coca-Cola", "Coca-Cola"), "coca cola 3"),
        (Names("Coca-Cola", "Coca-Cola"), "Coca-Cola mbili"),
        (Names("7up", "7up"), "7 up mbili"),
        (Names("7up", "7up"), "7up mbili"),
        (Names("Chumvi na pilipili", "Salt and pepper"), "salt and pepper 2"),
    ],
)
def test_it_knows_new_goods_by_what_the_owner_wrote(names: Names, written: str) -> None:
    nlp = build(with_goods(names=names))
    assert next(one["value"] for one in entities_of(nlp(written))) == "new"


def test_it_knows_the_units_the_owner_named() -> None:
    company = with_goods(names=Names("Soda", "Soda"))
    units = {**company.units, "box": (Names("kreti", "crate"), Names("kreti", "crates"))}
    nlp = build(dataclasses.replace(company, units=units))
    (_, quantity) = entities_of(nlp("soda kreti mbili"))
    assert (quantity["value"], quantity["unit"]) == ("2", "box")


def test_it_forgets_words_of_no_name() -> None:
    nlp = build(profile.read(ROOT / "company"))
    finder: Any = nlp.get_pipe("ofisi_goods")
    finder.names.exact(["zzxxyyqq"])
    assert "zzxxyyqq" not in nlp.vocab.strings
    assert words_left(nlp("zzxxyyqq")) == "zzxxyyqq"
