"""Deny by default: every route without a session, every form without its token."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from backoffice.headers import PAGE_POLICY
from tests.integration.console.conftest import Browser
from tests.integration.console.world import ORIGIN, World, post, token

GAP = re.compile(r"\{[^}]+\}")
OPEN = {"/sign-in", "/sign-in/code", "/language", "/healthz", "/readyz"}


def routes(client: TestClient) -> list[tuple[str, str]]:
    """Every method and path the console answers to, with something in each gap."""
    app: Any = client.app
    return [
        (method, GAP.sub("1", route.path))
        for route in app.routes
        if isinstance(route, Route)
        for method in sorted(route.methods or ())
        if not route.path.startswith("/welcome/")
    ]


def test_it_lets_nobody_past_the_door_on_any_route(stranger: TestClient) -> None:
    guarded = [
        (method, path)
        for method, path in routes(stranger)
        if path not in OPEN and not path.startswith("/welcome/")
    ]

    for method, path in guarded:
        answer = stranger.request(
            method,
            path,
            data={"text": "x"} if method == "POST" else None,
            headers=ORIGIN,
            follow_redirects=False,
        )
        expected = 401 if method == "POST" else 303
        assert answer.status_code == expected, (method, path)
        assert method == "POST" or answer.headers["location"].startswith("/sign-in?next=")
    assert len(guarded) >= 10


def test_it_tells_strangers_nothing_about_which_pages_exist(stranger: TestClient) -> None:
    answer = stranger.get("/no-such-page", follow_redirects=False)

    assert answer.status_code == 303


def test_it_gives_typed_words_back_when_the_session_has_ended(
    world: World, browser: Browser
) -> None:
    client = browser("brian")
    form = {"csrf": token(client, f"/tickets/{world.complaint}"), "text": "A long <answer>"}
    world.clock.pass_by(minutes=31)

    answer = client.post(f"/tickets/{world.complaint}/reply", data=form, headers=ORIGIN)

    assert answer.status_code == 401
    assert "A long &lt;answer&gt;" in answer.text


@pytest.mark.parametrize("given", [None, "", "guessed"])
def test_it_refuses_every_form_without_its_token(
    browser: Browser, world: World, given: str | None
) -> None:
    client = browser("rehema")
    fields = {"text": "x", "version": "1", **({} if given is None else {"csrf": given})}

    posts = [path for method, path in routes(client) if method == "POST"]
    for path in posts:
        answer = client.post(path, data=fields, headers=ORIGIN, follow_redirects=False)
        assert answer.status_code == 403, path
    assert len(posts) >= 7


def test_it_refuses_a_token_of_another_session(browser: Browser, world: World) -> None:
    page = f"/tickets/{world.complaint}"
    stolen = token(browser("brian"), page)

    answer = browser("rehema").post(f"{page}/claim", data={"csrf": stolen}, headers=ORIGIN)

    assert answer.status_code == 403


@pytest.mark.parametrize(
    "origin",
    [
        {},
        {"origin": "null"},
        {"origin": "http://evil.example"},
        {"origin": "https://testserver"},
        {"origin": "http://testserver.evil.example"},
        {"referer": "http://evil.example/http://testserver/"},
    ],
)
def test_it_refuses_forms_from_anywhere_else(
    browser: Browser, world: World, origin: dict[str, str]
) -> None:
    client = browser("rehema")
    page = f"/tickets/{world.complaint}"
    form = {"csrf": token(client, page)}

    assert client.post(f"{page}/claim", data=form, headers=origin).status_code == 403


def test_it_refuses_what_is_no_form_or_too_large(browser: Browser, world: World) -> None:
    client = browser("rehema")
    page = f"/tickets/{world.complaint}"
    long = {"csrf": token(client, page), "text": "x" * 300_000}

    assert client.post(f"{page}/note", json={"text": "x"}, headers=ORIGIN).status_code == 413
    assert client.post(f"{page}/note", data=long, headers=ORIGIN).status_code == 413


@pytest.mark.parametrize("username", ["amina", "tatu"])
def test_it_lets_auditors_and_trainers_read_and_not_act(
    browser: Browser, world: World, username: str
) -> None:
    client = browser(username)
    page = f"/tickets/{world.complaint}"

    assert client.get(page).status_code == 200
    assert 'data-testid="reply-text"' not in client.get(page).text
    for verb in ("claim", "reply", "note", "resolve"):
        answer = post(client, f"{page}/{verb}", at=page, text="x", version="1")
        assert answer.status_code == 403, verb


def test_it_hides_tickets_of_other_departments_everywhere(browser: Browser, world: World) -> None:
    client = browser("salma")
    page = f"/tickets/{world.complaint}"
    own = f"/tickets/{world.order}"

    assert client.get(own).status_code == 200
    for path in (page, f"{page}/messages", f"/files/{world.photo}"):
        assert client.get(path).status_code == 404, path
    for verb in ("claim", "reply", "note", "resolve"):
        answer = post(client, f"{page}/{verb}", at=own, text="x", version="1")
        assert answer.status_code == 404, verb
    for path in ("/", "/?tab=unassigned", "/?q=unga", f"/?q={world.complaint}"):
        assert "Asha" not in client.get(path).text


def test_it_answers_alike_for_a_foreign_ticket_and_for_none(
    browser: Browser, world: World
) -> None:
    client = browser("salma")

    foreign = client.get(f"/tickets/{world.complaint}")
    none = client.get("/tickets/T-2222-22222")

    assert foreign.status_code == none.status_code == 404
    assert foreign.text.replace(world.complaint, "") == none.text.replace("T-2222-22222", "")


def test_it_dresses_every_answer(browser: Browser, world: World, stranger: TestClient) -> None:
    client = browser("rehema")
    pages = ["/", "/queue", f"/tickets/{world.complaint}", "/no-such-page", "/static/console.css"]

    answers = [client.get(path) for path in pages]
    answers += [stranger.get("/sign-in"), stranger.get("/healthz"), stranger.post("/sign-in")]

    for answer in answers:
        assert answer.headers["content-security-policy"] == PAGE_POLICY
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        page = "text/html" in answer.headers["content-type"]
        assert not page or answer.headers["cache-control"] == "no-store"
