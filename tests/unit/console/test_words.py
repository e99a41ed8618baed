"""Every sentence the console asks for is in the catalogue, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import backoffice
from backoffice.failures import EXPLAINED
from helpdesk.domain import enums, errors
from helpdesk.locale import catalogue

FOLDER = Path(str(backoffice.__file__)).parent
ASKED = re.compile(r"""\bt\(\s*["']([a-z_.]+[a-z])["']""")
LABELLED: dict[str, type[enums.Word]] = {
    "status": enums.TicketStatus,
    "kind": enums.TicketKind,
    "priority": enums.Priority,
    "owner": enums.Owner,
    "role": enums.Role,
    "author": enums.Author,
    "delivery": enums.OutboxStatus,
    "language": enums.Language,
    "order_status": enums.OrderStatus,
}


def asked() -> set[str]:
    """The keys templates and code name outright."""
    files = [*FOLDER.rglob("*.html"), *FOLDER.rglob("*.py")]
    return {key for file in files for key in ASKED.findall(file.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("language", ["sw", "en"])
def test_it_has_every_sentence_that_is_asked_for(language: str) -> None:
    known = catalogue(language, "console")

    assert {key for key in asked() if f"console.{key}" not in known} == set()
    assert len(asked()) > 60


@pytest.mark.parametrize("language", ["sw", "en"])
def test_it_names_every_value_people_see(language: str) -> None:
    known = catalogue(language, "console")
    wanted = {
        f"console.{group}.{word.value}" for group, words in LABELLED.items() for word in words
    }
    wanted |= {
        f"console.failure.{status}.{part}" for status in EXPLAINED for part in ("title", "text")
    }

    assert wanted - set(known) == set()


@pytest.mark.parametrize("language", ["sw", "en"])
def test_it_translates_every_refusal_of_the_core(language: str) -> None:
    codes = {each.code for each in errors.HelpdeskError.__subclasses__()} | {"error"}

    known = catalogue(language, "console")

    assert {code for code in codes if f"console.error.{code}" not in known} == set()


def test_it_fills_the_same_places_in_both_languages() -> None:
    places = re.compile(r"\{(\w+)\}")
    swahili, english = catalogue("sw", "console"), catalogue("en", "console")

    assert swahili.keys() == english.keys()
    for key, sentence in swahili.items():
        assert set(places.findall(sentence)) == set(places.findall(english[key])), key


def test_it_has_no_script_or_style_inside_its_pages() -> None:
    inside = re.compile(
        r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]+src=)|\|\s*safe", re.IGNORECASE
    )

    for file in FOLDER.rglob("*.html"):
        assert inside.findall(file.read_text(encoding="utf-8")) == [], file.name
