"""What did not arrive can be sent again by hand, once, and staff read why it failed."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from helpdesk.domain.delivery import Delivery
from helpdesk.domain.enums import OutboxStatus
from helpdesk.services.outbox import BLOCKED
from tests.integration.console.conftest import Browser
from tests.integration.console.world import World, post


@pytest.fixture
def page(world: World, browser: Browser) -> str:
    client = browser("brian")
    address = f"/tickets/{world.complaint}"
    post(client, f"{address}/reply", at=address, text="Pole sana, tunakuletea", version="1")
    return address


def become(world: World, status: OutboxStatus, error: str | None = None) -> int:
    with world.database.begin() as session:
        delivery = session.execute(select(Delivery)).scalar_one()
        delivery.status, delivery.error, delivery.attempts = status, error, 7
        return delivery.message_id or 0


def state(world: World) -> tuple[str, int]:
    with world.database.reading() as session:
        delivery = session.execute(select(Delivery)).scalar_one()
        return str(delivery.status), delivery.attempts


@pytest.mark.parametrize("status", [OutboxStatus.FAILED, OutboxStatus.UNKNOWN])
def test_it_queues_what_was_lost(
    world: World, browser: Browser, page: str, status: OutboxStatus
) -> None:
    message = become(world, status, "Bad Request: text is too strange")
    client = browser("brian")
    shown = client.get(page).text
    assert 'data-testid="send-again"' in shown
    assert post(client, f"{page}/send-again", at=page, message=str(message)).status_code == 303

    assert state(world) == ("queued", 0)


def test_it_says_why_it_failed(world: World, browser: Browser, page: str) -> None:
    become(world, OutboxStatus.FAILED, "Bad Request: text is too strange")

    assert "text is too strange" in browser("brian").get(page).text


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (OutboxStatus.SENT, None),
        (OutboxStatus.QUEUED, None),
        (OutboxStatus.FAILED, f"{BLOCKED}bot was blocked by the user"),
    ],
)
def test_it_leaves_alone_what_is_not_lost(
    world: World, browser: Browser, page: str, status: OutboxStatus, error: str | None
) -> None:
    message = become(world, status, error)
    client = browser("brian")
    assert 'data-testid="send-again"' not in client.get(page).text
    post(client, f"{page}/send-again", at=page, message=str(message))

    assert state(world) == (str(status), 7)


def test_a_message_of_another_ticket_is_not_sent(
    world: World, browser: Browser, page: str
) -> None:
    message = become(world, OutboxStatus.FAILED)
    other = f"/tickets/{world.order}"
    post(browser("salma"), f"{other}/send-again", at=other, message=str(message))

    assert state(world) == ("failed", 7)
