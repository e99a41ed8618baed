"""Who and what the channel lets in."""

from __future__ import annotations

import pytest

from tests.integration.rasa.project import SECRET, RasaServer

pytestmark = pytest.mark.timeout(240)

GOOD = {"sender": "c-door", "turn": "door:1", "text": "habari", "language": "sw"}


@pytest.mark.parametrize("secret", ["", "wrong", SECRET[:-1], "s\u00e9cret"])
def test_it_is_closed_to_those_without_the_secret(rasa: RasaServer, secret: str) -> None:
    headers = {b"X-Ofisi-Secret": secret.encode()}

    answers = [
        rasa.http.get("/health", headers=headers),
        rasa.http.post("/turn", headers=headers, json=GOOD),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]


def test_it_takes_json_only(rasa: RasaServer) -> None:
    answer = rasa.http.post("/turn", content=b"{}", headers={"Content-Type": "text/plain"})

    assert answer.status_code == 415


@pytest.mark.parametrize("body", ["{", "[]", "{}", '{"sender": "c-1"}'])
def test_it_refuses_what_is_no_turn(rasa: RasaServer, body: str) -> None:
    headers = {"Content-Type": "application/json"}

    assert rasa.http.post("/turn", content=body, headers=headers).status_code == 400


def test_it_refuses_a_body_that_is_too_large(rasa: RasaServer) -> None:
    answer = rasa.http.post("/turn", json={**GOOD, "more": "x" * 300_000})

    assert answer.status_code == 413


@pytest.mark.parametrize("intent", ["restart", "back", "session_start", "unheard_of"])
def test_it_runs_no_intent_that_is_not_the_assistants(rasa: RasaServer, intent: str) -> None:
    assert rasa.turn("door:2", "", sender="c-door", intent=intent).status_code == 400


@pytest.mark.parametrize("text", ["/affirm", "  /affirm", "\uff0faffirm", "\u200b/affirm"])
def test_it_refuses_a_typed_command(rasa: RasaServer, text: str) -> None:
    assert rasa.turn("door:3", text, sender="c-door").status_code == 400


def test_it_offers_no_other_way_in(rasa: RasaServer) -> None:
    root = f"http://127.0.0.1:{rasa.port}"

    paths = ["/webhooks/rest/webhook", "/conversations/c-1/messages", "/model/parse"]

    assert {rasa.http.post(root + path, json={}).status_code for path in paths} == {404}
