"""The guide for staff keeps to the console: its pictures exist, its bold words are on screen."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest

from helpdesk.locale import catalogue, topics
from scripts.shots import SHOTS
from tests.factories import ROOT

DOCS = ROOT / "docs"
GUIDES = {"en": "staff.md", "sw": "staff.sw.md"}
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
PICTURE = re.compile(r"""(?:!\[[^\]]*\]\(|src=")(pictures/[^)"]+)""")
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
LINK = re.compile(r"\]\(#([^)]+)\)")
LARGEST_SET = 3_000_000
"""Bytes of all pictures of the console together."""


@lru_cache
def guide(language: str) -> str:
    return (DOCS / GUIDES[language]).read_text(encoding="utf-8")


@lru_cache
def on_the_screen(language: str) -> re.Pattern[str]:
    """All the console says in that language; what it fills in may be left out, or be anything."""
    said = {text for topic in topics(language) for text in catalogue(language, topic).values()}
    whole = (re.sub(r"\\\{\w+\\\}", ".*", re.escape(text)) for text in said if text[0] != "{")
    short = (re.escape(re.sub(r" ?\(\{\w+\}\)$", "", text)) for text in said)
    return re.compile("|".join({*whole, *short}))


def pictures(language: str) -> list[str]:
    return PICTURE.findall(guide(language))


@pytest.mark.parametrize("language", GUIDES)
def test_every_bold_word_is_on_the_screen(language: str) -> None:
    named = {" ".join(word.split()) for word in BOLD.findall(guide(language))}

    assert [word for word in sorted(named) if not on_the_screen(language).fullmatch(word)] == []


@pytest.mark.parametrize("language", GUIDES)
def test_every_picture_is_there_and_in_the_readers_language(language: str) -> None:
    found = pictures(language)

    assert [each for each in found if not (DOCS / each).is_file()] == []
    assert {each.split("/")[2] for each in found} == {language}


def test_no_picture_is_taken_or_kept_for_nothing() -> None:
    kept = {path.stem for path in (DOCS / "pictures" / "console").rglob("*.png")}
    named = {each.split("/")[-1].removesuffix(".png") for each in pictures("en")}

    assert kept == named == {shot.name for shot in SHOTS}


def test_both_languages_have_the_same_sections_and_pictures() -> None:
    levels = {code: [len(marks) for marks, _ in HEADING.findall(guide(code))] for code in GUIDES}
    names = {code: [each.split("/")[-1] for each in pictures(code)] for code in GUIDES}

    assert levels["en"] == levels["sw"]
    assert names["en"] == names["sw"]


@pytest.mark.parametrize("language", GUIDES)
def test_its_own_table_leads_to_every_section(language: str) -> None:
    titles = [title for marks, title in HEADING.findall(guide(language)) if marks == "##"]
    places = [re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles]

    assert LINK.findall(guide(language)) == places


def test_the_pictures_are_small_enough_to_keep() -> None:
    sizes = [path.stat().st_size for path in (DOCS / "pictures" / "console").rglob("*.png")]

    assert sum(sizes) < LARGEST_SET
