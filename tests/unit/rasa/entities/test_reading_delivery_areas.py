"""delivery.yml: areas, their fees and times, and what is wrong with the file."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from helpdesk.domain.errors import BadCompany
from helpdesk.services import profile
from tests.factories import ROOT

LINE = "- {code: kawe, sw: Kawe, en: Kawe, aliases: [], fee: 4500, hours: 6}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "company", tmp_path / "company"))


def write(folder: Path, *lines: str) -> None:
    (folder / "delivery.yml").write_text("\n".join(["areas:", *lines]), encoding="utf-8")


def test_it_reads_an_area(folder: Path) -> None:
    write(folder, LINE)
    (area,) = profile.read(folder).areas
    assert (area.code, area.names.sw, area.fee) == ("kawe", "Kawe", 450_000)
    assert area.hours == Decimal(6)


def test_it_knows_no_area_without_the_file(folder: Path) -> None:
    (folder / "delivery.yml").unlink()
    assert profile.read(folder).areas == ()


def test_it_reads_the_sample() -> None:
    areas = profile.read(ROOT / "company").areas
    assert len(areas) > 40
    assert all(area.fee and area.hours >= Decimal(1) for area in areas)


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ([LINE, LINE], "stands twice"),
        ([LINE, LINE.replace("code: kawe", "code: other")], "stands twice"),
        ([LINE.replace("fee: 4500", "fee: dear")], "'fee' is not a number"),
        ([LINE.replace("fee: 4500", "fee: -1")], "'fee' is not a number"),
        ([LINE.replace("fee: 4500", "fee: 1.005")], "too many decimals"),
        ([LINE.replace("hours: 6", "hours: 0")], "'hours' must be more"),
        ([LINE.replace("sw: Kawe, ", "")], "'sw' is missing"),
        ([LINE.replace("[]", "[1]")], "'aliases' is not a list"),
        (["- kawe"], "must be a mapping"),
        ([], "must be a list"),
    ],
)
def test_it_says_what_is_wrong(folder: Path, lines: list[str], problem: str) -> None:
    write(folder, *lines)
    with pytest.raises(BadCompany, match=r"delivery\.yml") as raised:
        profile.read(folder)
    assert problem in str(raised.value)


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ([LINE, LINE], 3),
        ([LINE, LINE.replace("code: kawe", "code: other")], 3),
        ([LINE, "", LINE.replace("fee: 4500", "fee: dear")], 4),
        ([LINE, "- {code: [}"], 3),
    ],
)
def test_it_says_in_which_line(folder: Path, lines: list[str], line: int) -> None:
    write(folder, *lines)
    with pytest.raises(BadCompany) as raised:
        profile.read(folder)
    assert str(raised.value.values["problem"]).startswith(f"line {line}: ")
