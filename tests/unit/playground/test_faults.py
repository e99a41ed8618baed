"""Scripted faults, and the ledger that proves what came of them."""

from __future__ import annotations

import pytest

from bot.playground.connections import ConnectionClosed
from tests.unit.playground.driver import ASHA, JOHN, TOKEN, Driver

pytestmark = pytest.mark.asyncio


async def said(playground: Driver, chat_id: int = ASHA) -> list[str]:
    answer = await playground.http.get(f"/playground/chats/{chat_id}/messages")
    return [entry["message"]["text"] for entry in answer.json()["messages"]]


async def test_the_nth_call_and_the_count_after_it_fail(playground: Driver) -> None:
    await playground.fault(
        "too_many_requests", method="sendMessage", nth=2, count=2, retry_after=9
    )
    answers = [await playground.call("sendMessage", chat_id=ASHA, text=str(n)) for n in range(4)]
    assert [answer["ok"] for answer in answers] == [True, False, False, True]
    assert answers[1]["parameters"] == {"retry_after": 9}
    assert await said(playground) == ["0", "3"]


async def test_a_fault_may_fall_on_one_chat_only(playground: Driver) -> None:
    await playground.fault("blocked", chat_id=ASHA, count=0)
    complaint = await playground.refusal("sendMessage", chat_id=ASHA, text="x")
    assert complaint == "Forbidden: bot was blocked by the user"
    await playground.result("sendMessage", chat_id=JOHN, text="x")


async def test_a_chat_can_move(playground: Driver) -> None:
    await playground.fault("migrate", migrate_to=-100123)
    answer = await playground.call("sendMessage", chat_id=ASHA, text="x")
    assert (answer["error_code"], answer["parameters"]) == (400, {"migrate_to_chat_id": -100123})


async def test_a_server_error_is_a_page_and_not_json(playground: Driver) -> None:
    await playground.fault("server_error", status=502)
    answer = await playground.http.post(f"/bot{TOKEN}/sendMessage", json={"chat_id": ASHA})
    assert (answer.status_code, answer.headers["content-type"][:9]) == (502, "text/html")
    assert "502 Bad Gateway" in answer.text


async def test_any_error_can_be_scripted(playground: Driver) -> None:
    description = "Forbidden: user is deactivated"
    await playground.fault("error", error_code=403, description=description)
    assert await playground.refusal("sendMessage", chat_id=ASHA, text="x") == description


async def test_a_closed_connection_applies_nothing(playground: Driver) -> None:
    await playground.fault("close", method="sendMessage")
    with pytest.raises(ConnectionClosed):
        await playground.call("sendMessage", chat_id=ASHA, text="x")
    assert await said(playground) == []


async def test_a_dropped_call_was_applied(playground: Driver) -> None:
    await playground.fault("drop", method="sendMessage")
    with pytest.raises(ConnectionClosed):
        await playground.call("sendMessage", chat_id=ASHA, text="x")
    assert await said(playground) == ["x"]


async def test_a_star_leaves_the_fetching_of_updates_alone(playground: Driver) -> None:
    await playground.fault("server_error", count=0)
    assert await playground.updates() == []
    assert (await playground.call("getMe"))["ok"]


async def test_faults_can_be_taken_away(playground: Driver) -> None:
    await playground.fault("blocked", count=0)
    await playground.http.delete("/playground/faults")
    await playground.result("sendMessage", chat_id=ASHA, text="x")


async def test_the_ledger_tells_every_call_in_order(playground: Driver) -> None:
    await playground.fault("drop", method="sendMessage", nth=2)
    await playground.call("sendMessage", chat_id=ASHA, text="moja")
    with pytest.raises(ConnectionClosed):
        await playground.call("sendMessage", chat_id=ASHA, text="mbili")
    await playground.call("sendMessage", chat_id=5, text="tatu")
    calls = [(call["text"], call["applied"], call["result"]) for call in await playground.ledger()]
    assert calls == [
        ("moja", True, "ok"),
        ("mbili", True, "drop"),
        ("tatu", False, "Bad Request: chat not found"),
    ]


async def test_a_reset_forgets_all_but_the_numbers(playground: Driver) -> None:
    first = await playground.says(ASHA, "habari")
    await playground.fault("blocked", count=0)
    await playground.http.post("/playground/reset")
    assert (await playground.updates(), await said(playground)) == ([], [])
    assert await playground.says(ASHA, "habari") == first + 1


async def test_an_unknown_fault_is_refused(playground: Driver) -> None:
    for wanted in ({"kind": "flood"}, {"kind": "close", "often": 3}):
        assert (await playground.http.post("/playground/faults", json=wanted)).status_code == 400
