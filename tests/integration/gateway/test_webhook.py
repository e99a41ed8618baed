from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from sqlalchemy import func, select
from telegram.error import RetryAfter

from bot.telegram import webhook
from helpdesk.db.engine import DatabaseError
from helpdesk.db.tables import inbox as table
from helpdesk.services import inbox
from tests.integration.gateway.conftest import Counter
from tests.integration.gateway.fakes import message

RIGHT = {webhook.SECRET_HEADER: "siri"}


@pytest.fixture
async def caller(counter: Counter) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who posts to the webhook."""
    transport = httpx.ASGITransport(app=webhook.make_app(counter.gateway))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
        yield client


def kept(counter: Counter) -> int:
    with counter.gateway.database.reading() as session:
        return int(session.execute(select(func.count()).select_from(table)).scalar_one())


async def test_it_keeps_an_update_with_the_right_secret(
    counter: Counter, caller: httpx.AsyncClient
) -> None:
    answer = await caller.post("/hook", json=message(1, text="Habari"), headers=RIGHT)

    assert (answer.status_code, kept(counter)) == (200, 1)


@pytest.mark.parametrize("headers", [{}, {webhook.SECRET_HEADER: "Siri"}, {"X-Secret": "siri"}])
async def test_it_refuses_another_secret_and_keeps_nothing(
    counter: Counter, caller: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    answer = await caller.post("/hook", json=message(1, text="Habari"), headers=headers)

    assert (answer.status_code, kept(counter)) == (403, 0)


async def test_it_keeps_an_update_once_when_it_comes_five_times_at_once(
    counter: Counter, caller: httpx.AsyncClient
) -> None:
    update = message(1, text="Habari")
    posts = [caller.post("/hook", json=update, headers=RIGHT) for _ in range(5)]

    answers = await asyncio.gather(*posts)

    assert {answer.status_code for answer in answers} == {200}
    assert kept(counter) == 1


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"update_id": "1"}', b"\xff"])
async def test_it_refuses_what_is_no_update(
    counter: Counter, caller: httpx.AsyncClient, content: bytes
) -> None:
    answer = await caller.post("/hook", content=content, headers=RIGHT)

    assert (answer.status_code, kept(counter)) == (400, 0)


async def test_it_refuses_a_body_over_one_mebibyte(
    counter: Counter, caller: httpx.AsyncClient
) -> None:
    answer = await caller.post("/hook", content=b" " * (2**20 + 1), headers=RIGHT)

    assert (answer.status_code, kept(counter)) == (413, 0)


async def test_it_answers_503_when_the_database_does_not(
    counter: Counter, caller: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(*_: object, **__: object) -> int:
        message = "the server closed the connection"
        raise DatabaseError(message)

    monkeypatch.setattr(inbox, "store", silent)

    answer = await caller.post("/hook", json=message(1, text="Habari"), headers=RIGHT)

    assert answer.status_code == 503


async def test_it_waits_out_a_429_when_it_announces_itself(counter: Counter) -> None:
    counter.bot.errors.append(RetryAfter(0))

    await webhook.announce(counter.gateway)

    (given,) = counter.bot.named("set_webhook")
    assert (given["url"], given["secret_token"]) == ("https://bot.example.com/hook", "siri")
