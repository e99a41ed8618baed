"""Searching with one department's eyes: what moves is found where it is now, and only there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from helpdesk.db import matching, search
from helpdesk.db.tables import department, message
from helpdesk.domain.company import Department
from helpdesk.domain.enums import Author
from helpdesk.services import conversations
from tests.factories import make_complaint
from tests.unit.desk.conftest import Desk


@pytest.fixture
def said(desk: Desk, now: datetime) -> Any:
    """Asha's word on her ticket."""
    found = conversations.record(
        desk.session, desk.asha, "Mzigo haujafika Kariakoo", author=Author.CUSTOMER,
        ticket_id=desk.ticket.id, now=now,
    )  # fmt: skip
    desk.session.flush()
    return found


def number_of(desk: Desk, code: str) -> int:
    found = select(department.c.id).where(department.c.code == code)
    return int(desk.session.execute(found).scalar_one())


@pytest.mark.parametrize("typed", ["haujafika", "unga", "haujaf kariak", "mbov"])
def test_it_follows_a_ticket_to_another_department(desk: Desk, said: Any, typed: str) -> None:
    was, now_at = desk.ticket.department_id, number_of(desk, "hr")
    before = search.ticket_ids(desk.session, typed, [was])

    desk.ticket.department_id = now_at
    desk.session.flush()

    assert before == [desk.ticket.id]
    assert search.ticket_ids(desk.session, typed, [was]) == []
    assert search.ticket_ids(desk.session, typed, [now_at]) == [desk.ticket.id]
    assert search.ticket_ids(desk.session, typed, [was, now_at]) == [desk.ticket.id]


def test_it_follows_a_message_to_another_ticket(desk: Desk, said: Any, now: datetime) -> None:
    other = make_complaint(desk.session, desk.asha, now=now, story="Sukari", source_key="other")
    desk.session.flush()

    desk.session.execute(update(message).where(message.c.id == said.id).values(ticket_id=other.id))

    assert search.ticket_ids(desk.session, "haujafika", None) == [other.id]


@pytest.mark.parametrize("change", [{"text": ""}, {"ticket_id": None}])
def test_it_finds_no_message_that_was_wiped_or_let_go(
    desk: Desk, said: Any, change: dict[str, Any]
) -> None:
    desk.session.execute(update(message).where(message.c.id == said.id).values(**change))
    assert search.ticket_ids(desk.session, "haujafika", None) == []


def test_it_finds_no_message_that_is_gone(desk: Desk, said: Any) -> None:
    desk.session.execute(delete(message).where(message.c.id == said.id))
    assert search.ticket_ids(desk.session, "haujafika", None) == []


def test_it_finds_a_common_word_s_ticket_however_much_was_said_elsewhere(
    desk: Desk, said: Any, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its department's only one, and older than all that is looked at first."""
    for name in ("LOOKED_AT", "WINDOW"):
        monkeypatch.setattr(matching, name, 3)
    hr = desk.session.get(Department, number_of(desk, "hr"))
    for turn in range(8):
        other = make_complaint(
            desk.session, desk.asha, now=now, story="Mzigo haujafika", source_key=f"k{turn}"
        )
        other.department_id = (hr and hr.id) or 0
    desk.session.flush()

    found = search.ticket_ids(desk.session, "haujafika", [desk.ticket.department_id])

    assert found == [desk.ticket.id]
