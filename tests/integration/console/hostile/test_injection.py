"""Texts that mean something to a database mean nothing to ours, wherever they are typed."""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

from helpdesk.db.tables import metadata
from helpdesk.domain.staff import StaffMember
from helpdesk.services import staff
from tests.integration.console.hostile import walking
from tests.integration.console.hostile.blank import blank
from tests.integration.console.hostile.conftest import Asked, entered
from tests.integration.console.hostile.shares import POSTGRES_LATER, of_share, shares
from tests.integration.console.test_rights import address
from tests.integration.console.world import World, token

FILE = Path(__file__).with_name("injections.txt")
WORDS = "/"
"""Here single words are sought, so what stands between them must mean nothing."""

LETTERS = ("/orders", "/data/people", "/audit")
"""Here the text is sought as it is."""

AT_ONCE = 8
SEARCHES, SHARES = 8, 8
LEAVES = ("/sign-out",)
NUMBERS = ":int}"
EMPTIED = {"presence", "draft", "sign_in_attempt"}
"""What may become less where forms are posted: who is here, drafts, and attempts of long ago."""


@cache
def injections() -> tuple[str, ...]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("# "))


def together() -> list[str]:
    """All of them, a few in one value: where nothing is sought, each need not begin it."""
    return [" ".join(injections()[n : n + AT_ONCE]) for n in range(0, len(injections()), AT_ONCE)]


def counts(world: World) -> dict[str, int]:
    """How many rows each table has."""
    with world.database.reading() as session:
        return {
            table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
        }


def accounts(world: World) -> set[tuple[Any, ...]]:
    with world.database.reading() as session:
        every = session.execute(select(StaffMember)).scalars()
        return {(each.username, each.role, each.password_hash) for each in every}


def test_it_knows_a_hundred_of_them() -> None:
    assert len(set(injections())) >= 100


@pytest.mark.parametrize("share", shares(SEARCHES))
def test_a_search_finds_no_more_by_them(
    anywhere: World, monkeypatch: pytest.MonkeyPatch, share: int
) -> None:
    client, drawn = entered(anywhere), blank(monkeypatch)

    def found(path: str, text: str) -> int:
        name = "text" if path == "/audit" else "q"
        assert client.get(f"{path}?{walking.query([(name, text)])}").status_code == 200
        return drawn.found()

    more = []
    for path, text in of_share(share, SEARCHES, (WORDS, *LETTERS), injections()):
        if path == WORDS:
            bare = " ".join(re.findall(r"[^\W_]+", text)) or "-"
            more += [(path, text)] if found(path, text) != found(path, bare) else []
        elif not text.isalpha() and found(path, text):
            more.append((path, text))

    assert more == []


@POSTGRES_LATER
@pytest.mark.parametrize("share", shares(SHARES))
def test_no_address_that_asks_is_moved_by_them(
    anywhere: World, asked: Asked, monkeypatch: pytest.MonkeyPatch, share: int
) -> None:
    client, before = entered(anywhere), counts(anywhere)
    blank(monkeypatch)
    wrong = []
    asking = [each for each in walking.pages(anywhere) if asked.get(each.path)]
    for route, text in of_share(share, SHARES, asking, together()):
        fields = [(name, text) for name in sorted(asked[route.path])]
        path = f"{address(route, anywhere)}?{walking.query(fields)}"
        if client.get(path, follow_redirects=False).status_code >= 500:
            wrong.append(path)
    after = counts(anywhere)

    assert wrong == []
    assert {name: after[name] for name in before if after[name] < before[name]} == {}


@POSTGRES_LATER
def test_no_address_leads_anywhere_by_them(
    anywhere: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = entered(anywhere)
    blank(monkeypatch)
    named = [r for r in walking.pages(anywhere) if "{" in r.path and NUMBERS not in r.path]
    led = {
        (route.path, client.get(walking.filled(route, text)).status_code)
        for route in named
        for text in together()
    }

    assert {status for _, status in led} == {404}


@POSTGRES_LATER
@pytest.mark.parametrize("share", shares(SHARES))
def test_no_form_is_moved_by_them(
    anywhere: World, asked: Asked, monkeypatch: pytest.MonkeyPatch, share: int
) -> None:
    client = entered(anywhere)
    right = token(client, "/notices")
    before, people = counts(anywhere), accounts(anywhere)
    blank(monkeypatch)
    monkeypatch.setattr(staff, "_matches", lambda *_: False)
    wrong = []
    forms = [each for each in walking.posts(anywhere) if asked.get(each.path)]
    staying = [each for each in forms if each.path not in LEAVES]
    for route, text in of_share(share, SHARES, staying, together()):
        fields = [("csrf", right), *((name, text) for name in sorted(asked[route.path]))]
        status = walking.send(client, address(route, anywhere), fields).status_code
        if status >= 500 or status == 403:
            wrong.append((route.path, text, status))
    after = counts(anywhere)

    assert wrong == []
    lost = {name for name in before if after[name] < before[name]} - EMPTIED
    assert lost == set()
    assert accounts(anywhere) >= people


@pytest.mark.parametrize("share", shares(2))
def test_a_note_keeps_them_as_they_are(house: World, admin: TestClient, share: int) -> None:
    texts = injections()[share::2]
    page = f"/tickets/{house.complaint}"
    right = token(admin, page)
    for text in texts:
        walking.send(admin, f"{page}/note", [("csrf", right), ("text", text)])
    read = html.unescape(admin.get(f"{page}?earlier=1").text)

    assert [text for text in texts if f'dir="auto">{text.strip()}</p>' not in read] == []
