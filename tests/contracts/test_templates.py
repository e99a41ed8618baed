"""Templates hold no script, no style and nothing unescaped; every form has its token."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.factories import ROOT

TEMPLATES = sorted((ROOT / "backoffice" / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "backoffice" / "static").glob("*.js"))
NEVER = {
    "a script inside": re.compile(
        r"<script(?![^>]*\ssrc=\"\{\{ asset\('[\w./-]+'\) \}\}\")", re.IGNORECASE
    ),
    "a style inside": re.compile(r"<style|\sstyle\s*=", re.IGNORECASE),
    "a handler": re.compile(r"<[^>]*\s(on\w+|hx-on[\w:-]*|data-hx-on[\w:-]*)\s*=", re.IGNORECASE),
    "an address that runs": re.compile(r"(javascript|vbscript|data):", re.IGNORECASE),
    "values that are evaluated": re.compile(r"hx-(vals|vars|headers)\s*=|js:", re.IGNORECASE),
    "unescaped text": re.compile(r"\|\s*safe\b|autoescape\s+false|Markup\(", re.IGNORECASE),
    "an attribute without quotes": re.compile(r"<[^>{]*\s[\w-]+=\{\{"),
    "another house's address": re.compile(
        r"(src|href|action|hx-get|hx-post)=\"(https?:)?//", re.IGNORECASE
    ),
}
FORM = re.compile(r"<form\b[^>]*method=\"post\"[^>]*>(.*?)</form>", re.IGNORECASE | re.DOTALL)
SINKS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\b"
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_it_has_nothing_that_could_run(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = {name: hit.group(0) for name, look in NEVER.items() if (hit := look.search(text))}

    assert found == {}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_form_has_its_token(path: Path) -> None:
    forms = FORM.findall(path.read_text(encoding="utf-8"))

    assert [form for form in forms if 'name="csrf" value="{{ csrf }}"' not in form] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_our_scripts_write_no_markup(path: Path) -> None:
    assert SINKS.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ("<script>alert(1)</script>", "a script inside"),
        ('<script src="//evil.example/x.js"></script>', "a script inside"),
        ('<p style="color:red">', "a style inside"),
        ('<a href="/" onclick="x()">', "a handler"),
        ('<div hx-on:load="x()">', "a handler"),
        ('<a href="javascript:x()">', "an address that runs"),
        ("{{ name | safe }}", "unescaped text"),
        ("<input value={{ name }}>", "an attribute without quotes"),
        ('<img src="//evil.example/x.png">', "another house's address"),
    ],
)
def test_it_would_find_what_is_wrong(wrong: str, name: str) -> None:
    assert NEVER[name].search(wrong)
