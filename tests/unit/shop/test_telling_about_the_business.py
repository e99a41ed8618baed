"""`company/about.yml`, and which department a complaint belongs to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from helpdesk.domain.errors import BadCompany
from helpdesk.services import profile
from tests.unit.shop.conftest import COMPANY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(COMPANY, tmp_path / "company"))


def test_it_needs_nothing_to_be_told(folder: Path) -> None:
    (folder / "about.yml").unlink()
    assert profile.read(folder).facts == {}


def test_it_may_be_emptied(folder: Path) -> None:
    (folder / "about.yml").write_text("about:\n", encoding="utf-8")
    assert profile.read(folder).facts == {}


def test_it_reads_what_is_told_in_both_languages(folder: Path) -> None:
    text = "about:\n  jobs: {sw: Hakuna nafasi., en: No vacancies.}\n"
    (folder / "about.yml").write_text(text, encoding="utf-8")
    assert profile.read(folder).facts["jobs"].name("en") == "No vacancies."


@pytest.mark.parametrize("row", ["weather: {sw: Jua., en: Sun.}", "jobs: {en: None.}", "jobs: 7"])
def test_it_refuses_what_nobody_could_ask_or_read(folder: Path, row: str) -> None:
    (folder / "about.yml").write_text(f"about:\n  {row}\n", encoding="utf-8")
    with pytest.raises(BadCompany, match=r"about\.yml"):
        profile.read(folder)


@pytest.mark.parametrize(
    ("kind", "story", "department"),
    [
        ("late", "unga mbovu", "storage"),
        ("refund", "unga mbovu", "accounting"),
        ("quality", "imechelewa", "production"),
        ("", "unga mbovu", "production"),
        ("unheard_of", "imechelewa", "storage"),
        ("", "sina la kusema", "customer_service"),
    ],
)
def test_it_follows_the_kind_before_the_words(kind: str, story: str, department: str) -> None:
    assert profile.read(COMPANY).department_for(story, kind) == department


def test_a_business_may_name_a_finer_kind(folder: Path) -> None:
    file = folder / "business.yml"
    finer = "complaints:\n- kind: staff\n  department: hr\n  words: [dereva]\n"
    text = file.read_text(encoding="utf-8").replace("complaints:\n", finer, 1)
    file.write_text(text, encoding="utf-8")
    assert profile.read(folder).department_for("alinitukana", "staff") == "hr"
