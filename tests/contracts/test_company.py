"""The sample business is complete in both languages and can be loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpdesk.services import profile
from helpdesk.services.reading.words import key_of

FOLDER = Path(__file__).parents[2] / "company"
COMPANY = profile.read(FOLDER)


def test_it_has_the_eight_departments() -> None:
    assert set(COMPANY.departments) == {
        "customer_service",
        "sales",
        "marketing",
        "storage",
        "accounting",
        "hr",
        "production",
        "administration",
    }


def test_it_sells_about_twenty_products() -> None:
    assert 18 <= len(COMPANY.goods) <= 30


def test_it_names_everything_in_both_languages() -> None:
    named = [*COMPANY.departments.values(), *(goods.names for goods in COMPANY.goods)]
    assert [names for names in named if not (names.sw and names.en)] == []
    assert [names for names in named if names.sw == names.en] == []


def test_it_uses_no_name_for_two_things() -> None:
    called = [
        key_of(name)
        for goods in COMPANY.goods
        for name in (goods.names.sw, goods.names.en, *goods.aliases)
    ]
    assert len(called) == len(set(called))


@pytest.mark.parametrize("goods", COMPANY.goods, ids=lambda goods: goods.code)
def test_it_prices_and_stocks_every_product(goods: profile.Goods) -> None:
    assert goods.price > 0
    assert goods.stock > 0
    assert goods.unit in COMPANY.units


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.yml")), ids=lambda file: file.name)
def test_it_tells_its_owner_in_both_languages_how_to_edit_it(file: Path) -> None:
    head = file.read_text("utf-8").partition("\n\n")[0]
    swahili, _, english = head.partition("#\n")
    assert swahili.startswith("# ")
    assert english.startswith("# ")
