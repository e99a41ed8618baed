"""The business edited in the console: rows, versions, and what the assistant quotes at once."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from backoffice.app import create_app
from helpdesk.services import company, company_pages, company_sla, orders, profile, retention
from helpdesk.services.company_watch import Watched
from tests.factories import ROOT
from tests.integration.console.world import ORIGIN, START, World, post, sign_in, token

SEEN = re.compile(r'name="seen" value="([0-9a-f]+)"')


@pytest.fixture
def shop(world: World, tmp_path: Path) -> World:
    """The world with a company folder of its own, loaded."""
    folder = tmp_path / "company"
    shutil.copytree(ROOT / "company", folder)
    shop = replace(world, settings=replace(world.settings, company=folder))
    with shop.database.begin() as session:
        company.load(session, folder, now=START)
    return shop


@pytest.fixture
def client(shop: World) -> TestClient:
    """Rehema, who may edit it."""
    client = TestClient(create_app(shop.settings, shop.database, shop.clock))
    assert sign_in(client, "rehema").status_code == 303
    return client


def fields(client: TestClient, page: str) -> dict[str, str]:
    """What stands in the form of a row."""
    text = client.get(page).text
    found = dict(re.findall(r'id="c-(\w+)" name="\w+" value="([^"]*)"', text))
    unit = re.search(r'<option value="(\w+)" selected', text)
    seen = SEEN.search(text)
    assert seen is not None
    return {**found, "seen": seen[1], **({"unit": unit[1]} if unit else {})}


def send(client: TestClient, page: str, form: dict[str, str]) -> Any:
    """Save a row: some of its fields are called like arguments of `post`."""
    data = {"csrf": token(client, page), **form}
    return client.post(page, data=data, headers=ORIGIN, follow_redirects=False)


def row_of(client: TestClient, sheet: str, word: str) -> str:
    """The address of the first row that holds the word."""
    found = re.search(
        rf'href="(/company/{sheet}/\d+)"', client.get(f"/company/{sheet}?q={word}").text
    )
    assert found is not None
    return found[1]


def test_a_new_price_is_quoted_at_once_and_the_comments_stay(
    shop: World, client: TestClient
) -> None:
    page = row_of(client, "products", "sembe")
    before = (shop.settings.company / "products.yml").read_text(encoding="utf-8")
    form = {**fields(client, page), "price": "2100"}
    assert send(client, page, form).status_code == 303

    after = (shop.settings.company / "products.yml").read_text(encoding="utf-8")
    changed = [line for line in after.splitlines() if line not in before.splitlines()]
    assert changed == ["  price: 2100"]
    with shop.database.reading() as session:
        assert orders.price(session, [{"product": "maize-flour", "quantity": 2}]).total == 420000


def test_a_new_fee_reaches_a_running_process(shop: World, client: TestClient) -> None:
    watched = Watched(shop.settings.company)
    page = row_of(client, "areas", "Kariakoo")
    send(client, page, {**fields(client, page), "fee": "3333"})
    fresh = watched.changed()

    assert fresh is not None
    assert next(area for area in fresh.areas if area.code == "kariakoo").fee == 333300
    assert watched.changed() is None


@pytest.mark.parametrize(
    ("sheet", "word", "change", "problem"),
    [
        ("products", "sembe", {"price": "ghali"}, "c-price-problem"),
        ("products", "sembe", {"sw": ""}, "c-sw-problem"),
        ("areas", "Kariakoo", {"at": "hapa"}, "c-at-problem"),
        ("areas", "Kariakoo", {"fee": ""}, "c-fee-problem"),
    ],
)
def test_what_is_wrong_is_told_beside_the_field_and_kept(
    shop: World, client: TestClient, sheet: str, word: str, change: dict[str, str], problem: str
) -> None:
    page = row_of(client, sheet, word)
    before = (shop.settings.company / "delivery.yml").read_bytes()
    answer = send(client, page, {**fields(client, page), **change})

    assert answer.status_code == 422
    assert f'id="{problem}"' in answer.text
    assert (shop.settings.company / "delivery.yml").read_bytes() == before


def test_what_the_reader_refuses_changes_nothing(shop: World, client: TestClient) -> None:
    page = "/company/hours/0"
    before = (shop.settings.company / "hours.yml").read_bytes()
    answer = send(client, page, {**fields(client, page), "value": "usiku kucha"})

    assert answer.status_code == 422
    assert 'value="usiku kucha"' in answer.text
    assert (shop.settings.company / "hours.yml").read_bytes() == before


def test_the_second_of_two_is_told_and_keeps_what_was_typed(
    shop: World, client: TestClient
) -> None:
    page = row_of(client, "areas", "Kariakoo")
    early = fields(client, page)
    send(client, page, {**early, "fee": "2500"})
    late = send(client, page, {**early, "fee": "2700"})

    assert late.status_code == 409
    assert 'value="2700"' in late.text


def test_a_day_off_is_added_and_taken_away(shop: World, client: TestClient) -> None:
    page = "/company/closed/new"
    form = {**fields(client, page), "date": "2026-12-31", "sw": "Kuhesabu mali", "en": "No: stock"}
    assert send(client, page, form).status_code == 303
    assert len(profile.read(shop.settings.company).closed) == 1
    row = "/company/closed/0"
    seen = fields(client, row)["seen"]
    assert post(client, f"{row}/remove", at=row, seen=seen).status_code in (303, 422)


def test_an_earlier_version_comes_back(shop: World, client: TestClient) -> None:
    page = row_of(client, "areas", "Kariakoo")
    before = (shop.settings.company / "delivery.yml").read_bytes()
    send(client, page, {**fields(client, page), "fee": "9000"})
    text = client.get("/company/areas").text
    versions = re.findall(r'name="version_id" value="(\d+)"', text)
    answer = post(client, "/company/areas/restore", at="/company/areas", version_id=versions[-1])

    assert answer.status_code == 303
    assert (shop.settings.company / "delivery.yml").read_bytes() == before


def test_two_machines_get_the_newest_and_a_hand_edit_counts(
    shop: World, client: TestClient, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(shop.settings.company, other)
    page = row_of(client, "areas", "Kariakoo")
    send(client, page, {**fields(client, page), "fee": "2600"})

    def look(folder: Path) -> list[str]:
        with shop.database.begin() as session:
            return company_pages.sync(session, folder, now=START)

    assert look(other) == ["delivery.yml"]
    mine, theirs = (f / "delivery.yml" for f in (shop.settings.company, other))
    assert mine.read_bytes() == theirs.read_bytes()
    theirs.write_text(theirs.read_text(encoding="utf-8").replace("2600", "2800"), encoding="utf-8")
    assert look(other) == []
    assert look(shop.settings.company) == ["delivery.yml"]
    assert "fee: 2800" in mine.read_text(encoding="utf-8")


def test_a_broken_hand_edit_is_not_taken_over(shop: World, tmp_path: Path) -> None:
    with shop.database.begin() as session:
        company_pages.sync(session, shop.settings.company, now=START)
        (shop.settings.company / "sla.yml").write_text("first_answer: {oops", encoding="utf-8")
        company_pages.sync(session, shop.settings.company, now=START)
        assert len(company_pages.history(session, "sla.yml")) == 1


def test_ready_replies_come_in_pairs(shop: World, client: TestClient) -> None:
    page = "/replies/0"
    form = {"title_sw": "Karibu", "title_en": "Welcome", "text_sw": "Karibu {name}",
            "text_en": "Welcome, {name}", "active": "yes"}  # fmt: skip
    wrong = ({"text_en": ""}, {"text_en": "Welcome"}, {"text_en": "Welcome, {phone}"},
             {"text_sw": "Karibu {name", "text_en": "{name"}, {"title_sw": "x" * 61})  # fmt: skip

    for change in wrong:
        assert send(client, page, {**form, **change}).status_code == 422
    assert send(client, page, form).status_code == 303
    assert "Welcome, {name}" in client.get("/replies").text


def test_the_shop_begins_with_ready_replies_and_macros(shop: World, client: TestClient) -> None:
    page = client.get("/replies").text

    assert "Tunafuatilia" in page
    assert "Thank and resolve" in page or "Shukuru na utatue" in page


def test_a_ready_reply_and_a_macro_are_used_on_a_ticket(shop: World, client: TestClient) -> None:
    page = f"/tickets/{shop.complaint}"
    filled = client.get(f"{page}?canned=sorry").text
    version = re.search(r'name="version" value="(\d+)"', filled)
    assert version is not None
    done = post(client, f"{page}/macro", at=page, macro="ask-photo", version=version[1])
    text = client.get(page).text

    assert "Pole sana Asha kwa usumbufu huu" in filled
    assert done.status_code == 303
    assert "Tafadhali Asha, tutumie picha" in text
    assert 'data-status="pending_customer"' in text


def test_handing_out_is_switched_on_without_losing_a_comment(
    shop: World, client: TestClient
) -> None:
    page = "/company/rules/0"
    form = {"warn_percent": "30", "assign_by_load": "yes", "most_open": "12"}
    assert send(client, page, {**fields(client, page), **form}).status_code == 303

    sla = company_sla.read(shop.settings.company)
    assert (sla.warn_share, sla.by_load, sla.most_open) == (0.3, True, 12)
    assert "# sickness" in (shop.settings.company / "sla.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("days", ["1", "abc", "", "364.5"])
def test_the_audit_is_kept_a_year_at_least(shop: World, client: TestClient, days: str) -> None:
    page = "/company/retention/0"
    refused = send(client, page, {**fields(client, page), "audit": days})

    assert refused.status_code == 422
    assert retention.policy(shop.settings.company)["audit"] == retention.DAYS["audit"]


def test_days_to_keep_things_are_changed_in_the_console(shop: World, client: TestClient) -> None:
    page = "/company/retention/0"
    assert send(client, page, {**fields(client, page), "talk": "90"}).status_code == 303

    assert retention.policy(shop.settings.company)["talk"] == 90
