from __future__ import annotations

import httpx
import pytest
from sqlalchemy import select
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from helpdesk.db import tables
from helpdesk.domain.delivery import Delivery
from helpdesk.domain.enums import OutboxStatus
from helpdesk.services import outbox
from tests.cast import JOHN
from tests.integration.gateway.conftest import Counter
from tests.integration.gateway.fakes import message


def caused(error: NetworkError, cause: Exception) -> NetworkError:
    error.__cause__ = cause
    return error


def outgoing(counter: Counter) -> list[Delivery]:
    with counter.gateway.database.reading() as session:
        return list(session.execute(select(Delivery).order_by(tables.outbox.c.id)).scalars())


async def say_after(counter: Counter, *errors: Exception | None, texts: int = 1) -> list[Delivery]:
    """The bot says so many texts to Asha while Telegram answers with those errors."""
    counter.replies = [{"text": f"neno {number}"} for number in range(1, texts + 1)]
    counter.bot.errors.extend(errors)
    await counter.receive(message(1, text="Habari"))
    counter.replies = []
    return outgoing(counter)


async def test_it_notes_what_telegram_calls_the_message(counter: Counter) -> None:
    (delivery,) = await say_after(counter)

    assert (delivery.status, delivery.telegram_message_id) == (OutboxStatus.SENT, 5001)


async def test_it_waits_as_long_as_telegram_asks_and_keeps_the_order(counter: Counter) -> None:
    await say_after(counter, RetryAfter(30), texts=2)
    await counter.later(29)
    assert counter.said() == []

    await counter.later(1.5)

    assert counter.said() == ["neno 1", "neno 2"]


async def test_it_goes_on_with_other_chats_meanwhile(counter: Counter) -> None:
    await say_after(counter, RetryAfter(3600))
    counter.replies = [{"text": "Hello"}]

    await counter.receive(message(2, JOHN, text="Hi"))

    assert counter.said() == ["Hello"]


async def test_it_keeps_what_a_customer_who_blocked_us_is_owed(counter: Counter) -> None:
    deliveries = await say_after(counter, Forbidden("bot was blocked by the user"), texts=2)
    statuses = [delivery.status for delivery in deliveries]
    assert statuses == [OutboxStatus.FAILED, OutboxStatus.QUEUED]
    with counter.gateway.database.reading() as session:
        assert not counter.contact(session).reachable

    await counter.receive(message(2, text="Nimerudi"))

    assert counter.said() == ["neno 1", "neno 2"]


async def test_it_follows_a_chat_that_moved(counter: Counter) -> None:
    await say_after(counter, ChatMigrated(-1009), texts=2)
    await counter.later(1)

    assert counter.bot.sent == [(-1009, "neno 1"), (-1009, "neno 2")]


@pytest.mark.parametrize("cause", [httpx.ConnectError("x"), httpx.PoolTimeout("x")])
async def test_it_sends_again_what_was_surely_not_sent(counter: Counter, cause: Exception) -> None:
    errors = [caused(TimedOut(), cause) for _ in range(4)]
    await say_after(counter, *errors)
    for _ in range(4):
        await counter.later(60)

    (delivery,) = outgoing(counter)
    assert (delivery.status, delivery.may_repeat) == (OutboxStatus.SENT, False)


@pytest.mark.parametrize(
    "error",
    [
        caused(TimedOut(), httpx.ReadTimeout("x")),
        caused(NetworkError("x"), httpx.RemoteProtocolError("x")),
        NetworkError("Bad Gateway"),
    ],
)
async def test_it_sends_at_most_once_more_what_may_have_arrived(
    counter: Counter, error: NetworkError
) -> None:
    await say_after(counter, error, error)
    for _ in range(4):
        await counter.later(60)

    (delivery,) = outgoing(counter)
    assert (delivery.status, delivery.may_repeat) == (OutboxStatus.UNKNOWN, True)
    assert (delivery.attempts, counter.said()) == (2, [])


async def test_it_gives_up_what_telegram_refuses_and_goes_on(counter: Counter) -> None:
    deliveries = await say_after(counter, BadRequest("message is too long"), texts=2)

    assert [d.status for d in deliveries] == [OutboxStatus.FAILED, OutboxStatus.SENT]
    assert deliveries[0].error == "message is too long"


async def test_it_sends_once_more_for_a_sender_that_died(counter: Counter) -> None:
    await counter.receive(message(1, text="Habari"))
    with counter.gateway.database.begin() as session:
        contact = counter.contact(session)
        outbox.enqueue(session, contact, text="neno", now=counter.time)
        bot_id, chat_id = contact.bot_id, contact.chat_id
        outbox.claim(session, bot_id, chat_id, holder="elsewhere:1:x", now=counter.time)
    await counter.later(50)
    assert counter.said() == []

    await counter.later(11)

    (delivery,) = outgoing(counter)
    assert (counter.said(), delivery.may_repeat) == (["neno"], True)
