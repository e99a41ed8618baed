"""What becomes of a delivery: sent, tried later and later, given up, and people told."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from helpdesk.domain.enums import NoticeKind, WebhookStatus
from helpdesk.domain.errors import NotFound
from helpdesk.domain.machines import Webhook
from helpdesk.services import audit, notices, webhook_queue, webhooks
from helpdesk.services.webhook_queue import FAILING_FOR, LEASE, WAITS, Answer, wait_after
from tests.unit.webhooks.conftest import Hook, Shop

BAD = Answer(status=500)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


def waiting(shop: Shop, hook: Webhook, now: datetime, *, many: int = 1) -> None:
    subject = f"ticket:{shop.ticket.id}"
    for _ in range(many):
        audit.record(shop.session, who="system", what="ticket.opened", subject=subject, now=now)
    shop.session.flush()
    shop.collect(now)


def lines(shop: Shop) -> list[NoticeKind]:
    return [line.kind for line, _ in notices.of_staff(shop.session, shop.salma)]


def test_a_good_answer_ends_it(shop: Shop, hook: Hook, now: datetime) -> None:
    made = hook()
    waiting(shop, made, now)
    row = shop.attempt(made, Answer(status=202), now)

    assert (row.status, row.sent_at, row.answered) == (WebhookStatus.SENT, now, 202)
    assert webhook_queue.take(shop.session, made.id or 0, now=now + HOUR) is None


@pytest.mark.parametrize("attempt", range(1, len(WAITS) + 1))
def test_each_wait_is_longer_and_never_quite_the_same(attempt: int) -> None:
    waits = {wait_after(attempt) for _ in range(50)}
    expected = WAITS[attempt - 1]

    assert len(waits) > 1
    assert all(wait and 0.9 * expected <= wait <= 1.1 * expected for wait in waits)


def test_after_the_last_try_none_comes() -> None:
    assert wait_after(len(WAITS) + 1) is None


def test_the_table_of_waits_is_gone_through_and_then_people_are_told(
    shop: Shop, hook: Hook, now: datetime
) -> None:
    """Another delivery arrives now and then, so it is not the receiver that is gone."""
    made = hook()
    waiting(shop, made, now)
    at, waits = now, []
    for _ in range(len(WAITS) + 1):
        row = shop.attempt(made, BAD, at)
        made.failing_since = None
        waits.append(row.retry_at - at if row.retry_at else None)
        at = row.retry_at or at

    assert [str(row.status), row.attempts, row.answered] == ["failed", 10, 500]
    assert waits[-1] is None
    assert lines(shop) == [NoticeKind.WEBHOOK_FAILED]
    assert made.active


def test_it_is_nobody_elses_while_it_is_sent_and_comes_back_if_its_sender_dies(
    shop: Shop, hook: Hook, now: datetime
) -> None:
    made = hook()
    waiting(shop, made, now)
    first = shop.take(made, now)

    assert webhook_queue.take(shop.session, made.id or 0, now=now + LEASE - SECOND) is None
    second = shop.take(made, now + LEASE)
    assert second.message_id == first.message_id
    webhook_queue.settle(shop.session, first, BAD, now=now + LEASE)
    (row,) = shop.deliveries()
    assert row.retry_at == now + 2 * LEASE  # the late word of the first changes nothing


def test_the_receivers_wish_for_rest_is_honoured_for_all_of_its_messages(
    shop: Shop, hook: Hook, now: datetime
) -> None:
    made = hook()
    waiting(shop, made, now, many=2)
    row = shop.attempt(made, Answer(status=429, wait=HOUR), now)

    assert row.retry_at == now + HOUR
    assert webhook_queue.lanes(shop.session, now=now + HOUR - SECOND) == []
    assert webhook_queue.take(shop.session, made.id or 0, now=now + HOUR - SECOND) is None
    assert webhook_queue.lanes(shop.session, now=now + HOUR) == [made.id]


def test_no_receiver_can_ask_for_rest_for_ever() -> None:
    assert wait_after(1, timedelta(days=400)) == timedelta(hours=24)


def test_a_receiver_that_is_gone_is_left_alone(shop: Shop, hook: Hook, now: datetime) -> None:
    made = hook()
    waiting(shop, made, now, many=3)
    shop.attempt(made, Answer(status=410), now)

    assert (made.active, made.paused_by) == (False, webhooks.GONE)
    assert {str(each.status) for each in shop.deliveries()} == {"failed"}
    assert lines(shop) == [NoticeKind.WEBHOOK_PAUSED]


def test_a_receiver_that_fails_for_a_day_is_paused_and_that_is_said(
    shop: Shop, hook: Hook, now: datetime
) -> None:
    made = hook()
    waiting(shop, made, now)
    shop.attempt(made, Answer(problem="refused"), now)
    assert made.failing_since == now
    waiting(shop, made, now + FAILING_FOR - SECOND)
    shop.attempt(made, BAD, now + FAILING_FOR - SECOND)
    assert made.active
    shop.attempt(made, BAD, now + FAILING_FOR + HOUR)

    assert (made.active, made.paused_by) == (False, webhooks.FAILING)
    assert lines(shop) == [NoticeKind.WEBHOOK_PAUSED]
    text = notices.text_of(shop.session, notices.of_staff(shop.session, shop.salma)[0][0], "en")
    assert made.name in text


def test_one_success_means_it_lives(shop: Shop, hook: Hook, now: datetime) -> None:
    made = hook()
    waiting(shop, made, now, many=2)
    shop.attempt(made, BAD, now)
    shop.attempt(made, Answer(status=204), now)

    assert made.failing_since is None


def test_what_failed_can_be_sent_again_under_the_same_id(
    shop: Shop, hook: Hook, now: datetime
) -> None:
    made = hook()
    waiting(shop, made, now, many=2)
    shop.attempt(made, Answer(status=410), now)
    webhooks.resume(shop.session, shop.salma, made, now=now)
    before = [each.message_id for each in shop.deliveries()]
    number = shop.deliveries()[0].id

    assert webhook_queue.again(shop.session, made, number, now=now) == 1
    assert webhook_queue.again(shop.session, made, None, now=now) == 1
    assert [each.message_id for each in shop.deliveries()] == before
    assert {str(each.status) for each in shop.deliveries()} == {"queued"}
    with pytest.raises(NotFound):
        webhook_queue.again(shop.session, made, number, now=now)


def test_a_test_is_tried_once_and_says_nothing_about_the_receiver(
    shop: Shop, hook: Hook, now: datetime
) -> None:
    made = hook()
    webhook_queue.test(shop.session, made, now=now)
    row = shop.attempt(made, Answer(problem="refused"), now)

    assert (row.status, row.error) == (WebhookStatus.FAILED, "refused")
    assert made.failing_since is None
    assert lines(shop) == []
    assert webhook_queue.again(shop.session, made, None, now=now) == 0


def test_the_oldest_due_goes_first(shop: Shop, hook: Hook, now: datetime) -> None:
    made = hook()
    waiting(shop, made, now, many=3)
    order = [shop.take(made, now + SECOND).delivery_id for _ in range(3)]

    assert order == sorted(order)
