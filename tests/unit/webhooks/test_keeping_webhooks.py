"""Making, changing and forgetting webhooks; every step is in the audit, and no secret is."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select

from helpdesk.db.tables import audit_entry
from helpdesk.domain.errors import BadWebhook, NotFound
from helpdesk.domain.machines import WebhookDelivery
from helpdesk.domain.staff import AuditEntry
from helpdesk.services import webhook_queue, webhooks
from tests.unit.webhooks.conftest import URL, Hook, Shop

OTHER = "http://127.0.0.1:10/hook"


def noted(shop: Shop) -> list[AuditEntry]:
    found = select(AuditEntry).where(audit_entry.c.what.like("webhook.%"))
    return list(shop.session.execute(found.order_by(audit_entry.c.id)).scalars())


def test_every_step_is_noted_and_no_secret_is(shop: Shop, hook: Hook, now: datetime) -> None:
    made = hook("ticket.opened")
    secrets = [made.secret]
    wanted = webhooks.read("Stoo", OTHER, ["ticket.opened"])
    webhooks.change(shop.session, shop.salma, made, wanted, now=now)
    webhooks.rotate(shop.session, shop.salma, made, now=now)
    secrets.append(made.secret)
    webhooks.pause(shop.session, shop.salma, made, now=now)
    webhooks.pause(shop.session, shop.salma, made, now=now)
    webhooks.resume(shop.session, shop.salma, made, now=now)
    webhooks.remove(shop.session, shop.salma, made, now=now)

    steps = ["made", "changed", "changed", "secret_rotated", "paused", "resumed", "removed"]
    assert [each.what for each in noted(shop)] == [f"webhook.{step}" for step in steps]
    text = repr([vars(each) for each in noted(shop)])
    assert not any(secret in text for secret in secrets)
    assert {each.who for each in noted(shop)} == {f"staff:{shop.salma.id}"}


def test_what_is_logged_by_mistake_holds_no_secret(shop: Shop, hook: Hook, now: datetime) -> None:
    made = hook()
    webhook_queue.test(shop.session, made, now=now)

    assert made.secret not in repr(made)
    assert made.secret not in repr(shop.take(made, now))


def test_what_waits_goes_to_the_new_address(shop: Shop, hook: Hook, now: datetime) -> None:
    made = hook()
    webhook_queue.test(shop.session, made, now=now)
    wanted = webhooks.read(made.name, OTHER, made.events.split())
    webhooks.change(shop.session, shop.salma, made, wanted, now=now)
    shop.session.flush()

    assert shop.take(made, now).url == OTHER


def test_it_is_forgotten_with_all_that_was_sent(shop: Shop, hook: Hook, now: datetime) -> None:
    made, other = hook(), hook()
    for each in (made, other):
        webhook_queue.test(shop.session, each, now=now)
    webhooks.remove(shop.session, shop.salma, made, now=now)

    assert [each.webhook_id for each in shop.deliveries()] == [other.id]
    with pytest.raises(NotFound):
        webhooks.find(shop.session, made.id or 0)


def test_there_are_no_more_than_there_are_lanes(shop: Shop, hook: Hook) -> None:
    for _ in range(webhooks.MOST):
        hook()

    with pytest.raises(BadWebhook):
        hook()


def test_only_events_of_the_list_are_kept_in_its_order(shop: Shop, hook: Hook) -> None:
    with pytest.raises(BadWebhook):
        hook("order.paid", "ticket.viewed")
    made = hook("order.paid", "ticket.opened", "order.paid")

    assert made.events == "ticket.opened order.paid"
    assert made.url == URL


def test_the_last_delivery_of_each_is_shown(shop: Shop, hook: Hook, now: datetime) -> None:
    made, silent = hook(), hook()
    rows = [webhook_queue.test(shop.session, made, now=now) for _ in range(2)]
    last = webhook_queue.last_of_each(shop.session, [made, silent])

    newest: WebhookDelivery | None = rows[-1]
    assert last == {made.id: newest}
    assert webhook_queue.newest(shop.session, made) == rows[::-1]
