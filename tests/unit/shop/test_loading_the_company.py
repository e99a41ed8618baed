"""`company/` into the database, and what is wrong with it."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from helpdesk.db.engine import Session
from helpdesk.domain.errors import BadCompany, UnknownProduct
from helpdesk.services import catalogue, company, opening
from tests.unit.shop.conftest import COMPANY, NOW


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(COMPANY, tmp_path / "company"))


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_it_loads_as_often_as_you_like(session: Session, folder: Path) -> None:
    before = [(product.id, product.code) for product in catalogue.sold(session)]
    company.load(session, folder, now=NOW)
    assert [(product.id, product.code) for product in catalogue.sold(session)] == before


def test_it_leaves_the_stock_alone_after_the_first_time(session: Session, folder: Path) -> None:
    sugar = catalogue.by_code(session, "sugar")
    sugar.stock = Decimal(3)
    company.load(session, folder, now=NOW)
    assert catalogue.by_code(session, "sugar").stock == 3


def test_it_stops_selling_what_left_the_file(session: Session, folder: Path) -> None:
    file = folder / "products.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("- code: drinking-water")], encoding="utf-8")
    company.load(session, folder, now=NOW)
    with pytest.raises(UnknownProduct):
        catalogue.by_code(session, "drinking-water")


def test_it_changes_names_and_prices(session: Session, folder: Path) -> None:
    edit(folder / "products.yml", "price: 3000", "price: 3100.5")
    edit(folder / "departments.yml", "Mauzo", "Mauzo na Oda")
    company.load(session, folder, now=NOW)
    assert catalogue.by_code(session, "sugar").price == 310_050
    assert opening.department_id(session, "sales")


def test_it_moves_to_another_currency_by_one_line(session: Session, folder: Path) -> None:
    edit(folder / "business.yml", "currency: TZS", "currency: KES")
    company.load(session, folder, now=NOW)
    assert {product.currency for product in catalogue.sold(session)} == {"KES"}


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("products.yml", "products:", "products: [", "line 23"),
        ("products.yml", "  sw: Mchele\n", "", "'sw' is missing"),
        ("products.yml", "sukali,", "mchere,", "'mchere' stands twice"),
        ("products.yml", "unit: kg", "unit: stone", "unit 'stone' is not known"),
        ("products.yml", "price: 1800", "price: cheap", "'price' is not a number"),
        ("products.yml", "price: 1800", "price: -1", "'price' is not a number from zero up"),
        ("products.yml", "price: 1800", "price: 1.999", "too many decimals"),
        ("departments.yml", "- code: sales", "- code: selling", "'sales' is needed"),
        ("departments.yml", "- code: hr", "- code: sales", "'sales' stands twice"),
        ("business.yml", "currency: TZS", "currency: XXX", "currency 'XXX' is not known"),
        ("business.yml", "country: TZ", "country: Tanzania", "country 'Tanzania'"),
        ("business.yml", "Africa/Dar_es_Salaam", "Africa/Bongo", "timezone 'Africa/Bongo'"),
        ("hours.yml", "sunday: closed", "sunday: 17:00-08:00", "sunday must be such as"),
        ("hours.yml", "# open:\n# - {date: 2026-12-09}", "open: [{date: kesho}]", "line "),
        ("hours.yml", "# open:", "open: [{date: 2026-12-09 10:00:00}]", "such as 2026-12-24"),
        ("hours.yml", "# closed:", "closed: [{date: 2026-12-31, sw: Hesabu}]", "'en' is missing"),
        ("sla.yml", "normal: 4", "normal: soon", "line 10: 'normal' is not a number"),
        ("sla.yml", "  complaint:", "  moan:", "the kind 'moan' is not known"),
        ("sla.yml", "urgent: 1", "now: 1", "the priority 'now' is not known"),
    ],
)
def test_it_says_which_file_is_wrong_and_why(
    session: Session, folder: Path, file: str, old: str, new: str, problem: str
) -> None:
    edit(folder / file, old, new)
    with pytest.raises(BadCompany) as refused:
        company.load(session, folder, now=NOW)
    assert refused.value.values["file"] == file
    assert problem in str(refused.value.values["problem"])


def test_it_names_a_file_that_is_missing(session: Session, folder: Path) -> None:
    (folder / "hours.yml").unlink()
    with pytest.raises(BadCompany) as refused:
        company.load(session, folder, now=NOW)
    assert refused.value.values["file"] == "hours.yml"
