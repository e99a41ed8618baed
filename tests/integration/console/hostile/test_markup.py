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
from tests.matrix import full

CHUNK = 46
"""So many fit on one page of every list."""

HARMLESS = "Neno"
Harmless = dict[tuple[str, int], list[Counter[str]]]
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


def one_of_each() -> list[str]:
    """The first text of every family."""
    return [texts[0] for texts in families().values()]


TEXTS = pytest.mark.parametrize(
    "texts",
    [
        pytest.param(one_of_each(), id="families"),
        *(full(each, id=str(number)) for number, each in enumerate(chunks())),
    ],
)


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


def lists_of(world: World, texts: Sequence[str]) -> dict[str, str]:
    """Every list, each with all the texts in it, by its address."""
    fill_with(world, texts)
    client, paths = entered(world), lists(world)
    return dict(zip(paths, read(client, paths), strict=True))


def cases_of(world: World, texts: Sequence[str], most: int | None = None) -> list[list[str]]:
    """For each text, or so many of them, the pages of its own case."""
    placed, client = fill_with(world, texts), entered(world)
    with world.database.begin() as session:
        # Lists of colleagues go by name; in a case's page they would stand in another order.
        nobody = staff_member.update().where(staff_member.c.password_hash == "-")
        session.execute(nobody.values(active=False))
    return [read(client, list(each.pages())) for each in placed[:most]]


@pytest.fixture(scope="module")
def harmless() -> Harmless:
    """The lists, and the pages of one case, where so many texts are all a harmless word."""
    return {}


def test_it_knows_enough_texts() -> None:
    assert len(corpus()) == len(set(corpus())) >= 60
    assert len(families()) >= 10


@TEXTS
def test_it_shows_every_text_as_text_on_every_list(
    houses: Houses, harmless: Harmless, texts: list[str]
) -> None:
    count = len(texts)
    if ("lists", count) not in harmless:
        of_words = lists_of(houses(), [HARMLESS] * count).values()
        harmless["lists", count] = [plain(page, ()) for page in of_words]
    listed = lists_of(houses(), texts)
    wrong = [
        path
        for (path, page), known in zip(listed.items(), harmless["lists", count], strict=True)
        if plain(page, texts) != known or shape(page).sins
    ]

    assert wrong == []


@TEXTS
def test_it_shows_every_text_as_text_on_every_page_of_its_case(
    houses: Houses, harmless: Harmless, texts: list[str]
) -> None:
    count = len(texts)
    if ("case", count) not in harmless:
        (of_words,) = cases_of(houses(), [HARMLESS] * count, 1)
        harmless["case", count] = [plain(page, ()) for page in of_words]
    wrong = [
        f"{text}: page {number} of its case"
        for text, case in zip(texts, cases_of(houses(), texts), strict=True)
        for number, (page, known) in enumerate(zip(case, harmless["case", count], strict=False))
        if plain(page, texts) != known
    ]

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
