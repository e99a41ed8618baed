"""Pushing updates: in order within a lane, retried until taken."""

from __future__ import annotations

import json

import httpx
import pytest

from bot.playground.webhook import SECRET_HEADER
from tests.unit.playground.driver import ASHA, JOHN, Driver

pytestmark = pytest.mark.asyncio
URL = "https://example.org/hook"


class Receiver:
    """The bot's own address: it answers as told and remembers what came."""

    def __init__(self) -> None:
        self.answers: list[httpx.Response] = []
        self.taken: list[str] = []
        self.secrets: list[str | None] = []

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.MockTransport(self._take))

    def _take(self, request: httpx.Request) -> httpx.Response:
        update = json.loads(request.content)
        body = update.get("message") or update["callback_query"]
        self.taken.append(body.get("text") or body["data"])
        self.secrets.append(request.headers.get(SECRET_HEADER))
        return self.answers.pop(0) if self.answers else httpx.Response(200)


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def pushing(receiver: Receiver) -> Driver:
    return Driver(client=receiver.client)


async def start(pushing: Driver, **params: object) -> None:
    assert (await pushing.call("setWebhook", url=URL, **params))["ok"]


async def test_it_sends_the_secret_with_every_update(pushing: Driver, receiver: Receiver) -> None:
    await start(pushing, secret_token="s-1")
    await pushing.says(ASHA, "moja")
    await pushing.world.webhook.deliver_due()
    assert (receiver.taken, receiver.secrets) == (["moja"], ["s-1"])
    assert (await pushing.result("getWebhookInfo"))["pending_update_count"] == 0


async def test_one_chat_has_one_update_in_flight(pushing: Driver, receiver: Receiver) -> None:
    await start(pushing)
    for customer, word in ((ASHA, "moja"), (ASHA, "mbili"), (JOHN, "one")):
        await pushing.says(customer, word)
    await pushing.world.webhook.deliver_due()
    assert receiver.taken == ["moja", "one"]
    await pushing.world.webhook.deliver_due()
    assert receiver.taken == ["moja", "one", "mbili"]


async def test_a_failing_update_holds_only_its_own_chat(
    pushing: Driver, receiver: Receiver
) -> None:
    await start(pushing)
    receiver.answers = [httpx.Response(500)]
    for customer, word in ((ASHA, "moja"), (ASHA, "mbili"), (JOHN, "one")):
        await pushing.says(customer, word)
    for _ in range(3):
        await pushing.world.webhook.deliver_due()
    assert receiver.taken == ["moja", "one"]
    info = await pushing.result("getWebhookInfo")
    assert info["pending_update_count"] == 2
    expected = "Wrong response from the webhook: 500 Internal Server Error"
    assert info["last_error_message"] == expected


async def test_presses_do_not_wait_for_messages(pushing: Driver, receiver: Receiver) -> None:
    await start(pushing)
    sent = await pushing.result("sendMessage", chat_id=ASHA, text="Karibu")
    receiver.answers = [httpx.Response(503)]
    await pushing.says(ASHA, "moja")
    await pushing.world.webhook.deliver_due()
    await pushing.does(ASHA, "press", message_id=sent["message_id"], data="p")
    await pushing.world.webhook.deliver_due()
    assert receiver.taken == ["moja", "p"]


async def test_the_delay_between_attempts_doubles(pushing: Driver, receiver: Receiver) -> None:
    await start(pushing)
    receiver.answers = [httpx.Response(500) for _ in range(3)]
    await pushing.says(ASHA, "moja")
    attempts = []
    for _ in range(8):
        await pushing.world.webhook.deliver_due()
        attempts.append(len(receiver.taken))
        pushing.clock.pass_seconds(1)
    assert attempts == [1, 2, 2, 3, 3, 3, 3, 4]


async def test_it_honours_retry_after(pushing: Driver, receiver: Receiver) -> None:
    await start(pushing)
    receiver.answers = [httpx.Response(503, headers={"Retry-After": "30"})]
    await pushing.says(ASHA, "moja")
    await pushing.world.webhook.deliver_due()
    pushing.clock.pass_seconds(29)
    await pushing.world.webhook.deliver_due()
    assert len(receiver.taken) == 1
    pushing.clock.pass_seconds(1)
    await pushing.world.webhook.deliver_due()
    assert len(receiver.taken) == 2


async def test_it_refuses_a_secret_telegram_would_refuse(playground: Driver) -> None:
    complaint = await playground.refusal("setWebhook", url=URL, secret_token="a b")
    assert complaint == "Bad Request: secret token contains unallowed characters"


async def test_it_refuses_plain_http_beyond_this_machine(playground: Driver) -> None:
    complaint = await playground.refusal("setWebhook", url="http://example.org/hook")
    assert "An HTTPS URL must be provided" in complaint
    assert (await playground.call("setWebhook", url="http://127.0.0.1:8443/hook"))["ok"]
