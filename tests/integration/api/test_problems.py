"""How the API says no: RFC 9457, in both languages, field by field, and never with a page."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from backoffice.api import checking
from backoffice.api.problems import MEDIA_TYPE
from backoffice.api.reading import LARGEST_BODY
from backoffice.api.schemas import ref
from backoffice.app import create_app
from helpdesk.db.engine import Database
from helpdesk.locale import catalogue
from tests.integration.api.conftest import ROOT, System, bearer, code, token_for
from tests.integration.console.world import World

PROBLEM = checking.validator(ref("Problem"))
JSON = {"content-type": "application/json"}


def post(client: TestClient, world: World, content: bytes, **headers: str) -> Any:
    """Post those bytes where a note is taken."""
    path = f"/tickets/{world.complaint}/note"
    return client.post(path, content=content, headers={**JSON, **headers})


def refusals(client: TestClient, world: World) -> dict[str, Any]:
    """A refusal of each kind, by its code."""
    page = f"/tickets/{world.complaint}"
    answers = [
        client.get("/me", headers={"authorization": "Bearer ofisi_no"}),
        client.get("/tickets/T-2222-22222"),
        client.get("/no-such-thing"),
        client.put("/me"),
        client.get("/tickets?status=lost"),
        client.post(f"{page}/reply", json={"text": "x", "version": 7}),
        post(client, world, b"{"),
        post(client, world, b"x" * (LARGEST_BODY + 1)),
        client.post(f"{page}/note", data={"text": "x"}),
    ]
    return {each.json()["code"]: each for each in answers}


def test_every_problem_has_its_form_and_its_kind(world: World, system: System) -> None:
    answers = refusals(system(), world)

    assert {name: each.status_code for name, each in answers.items()} == {
        "no_token": 401,
        "not_found": 404,
        "method_not_allowed": 405,
        "invalid": 422,
        "stale_version": 409,
        "bad_json": 422,
        "too_large": 413,
        "not_json": 415,
    }
    for answer in answers.values():
        assert answer.headers["content-type"] == MEDIA_TYPE
        assert answer.json()["status"] == answer.status_code
        PROBLEM.validate(answer.json())


@pytest.mark.parametrize("language", ["sw", "en"])
def test_it_explains_in_the_language_that_is_read(
    world: World, system: System, language: str
) -> None:
    client = system()
    client.headers["accept-language"] = f"{language}-TZ,{language};q=0.9"
    known = catalogue(language, "api")

    for name, answer in refusals(client, world).items():
        expected = known[f"api.problem.{name}"].split("{")[0]
        assert answer.json()["detail"].startswith(expected)


def test_it_speaks_swahili_to_who_says_nothing_and_reads_no_cookie(world: World) -> None:
    app = create_app(world.settings, world.database, world.clock)
    client = TestClient(app, base_url=ROOT, cookies={"ofisi-language": "en"})
    client.headers.pop("accept-language", None)

    assert client.get("/me").json()["detail"].startswith("Tokeni sahihi inahitajika")


def test_it_names_every_field_that_is_wrong_and_how(world: World, system: System) -> None:
    body = {"text": "x" * 4001, "priority": "high"}
    answer = system().post(f"/tickets/{world.complaint}/reply", json=body)
    told = {(f["in"], f["name"]): f["code"] for f in answer.json()["fields"]}

    assert told == {
        ("body", "text"): "long",
        ("body", "priority"): "unknown",
        ("body", "version"): "required",
    }
    assert "4000" in answer.text


@pytest.mark.parametrize(
    ("query", "name", "problem"),
    [
        ("limit=0", "limit", "low"),
        ("limit=101", "limit", "high"),
        ("limit=many", "limit", "type"),
        ("limit=1&limit=2", "limit", "type"),
        ("cursor=-1", "cursor", "form"),
        ("stauts=new", "stauts", "unknown"),
        ("status=lost", "status", "choice"),
        ("updated_since=yesterday", "updated_since", "form"),
        ("updated_since=2026-02-30T00:00:00Z", "updated_since", "form"),
        ("updated_since=0001-01-01T00:00:00%2B14:00", "updated_since", "form"),
        ("updated_since=9999-12-31T23:59:59-12:00", "updated_since", "form"),
    ],
)
def test_a_filter_that_is_wrong_is_refused_rather_than_left_out(
    system: System, query: str, name: str, problem: str
) -> None:
    answer = system().get(f"/tickets?{query}")

    assert answer.status_code == 422
    assert (name, problem) in {(f["name"], f["code"]) for f in answer.json()["fields"]}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"text=x",
        b'"text"',
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"text": NaN}',
        b'{"text": "a", "text": "b"}',
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b"[" * 900 + b"]" * 900,
        b'{"text":' + b"[" * 500 + b"]" * 500 + b"}",
        b'{"text": ' + b"9" * 50_000 + b"}",
        b'{"text": "x"}}',
    ],
    ids=range(14),
)
def test_a_body_that_is_none_is_refused_whatever_it_is(
    world: World, system: System, content: bytes
) -> None:
    answer = post(system(), world, content)

    assert answer.status_code == 422
    assert answer.json()["code"] in ("bad_json", "invalid")


@pytest.mark.parametrize("header", [{"content-type": "text/json"}, {"content-encoding": "gzip"}])
def test_what_is_not_plain_json_is_not_even_read(
    world: World, system: System, header: dict[str, str]
) -> None:
    assert code(post(system(), world, b'{"text": "x"}', **header)) == (415, "not_json")


def test_signs_no_database_keeps_are_replaced(world: World, system: System) -> None:
    client = system()
    assert post(client, world, rb'{"text": "a\u0000b\ud800c\ud83d\ude00"}').status_code == 200
    said = client.get(f"/tickets/{world.complaint}/messages").json()["messages"][-1]

    assert said["text"] == "a\ufffdb\ufffdc\U0001f600"
    assert client.get("/tickets?q=%00%ED%A0%80").status_code == 200
    assert client.get("/products/%00").status_code == 404
    fields = post(client, world, rb'{"\ud800": 1}').json()["fields"]
    assert {each["name"] for each in fields} == {"text", "\ufffd"}


@pytest.mark.parametrize(
    "path", ["/", "/me/", "//me", "/me%0A", "/tickets/%0A/note", "/../x", "/%2e%2e"]
)
def test_a_strange_address_gets_a_problem_and_no_page(system: System, path: str) -> None:
    answer = system().get(path, follow_redirects=False)

    assert answer.headers["content-type"] in (MEDIA_TYPE, "application/json")
    assert "location" not in answer.headers


def test_a_database_that_is_away_is_told_from_a_fault_of_ours(
    world: World, system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = token_for(world)
    away = Database("postgresql://nobody@127.0.0.1:9/none")
    app = create_app(world.settings, away, world.clock)
    answer = TestClient(app, base_url=ROOT).get("/me", headers=bearer(secret))

    assert code(answer) == (503, "unavailable")
