"""Making a token in the console: shown once, refused beside the field, revoked for good."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.integration.console.conftest import Browser
from tests.integration.console.world import ORIGIN, World, post, token

SECRET = re.compile(r'value="(ofisi_[\w-]+)"')
PAGE = "/tokens"


def make(client: TestClient, name: str, *scopes: str) -> Any:
    """Tick those boxes and send the form."""
    form = {"csrf": token(client, PAGE), "name": name, "scope": list(scopes)}
    return client.post(f"{PAGE}/make", data=form, headers=ORIGIN)


def test_the_secret_is_shown_once_and_works(world: World, browser: Browser) -> None:
    client = browser("rehema")
    made = make(client, "Programu ya uhasibu", "orders:read", "orders:write")
    found = SECRET.search(made.text)
    assert found is not None
    secret = found.group(1)

    asked = client.get("/api/v1/me", headers={"authorization": f"Bearer {secret}"}).json()
    page = client.get(PAGE).text
    assert asked["scopes"] == ["orders:read", "orders:write"]
    assert asked["token"]["name"] == "Programu ya uhasibu"
    assert secret not in page
    assert f"{secret[:10]}…" in page


@pytest.mark.parametrize(
    ("name", "scopes", "field", "kept"),
    [
        ("", ["stock:write"], "name", 'value="stock:write" checked'),
        ("   ", ["stock:write"], "name", 'value="stock:write" checked'),
        ("Till <1>", [], "scope", 'value="Till &lt;1&gt;"'),
        ("Till", ["everything", "tickets:*"], "scope", 'value="Till"'),
    ],
)
def test_it_says_beside_the_field_what_is_missing(
    browser: Browser, name: str, scopes: list[str], field: str, kept: str
) -> None:
    answer = make(browser("rehema"), name, *scopes)

    assert answer.status_code == 422
    assert f'id="{field}-problem"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert kept in answer.text
    assert SECRET.search(answer.text) is None


def test_a_revoked_token_stays_in_the_list_and_works_no_more(browser: Browser) -> None:
    client = browser("rehema")
    found = SECRET.search(make(client, "Till", "catalogue:read").text)
    assert found is not None
    shown = {"authorization": f"Bearer {found.group(1)}"}
    assert client.get("/api/v1/products", headers=shown).status_code == 200

    for number, status in (("1", 303), ("1", 303), ("99", 404), ("x", 404), ("", 404)):
        assert post(client, f"{PAGE}/revoke", at=PAGE, token=number).status_code == status

    assert client.get("/api/v1/products", headers=shown).status_code == 401
    page = client.get(PAGE).text
    assert "Till" in page
    assert 'data-testid="revoke"' not in page


def test_the_audit_tells_who_made_and_revoked_it(browser: Browser) -> None:
    client = browser("rehema")
    make(client, "Till", "catalogue:read")
    for _ in range(2):
        post(client, f"{PAGE}/revoke", at=PAGE, token="1")
    rows = client.get("/audit").text.partition("<tbody>")[2]

    assert rows.count("alitengeneza tokeni ya API") == 1
    assert rows.count("alibatilisha tokeni ya API") == 1
    assert "Till: catalogue:read" in rows


@pytest.mark.parametrize("username", ["brian", "amina", "tatu"])
def test_only_who_may_manage_machines_sees_it(browser: Browser, username: str) -> None:
    client = browser(username)

    assert client.get(PAGE).status_code == 403
    assert f'href="{PAGE}"' not in client.get("/").text
