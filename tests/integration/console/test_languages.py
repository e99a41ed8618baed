"""Every page in both languages, without a key or a gap showing."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from helpdesk.locale import catalogue
from helpdesk.services import staff
from tests.integration.console.conftest import Browser
from tests.integration.console.world import World, post

RAW = re.compile(r"console\.[a-z_]+\.|\{[a-z_]+\}")


@pytest.mark.parametrize("language", ["sw", "en"])
def test_it_shows_every_page_in_full(world: World, browser: Browser, language: str) -> None:
    client = browser("rehema")
    post(client, "/language", at="/", language=language, next="/")
    complaint, order = f"/tickets/{world.complaint}", f"/tickets/{world.order}"
    post(client, f"{complaint}/claim", at=complaint)
    paths = ["/", "/?tab=mine", "/?tab=resolved", "/?q=zzz", complaint, order, "/no-such-page"]

    for path in paths:
        text = client.get(path).text
        assert f'<html lang="{language}">' in text
        assert RAW.findall(text) == [], path
        assert catalogue(language, "console")["console.sign_out"] in text


def test_it_keeps_the_language_with_the_person(world: World, browser: Browser) -> None:
    client = browser("brian")
    answer = post(client, "/language", at="/?tab=mine", language="sw", next="/?tab=mine")

    assert answer.headers["location"] == "/?tab=mine"
    assert "Huna tiketi kwa sasa" in browser("brian").get("/?tab=mine").text


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("sw-KE,sw;q=0.9,en;q=0.8", "Karibu, tafadhali ingia"),
        ("en-GB,en;q=0.9", "Welcome back"),
        ("fr-FR,fr;q=0.9", "Karibu, tafadhali ingia"),
        ("", "Karibu, tafadhali ingia"),
    ],
)
def test_it_greets_strangers_in_their_browsers_language(
    stranger: TestClient, header: str, words: str
) -> None:
    assert words in stranger.get("/sign-in", headers={"accept-language": header}).text


def test_it_lets_strangers_choose(stranger: TestClient) -> None:
    post(stranger, "/language", at="/sign-in", language="sw", next="/sign-in")

    assert "Karibu, tafadhali ingia" in stranger.get("/sign-in").text


def test_it_takes_no_language_it_does_not_speak(world: World, browser: Browser) -> None:
    post(browser("brian"), "/language", at="/", language="xx", next="/")

    with world.database.reading() as session:
        member = staff.by_username(session, "brian")
    assert member is not None
    assert member.language == "en"
