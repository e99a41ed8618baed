"""Forms from anywhere else, or of another kind, are refused; and looking changes nothing."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from helpdesk.db.tables import metadata
from tests.integration.console.hostile import walking
from tests.integration.console.hostile.blank import blank
from tests.integration.console.hostile.conftest import Asked
from tests.integration.console.hostile.shares import of_share, shares, turns
from tests.integration.console.test_rights import address
from tests.integration.console.world import ORIGIN, World, token

ELSEWHERE: list[dict[str, str]] = [
    {},
    {"origin": "null"},
    {"origin": ""},
    {"origin": "https://testserver"},
    {"origin": "http://testserver:8000"},
    {"origin": "http://testserver.evil.example"},
    {"origin": "http://evil.example"},
    {"origin": "http://evil.example#http://testserver"},
    {"origin": "http://testserver@evil.example"},
    {"origin": "file://"},
    {"referer": "http://evil.example/?http://testserver/"},
    {"referer": "https://testserver/"},
    {"origin": "null", "referer": "http://testserver/"},
    {"origin": "http://evil.example", "referer": "http://testserver/"},
]
KINDS = ("application/json", "text/plain", "text/xml", "", "multipart/form-data; boundary=x",
         "application/x-www-form-urlencodedx", "application/octet-stream")  # fmt: skip
GROWS = {"audit_entry", "presence"}
"""What looking leaves behind: that one looked, and that one is here."""

SHARES = 7
LOOKS = tuple(product(("1", "resolved", "yes"), ("GET", "HEAD")))
"""What is asked of a page, and how."""


def contents(world: World) -> dict[str, set[tuple[Any, ...]]]:
    """Every row of every table."""
    tables = [each for each in metadata.sorted_tables if each.name not in GROWS]
    with world.database.reading() as session:
        return {
            each.name: {tuple(map(str, row)) for row in session.execute(select(each))}
            for each in tables
        }


@pytest.mark.parametrize("share", shares(SHARES))
def test_no_form_is_taken_from_anywhere_else(
    house: World, admin: TestClient, monkeypatch: pytest.MonkeyPatch, share: int
) -> None:
    form = {"csrf": token(admin, "/notices"), "version": "1", "text": "x"}
    before = contents(house)
    blank(monkeypatch)
    taken = [
        (route.path, headers)
        for route, headers in of_share(share, SHARES, walking.posts(house), ELSEWHERE)
        if admin.post(address(route, house), data=form, headers=headers).status_code != 403
    ]

    assert taken == []
    assert contents(house) == before


@pytest.mark.parametrize("share", shares(SHARES))
def test_no_other_kind_of_body_is_taken(
    house: World, admin: TestClient, monkeypatch: pytest.MonkeyPatch, share: int
) -> None:
    body = f'{{"csrf": "{token(admin, "/notices")}", "text": "x"}}'
    before = contents(house)
    blank(monkeypatch)
    taken = []
    for route, kind in of_share(share, SHARES, walking.posts(house), KINDS):
        headers = {**ORIGIN, "content-type": kind}
        status = admin.post(address(route, house), content=body, headers=headers).status_code
        if status not in (403, 413):
            taken.append((route.path, kind, status))

    assert taken == []
    assert contents(house) == before


def test_the_token_counts_only_in_the_body(house: World, admin: TestClient) -> None:
    right = token(admin, "/notices")
    page = f"/tickets/{house.complaint}/claim"
    headers = {
        **ORIGIN,
        "x-csrf-token": right,
        "content-type": "application/x-www-form-urlencoded",
    }

    assert admin.post(f"{page}?csrf={right}", headers=headers).status_code == 403
    assert admin.get(f"{page}?csrf={right}").status_code == 405


@pytest.mark.parametrize("share", shares(len(LOOKS)))
def test_looking_changes_nothing(
    house: World, admin: TestClient, asked: Asked, share: int
) -> None:
    before = contents(house)
    changed = []
    for row, route in enumerate(walking.pages(house)):
        names = sorted({*asked.get(route.path, ()), "status", "assignee", "csrf", "active"})
        for value, method in turns(share, len(LOOKS), row, LOOKS):
            path = f"{address(route, house)}?{walking.query([(n, value) for n in names])}"
            admin.request(method, path, follow_redirects=False)
        if contents(house) != before:
            changed.append(route.path)
            before = contents(house)

    assert changed == []
