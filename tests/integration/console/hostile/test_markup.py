"""Whatever is typed anywhere is text everywhere: the corpus in every field, on every page.

A page must be, letter for letter, what it is where a harmless word stands in the place of the
hostile text: so the text is shown whole and escaped, and nothing on the page is moved by it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import cycle, islice
from urllib.parse import quote

import pytest
from jinja2.filters import FILTERS
from markupsafe import escape
from starlette.testclient import TestClient

from backoffice import pages
from helpdesk.db.tables import staff_member
from tests.integration.console.hostile import walking
from tests.integration.console.hostile.conftest import Houses, entered
from tests.integration.console.hostile.filling import FREE, SHORT, corpus, families, fill_with
from tests.integration.console.hostile.judge import shape
from tests.integration.console.test_rights import address
from tests.integration.console.world import World

CHUNK = 46
"""So many fit on one page of every list."""

HARMLESS = "Neno"
CUTS = (40, 50, 80, 90)
"""After so many letters the templates cut a text off."""

BREAKS = re.compile(r'"|<[a-zA-Z]')
"""What ends the value of a field, or begins an element."""

MORE = ("/?tab=all", "/orders?tab=all", "/audit?what=staff.sign_in_refused")
VARIES = (
    (re.compile(r'(name="csrf" value="|data-csrf=")[^"]*'), "csrf"),
    (re.compile(r"\b[TP]-\w{4}-\w{5}\b"), "REF"),
    (re.compile(r"\b[0-9a-f]{12,64}\b"), "hash"),
    (re.compile(r'me-mark" aria-hidden="true">[^<]*'), "letter"),
    (re.compile(r"\d+"), "0"),
)
"""What differs between two customers, or two houses, whatever they are called."""


def chunks() -> Iterator[list[str]]:
    """The corpus in parts of the same size; the last begins again where it ends."""
    for start in range(0, len(corpus()), CHUNK):
        yield list(islice(cycle(corpus()), start, start + CHUNK))


def lists(world: World) -> list[str]:
    """Every page of the console, and some of its views."""
    inside = (each for each in walking.pages(world) if walking.right_of(each) is not None)
    html = (
        each for each in inside if not each.path.endswith((".csv", ".svg", "receipt", "/photo"))
    )
    return [*(address(each, world) for each in html), *MORE]


def spellings(text: str) -> set[str]:
    """How a page may write the text: whole, cut off, as a name of the packet, in an address."""
    cut = FILTERS["truncate"]
    short = {text, text[:SHORT], text[:FREE], text.replace("{", "(").replace("}", ")")}
    short |= {cut(pages._environment(), each, most) for each in set(short) for most in CUTS}
    spelled = {each for known in short for each in (known, known.replace("_", " "))}
    return {str(escape(each)) for each in spelled} | {quote(text[:SHORT], safe="/")}


@cache
def every_spelling(texts: tuple[str, ...]) -> list[str]:
    """Those of all texts, the longest first: one text may be a part of another."""
    return sorted({each for text in texts for each in spellings(text)}, key=len, reverse=True)


def plain(html: str, texts: Sequence[str]) -> Counter[str]:
    """The elements of the page, each with the text after it, in any order: lists go by name.

    A harmless word stands for each text, and what always differs is left out.
    """
    for spelling in every_spelling(tuple(texts)):
        html = html.replace(spelling, HARMLESS)
    for pattern, name in VARIES:
        html = pattern.sub(name, html)
    return Counter(html.split("<"))


def read(client: TestClient, paths: Sequence[str]) -> list[str]:
    """The pages; empty for what is none."""
    answers = [client.get(path) for path in paths]
    assert [path for path, a in zip(paths, answers, strict=True) if a.status_code != 200] == []
    return [a.text if "text/html" in a.headers["content-type"] else "" for a in answers]


def everything(world: World, texts: Sequence[str]) -> tuple[list[str], list[str], list[list[str]]]:
    """The lists' addresses, their pages, and for each text the pages of its own case."""
    placed = fill_with(world, texts)
    client, paths = entered(world), lists(world)
    listed = read(client, paths)
    with world.database.begin() as session:
        # Lists of colleagues go by name; in a case's page they would stand in another order.
        nobody = staff_member.update().where(staff_member.c.password_hash == "-")
        session.execute(nobody.values(active=False))
    return paths, listed, [read(client, list(each.pages())) for each in placed]


@pytest.fixture(scope="module")
def harmless() -> list[list[Counter[str]]]:
    """Filled by the first test: the lists and one case's pages, all of a harmless word."""
    return []


def like(houses: Houses, kept: list[list[Counter[str]]]) -> list[list[Counter[str]]]:
    """What stands there from the first test on."""
    if not kept:
        _, listed, cases = everything(houses(), [HARMLESS] * CHUNK)
        kept += [[plain(page, ()) for page in listed], [plain(page, ()) for page in cases[0]]]
    return kept


def test_it_knows_enough_texts() -> None:
    assert len(corpus()) == len(set(corpus())) >= 60
    assert len(families()) >= 10


@pytest.mark.parametrize("texts", list(chunks()), ids=range(len(corpus()) // CHUNK))
def test_it_shows_every_text_as_text_on_every_page(
    houses: Houses, harmless: list[list[Counter[str]]], texts: list[str]
) -> None:
    lists_like, case_like = like(houses, harmless)
    paths, listed, cases = everything(houses(), texts)
    wrong = [
        path
        for path, page, known in zip(paths, listed, lists_like, strict=True)
        if plain(page, texts) != known or shape(page).sins
    ]
    for text, case in zip(texts, cases, strict=True):
        for number, (page, known) in enumerate(zip(case, case_like, strict=False)):
            if plain(page, texts) != known:
                wrong.append(f"{text}: page {number} of its case")

    assert wrong == []


def test_it_would_find_a_page_that_shows_texts_as_they_are(
    house: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proof that the tests here can fail: the same pages without escaping."""
    texts = [text for text in corpus() if BREAKS.search(text)][:CHUNK]
    placed, client = fill_with(house, texts), entered(house)
    careless = pages._environment().overlay(autoescape=False)
    missed = []
    for each in placed:
        page = f"/replies/{each.reply}"
        kept = client.get(page).text
        with monkeypatch.context() as patch:
            patch.setattr(pages, "_environment", lambda: careless)
            bare = client.get(page).text
        found = shape(bare).sins or shape(bare).frame != shape(kept).frame
        if not found or plain(kept, texts) == plain(bare, texts):
            missed.append(each.text)

    assert missed == []
    assert len(placed) == CHUNK
