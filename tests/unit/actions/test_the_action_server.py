"""The action server's door: who may call it, and with what."""

from __future__ import annotations

import json
import zlib
from typing import Any

import httpx
import pytest

from actions.server import LARGEST_BODY, create_app
from tests.unit.actions.conftest import Chat

SECRET = "very-secret"
HEADERS = {"X-Ofisi-Secret": SECRET, "Content-Type": "application/json"}


@pytest.fixture(scope="module")
def app() -> Any:
    return create_app(SECRET)


def call(action: str, sender: str = "c-nobody") -> bytes:
    tracker = {"sender_id": sender, "slots": {}, "latest_message": {}, "events": []}
    return json.dumps({"next_action": action, "tracker": tracker, "domain": {}}).encode()


async def post(app: Any, body: bytes, **headers: str) -> httpx.Response:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://actions") as client:
        spelled = {name.replace("_", "-"): value for name, value in headers.items()}
        kept = {k: v for k, v in {**HEADERS, **spelled}.items() if v}
        return await client.post("/webhook", content=body, headers=kept)


async def test_it_runs_an_action_for_who_knows_the_secret(app: Any, chat: Chat) -> None:
    answer = await post(app, call("action_not_understood", chat.sender))
    assert answer.status_code == 200
    assert answer.json()["responses"][0]["response"] == "utter_not_understood"


@pytest.mark.parametrize("secret", ["", "wrong", SECRET.upper(), SECRET + "x"])
async def test_it_refuses_who_does_not(app: Any, secret: str) -> None:
    answer = await post(app, call("action_not_understood"), **{"X-Ofisi-Secret": secret})
    assert (answer.status_code, answer.json()) == (403, {"error": "forbidden"})


@pytest.mark.parametrize("media_type", ["", "text/plain", "application/x-www-form-urlencoded"])
async def test_it_takes_json_only(app: Any, media_type: str) -> None:
    answer = await post(app, call("action_not_understood"), **{"Content-Type": media_type})
    assert answer.status_code == 415


@pytest.mark.parametrize("encoding", ["deflate", "gzip", "br"])
async def test_it_takes_nothing_compressed(app: Any, encoding: str) -> None:
    answer = await post(app, zlib.compress(b" " * 10**7), **{"Content-Encoding": encoding})
    assert answer.status_code == 415


async def test_it_takes_nothing_huge(app: Any) -> None:
    assert (await post(app, b" " * (LARGEST_BODY + 1))).status_code == 413


async def test_it_counts_a_body_that_does_not_say_its_length(app: Any) -> None:
    async def chunks() -> Any:
        for _ in range(30):
            yield b" " * 100_000

    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://actions") as client:
        answer = await client.post("/webhook", content=chunks(), headers=HEADERS)
    assert answer.status_code == 413


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7", b'{"tracker": 1}', b"[" * 100_000])
async def test_it_stands_bodies_that_are_no_call(app: Any, body: bytes) -> None:
    assert (await post(app, body)).status_code == 400


async def test_it_tells_nothing_of_what_went_wrong(
    app: Any, chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await post(app, call("action_hand_over", "c-private-name"))
    assert (answer.status_code, answer.json()) == (500, {"error": "failed"})
    assert "NotFound" in caplog.text
    assert "c-private-name" not in caplog.text


async def test_it_knows_only_its_own_actions(app: Any) -> None:
    assert (await post(app, call("action_listen"))).status_code == 404


async def test_it_answers_for_its_health_to_anyone(app: Any) -> None:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://actions") as client:
        health = await client.get("/health")
        elsewhere = await client.get("/actions")
    assert (health.status_code, health.json()) == (200, {"status": "ok"})
    assert elsewhere.status_code == 404
