"""From the audit to deliveries: every event, once for each webhook that wants it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from helpdesk.db.desk_tables import webhook as table
from helpdesk.db.desk_tables import webhook_delivery
from helpdesk.domain.staff import AuditEntry
from helpdesk.services import audit, handling, tickets, webhook_events, webhooks
from tests.factories import make_complaint
from tests.unit.webhooks.conftest import Hook, Shop

MINUTE = timedelta(minutes=1)


def happen(
    shop: Shop, now: datetime, what: str = "ticket.noted", number: int | None = None
) -> AuditEntry:
    subject = f"ticket:{shop.ticket.id}"
    entry = audit.record(shop.session, who="staff:1", what=what, subject=subject, now=now)
    entry.id = number
    shop.session.flush()
    return entry


def test_it_tells_what_happens_from_now_on_and_nothing_older(
    shop: Shop, hook: Hook, now: datetime
) -> None:
    hook()
    assert shop.collect(now) == []
    tickets.claim(shop.session, shop.ticket, shop.neema, now=now)
    make_complaint(shop.session, shop.asha, now=now, story="Sukari ni mbovu")

    assert shop.collect(now) == ["ticket.assigned", "ticket.opened"]
    assert shop.collect(now + MINUTE) == ["ticket.assigned", "ticket.opened"]


def test_each_webhook_hears_what_it_wants(shop: Shop, hook: Hook, now: datetime) -> None:
    notes, all_of_it = hook("ticket.noted"), hook()
    tickets.claim(shop.session, shop.ticket, shop.neema, now=now)
    tickets.note(shop.session, shop.ticket, shop.neema, "Simu imepigwa", now=now)
    shop.collect(now)

    told = [(each.webhook_id, each.event) for each in shop.deliveries()]
    assert sorted(told) == sorted(
        [
            (notes.id, "ticket.noted"),
            (all_of_it.id, "ticket.assigned"),
            (all_of_it.id, "ticket.noted"),
        ]
    )


def test_an_entry_that_comes_to_light_late_is_told_too(
    shop: Shop, hook: Hook, now: datetime
) -> None:
    """Its number was given before, and committed after, one with a higher number."""
    hook()
    happen(shop, now, number=9_000_002)
    assert shop.collect(now) == ["ticket.noted"]
    happen(shop, now, "ticket.replied", number=9_000_001)

    later = now + webhook_events.LATEST - MINUTE
    assert shop.collect(later) == ["ticket.noted", "ticket.replied"]


def test_what_is_old_is_passed_and_not_told_again_when_its_delivery_is_gone(
    shop: Shop, hook: Hook, now: datetime
) -> None:
    """Retention lets go of deliveries; their entries must not be told a second time."""
    made = hook()
    entry = happen(shop, now)
    shop.collect(now)
    later = now + webhook_events.AT_LEAST
    assert webhook_events.is_due(shop.session, now=later)
    shop.collect(later)
    shop.session.execute(webhook_delivery.delete())

    assert shop.collect(later) == []
    position = select(table.c.position).where(table.c.id == made.id)
    assert shop.session.execute(position).scalar_one() == entry.id
    assert not webhook_events.is_due(shop.session, now=later)


def test_a_long_list_is_told_in_several_rounds_and_nothing_is_left_out(
    shop: Shop, hook: Hook, now: datetime
) -> None:
    hook()
    many = webhook_events.AT_ONCE + 20
    for _ in range(many):
        happen(shop, now)
    later = now + 2 * webhook_events.LATEST

    assert len(shop.collect(later)) == webhook_events.AT_ONCE
    assert len(shop.collect(later)) == many
    entries = {each.entry_id for each in shop.deliveries()}
    assert len(entries) == many


def test_while_paused_nothing_is_gathered_and_what_waits_has_failed(
    shop: Shop, hook: Hook, now: datetime
) -> None:
    made = hook()
    happen(shop, now)
    shop.collect(now)
    webhooks.pause(shop.session, shop.salma, made, now=now)
    happen(shop, now)
    webhooks.resume(shop.session, shop.salma, made, now=now + MINUTE)
    happen(shop, now + MINUTE, "ticket.replied")
    shop.collect(now + MINUTE)

    told = [(each.event, str(each.status), each.error) for each in shop.deliveries()]
    assert told == [("ticket.noted", "failed", "paused"), ("ticket.replied", "queued", None)]


def test_every_message_has_an_id_of_its_own(shop: Shop, hook: Hook, now: datetime) -> None:
    hook()
    hook()
    happen(shop, now)
    shop.collect(now)
    found = [each.message_id for each in shop.deliveries()]

    assert len(set(found)) == 2
    assert not any("." in each for each in found)


def test_handling_by_several_roads_is_told_by_one_name(
    shop: Shop, hook: Hook, now: datetime
) -> None:
    """A ticket somebody takes and one that is given to somebody: both are `ticket.assigned`."""
    hook("ticket.assigned")
    tickets.claim(shop.session, shop.ticket, shop.neema, now=now)
    handling.assign(
        shop.session, shop.ticket, shop.salma, None, version=shop.ticket.version, now=now
    )

    assert shop.collect(now) == ["ticket.assigned", "ticket.assigned"]
