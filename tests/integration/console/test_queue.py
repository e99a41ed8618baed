"""The work list: who comes first, what the tabs hold, and what is found."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from tests.integration.console.conftest import Browser
from tests.integration.console.world import World, post, say_as_customer

ROW = re.compile(r'data-testid="ticket-row" data-reference="([^"]+)"')


def rows(client: TestClient, query: str = "") -> list[str]:
    """The references on the page, from top to bottom."""
    return ROW.findall(client.get(f"/{query}").text)


def test_it_puts_whoever_waits_longest_first(world: World, browser: Browser) -> None:
    client = browser("rehema")
    assert rows(client) == [world.complaint, world.order]
    page = f"/tickets/{world.complaint}"

    post(client, f"{page}/reply", at=page, text="Pole sana", version="1")
    assert rows(client) == [world.order, world.complaint]

    say_as_customer(world, world.complaint, "Asante, lakini bado")
    assert rows(client) == [world.order, world.complaint]
    order = f"/tickets/{world.order}"
    post(client, f"{order}/reply", at=order, text="On its way", version="1")
    assert rows(client) == [world.complaint, world.order]


def test_it_sorts_tickets_into_tabs_and_counts_them(world: World, browser: Browser) -> None:
    client = browser("rehema")
    page = f"/tickets/{world.complaint}"
    post(client, f"{page}/claim", at=page)

    assert rows(client, "?tab=mine") == [world.complaint]
    assert rows(client, "?tab=unassigned") == [world.order]
    assert rows(client, "?tab=resolved") == []
    assert rows(client, "?tab=no-such-tab") == [world.complaint, world.order]
    counts = re.findall(r'id="tab-(\w+)".*?class="count">(\d+)<', client.get("/").text)
    told = {"open": "2", "mine": "1", "unassigned": "1", "waiting": "2", "resolved": "0"}
    assert told.items() <= dict(counts).items()


@pytest.mark.parametrize("words", ["asha", "MWINYI", "wadudu", "{reference}", "{spoken}"])
def test_it_finds_by_name_words_and_reference(world: World, browser: Browser, words: str) -> None:
    spoken = world.complaint.lower().replace("-", " ")
    query = words.format(reference=world.complaint, spoken=spoken)

    assert rows(browser("rehema"), f"?q={query}") == [world.complaint]


@pytest.mark.parametrize(
    "words", ["%", "_", "' OR 1=1 --", '"; DROP TABLE ticket; --', "\\", "hakuna\0kitu", "😀" * 60]
)
def test_it_takes_odd_searches_as_plain_words(browser: Browser, words: str) -> None:
    client = browser("rehema")

    answer = client.get("/", params={"q": words})

    assert answer.status_code == 200
    assert ROW.findall(answer.text) == []
    assert len(rows(client)) == 2


def test_it_says_so_when_nobody_waits(browser: Browser) -> None:
    assert "Huna tiketi kwa sasa" in browser("rehema").get("/?tab=mine").text


def test_it_refreshes_only_what_changed(world: World, browser: Browser) -> None:
    client = browser("rehema")
    found = re.search(r'hx-get="(/queue[^"]+)"', client.get("/?tab=unassigned").text)
    assert found is not None
    address = found.group(1).replace("&amp;", "&")

    unchanged = client.get(address)
    page = f"/tickets/{world.order}"
    post(client, f"{page}/claim", at=page)
    changed = client.get(address)

    assert unchanged.status_code == 204
    assert ROW.findall(changed.text) == [world.complaint]
