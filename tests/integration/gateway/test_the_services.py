from __future__ import annotations

from datetime import timedelta

import pytest

from helpdesk.db.engine import Database, Session
from helpdesk.domain.errors import ButtonSpent
from helpdesk.services import buttons, heartbeats, leases, outbox
from tests.conftest import NOW
from tests.factories import make_contact

TTL = timedelta(seconds=30)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    "text", ["neno " * 3000, "x" * 9000, "👨‍👩‍👧" * 2000, "aya\n\n" * 2000, "😀" * 4096]
)
def test_it_splits_a_long_text_and_loses_no_character(text: str) -> None:
    parts = outbox.split(text)

    assert all(0 < units(part) <= outbox.LIMIT for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_it_leaves_a_short_text_whole() -> None:
    assert outbox.split("Karibu\n\nsana ") == ["Karibu\n\nsana "]


def test_it_sends_the_parts_in_order_and_the_buttons_last(session: Session) -> None:
    contact = make_contact(session, now=NOW)

    last = outbox.enqueue(
        session, contact, text="neno " * 2000, buttons=[{"title": "A", "payload": "/a"}], now=NOW
    )

    first = outbox.claim(session, contact.bot_id, contact.chat_id, holder="h:1:x", now=NOW)
    assert first is not None
    assert "buttons" not in first.payload
    assert "buttons" in last.payload


def test_it_gives_a_lease_to_one_holder_at_a_time(session: Session) -> None:
    assert leases.take(session, "chat:1:2", "h:1:a", ttl=TTL, now=NOW)
    assert leases.take(session, "chat:1:2", "h:1:a", ttl=TTL, now=NOW)
    assert not leases.take(session, "chat:1:2", "h:2:b", ttl=TTL, now=NOW)
    assert leases.take(session, "chat:1:2", "h:2:b", ttl=TTL, now=NOW + TTL)


def test_it_frees_at_once_what_a_dead_process_held(session: Session) -> None:
    for name, holder in (("a", "here:1:x"), ("b", "here:2:x"), ("c", "there:1:x")):
        leases.take(session, name, holder, ttl=TTL, now=NOW)

    assert leases.release_dead(session, "here", lambda pid: pid == 2) == 1
    assert [leases.held(session, name, now=NOW) for name in "abc"] == [False, True, True]


def test_it_remembers_when_each_part_was_last_seen(session: Session) -> None:
    heartbeats.beat(session, "rasa", now=NOW)
    heartbeats.beat(session, "rasa", now=NOW + TTL)

    assert [(b.process, b.seen_at) for b in heartbeats.all(session)] == [("rasa", NOW + TTL)]


def test_it_lets_a_button_run_out(database: Database) -> None:
    with database.begin() as session:
        contact = make_contact(session, now=NOW)
        made = buttons.make(session, contact, [{"title": "A", "payload": "/affirm"}], now=NOW)
    token = made[0]["data"].removeprefix(buttons.PREFIX)

    with database.begin() as session, pytest.raises(ButtonSpent):
        buttons.press(session, contact, token, now=NOW + buttons.LIFETIME)
