"""How the bot fetches updates: offsets, conflicts and what is too old."""

from __future__ import annotations

import asyncio

import pytest

from bot.playground.errors import ApiError
from bot.playground.polling import OTHER_POLLER, SET_WEBHOOK, WEBHOOK_ACTIVE
from tests.unit.playground.driver import ASHA, JOHN, Driver

pytestmark = pytest.mark.asyncio


async def ids(playground: Driver, **params: object) -> list[int]:
    return [update["update_id"] for update in await playground.updates(**params)]


async def test_it_gives_an_update_again_until_it_is_confirmed(playground: Driver) -> None:
    first = await playground.says(ASHA, "habari")
    assert await ids(playground) == [first]
    assert await ids(playground) == [first]
    assert await ids(playground, offset=first + 1) == []
    assert await ids(playground) == []


async def test_an_offset_confirms_only_what_is_below_it(playground: Driver) -> None:
    first, second = await playground.says(ASHA, "moja"), await playground.says(JOHN, "two")
    assert await ids(playground, offset=first) == [first, second]
    assert await ids(playground, offset=second) == [second]


async def test_a_negative_offset_forgets_all_but_the_last(playground: Driver) -> None:
    sent = [await playground.says(ASHA, word) for word in ("moja", "mbili", "tatu")]
    assert await ids(playground, offset=-1) == sent[-1:]
    assert await ids(playground) == sent[-1:]


async def test_it_gives_no_more_than_the_limit(playground: Driver) -> None:
    sent = [await playground.says(ASHA, word) for word in ("moja", "mbili", "tatu")]
    assert await ids(playground, limit=2) == sent[:2]


async def test_it_starts_where_it_is_told_and_numbers_one_by_one(playground: Driver) -> None:
    assert [await playground.says(ASHA, word) for word in ("moja", "mbili")] == [1000, 1001]


async def test_a_waiting_poll_is_answered_when_somebody_writes(playground: Driver) -> None:
    poll = asyncio.create_task(ids(playground, timeout=20))
    await asyncio.sleep(0)
    sent = await playground.says(ASHA, "habari")
    assert await asyncio.wait_for(poll, 5) == [sent]


async def test_a_second_poller_ends_the_first_with_a_conflict(playground: Driver) -> None:
    older = asyncio.create_task(playground.world.poller.poll(0, 100, 20))
    await asyncio.sleep(0)
    assert await playground.updates() == []
    with pytest.raises(ApiError) as refused:
        await older
    assert (refused.value.code, refused.value.description) == (409, OTHER_POLLER)


async def test_setting_a_webhook_ends_the_poller_and_forbids_the_next(playground: Driver) -> None:
    poller = asyncio.create_task(playground.world.poller.poll(0, 100, 20))
    await asyncio.sleep(0)
    await playground.call("setWebhook", url="https://example.org/hook")
    with pytest.raises(ApiError, match=SET_WEBHOOK):
        await poller
    assert await playground.refusal("getUpdates") == WEBHOOK_ACTIVE


async def test_a_message_is_lost_after_a_day(playground: Driver) -> None:
    await playground.says(ASHA, "habari")
    playground.clock.pass_seconds(24 * 3600 - 1)
    assert len(await ids(playground)) == 1
    playground.clock.pass_seconds(1)
    assert await ids(playground) == []


async def test_a_press_is_lost_after_150_seconds(playground: Driver) -> None:
    sent = await playground.result("sendMessage", chat_id=ASHA, text="Karibu")
    await playground.does(ASHA, "press", message_id=sent["message_id"], data="x")
    playground.clock.pass_seconds(149)
    assert len(await ids(playground)) == 1
    playground.clock.pass_seconds(1)
    assert await ids(playground) == []


async def test_only_the_kinds_the_bot_allows_are_kept(playground: Driver) -> None:
    await ids(playground, allowed_updates=["callback_query"])
    await playground.says(ASHA, "habari")
    assert await ids(playground) == []
    await ids(playground, allowed_updates=[])
    await playground.says(ASHA, "habari")
    assert len(await ids(playground)) == 1


async def test_any_object_can_be_an_update(playground: Driver) -> None:
    await playground.http.post("/playground/raw", json={"message": {"nonsense": [None]}})
    await playground.http.post("/playground/raw", json={"update_id": 7, "novelty": 1})
    assert await playground.updates() == [
        {"update_id": 1000, "message": {"nonsense": [None]}},
        {"update_id": 7, "novelty": 1},
    ]
