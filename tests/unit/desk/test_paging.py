"""Turning the pages of a long work list: nothing is left out, and nothing comes twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from helpdesk.db import work_list
from helpdesk.db.queries import Scope
from helpdesk.db.tables import department, ticket
from helpdesk.db.work_list import Wanted
from helpdesk.domain.enums import TicketStatus
from tests.factories import make_complaint
from tests.unit.desk.conftest import Desk

MANY = 113
Turn = Callable[..., list[int]]


@pytest.fixture
def turn(desk: Desk, now: datetime) -> Turn:
    """Gives the tickets of all pages; every third was changed in the same moment as others."""
    numbers = [row.id for row in desk.session.execute(department.select()).all()]
    for place in range(MANY):
        made = make_complaint(desk.session, desk.asha, now=now, source_key=f"k{place}")
        made.department_id = numbers[place % 3]
        made.status = TicketStatus.OPEN if place % 2 else TicketStatus.RESOLVED
        made.updated_at = now + timedelta(minutes=place // 3)
    desk.session.flush()

    def pages(wanted: Wanted, *codes: str) -> list[int]:
        eyes = Scope(desk.neema.id or 0, frozenset(codes) if codes else None, frozenset(codes))
        found: list[int] = []
        for page in range(1, 5):
            asked = Wanted(**{**wanted.__dict__, "page": page})
            rows = work_list.rows(desk.session, eyes, asked, now=now)
            found += [row.ticket.id or 0 for row in rows[: work_list.PAGE]]
        return found

    return pages


TABS = ("all", "resolved", "open", "unassigned", "waiting")


@pytest.mark.parametrize("codes", [(), ("sales",), ("customer_service", "sales", "marketing")])
def test_it_shows_each_ticket_of_a_tab_once(
    desk: Desk, turn: Turn, codes: tuple[str, ...], now: datetime
) -> None:
    found = {tab: turn(Wanted(tab=tab), *codes) for tab in TABS}

    eyes = Scope(desk.neema.id or 0, frozenset(codes) if codes else None, frozenset(codes))
    counts = work_list.counts(desk.session, eyes, TABS[1:], now=now)
    assert {tab: len(set(each)) for tab, each in found.items()} == {
        tab: counts.get(tab, len(each)) for tab, each in found.items()
    }
    assert {tab: len(each) == len(set(each)) > 15 for tab, each in found.items()} == dict.fromkeys(
        TABS, True
    )


@pytest.mark.parametrize("codes", [(), ("customer_service", "sales", "marketing")])
def test_it_shows_what_changed_last_first_in_whichever_department(
    desk: Desk, turn: Turn, codes: tuple[str, ...]
) -> None:
    found = turn(Wanted(tab="all"), *codes)

    key = ticket.select().with_only_columns(ticket.c.id, ticket.c.updated_at)
    at = {row.id: (row.updated_at, row.id) for row in desk.session.execute(key)}
    assert found == sorted(at, key=lambda number: at[number], reverse=True)
    assert len(found) == MANY + 1


def test_it_narrows_by_everything_at_once(desk: Desk, turn: Turn) -> None:
    mine = update(ticket).where(ticket.c.id % 5 == 0, ticket.c.status == "open")
    desk.session.execute(mine.values(assignee_id=desk.neema.id, priority="urgent"))
    asked = Wanted(
        tab="all", priority="urgent", status="open", assignee=desk.neema.id, department="sales"
    )

    found = turn(asked, "customer_service", "sales")

    assert len(found) == len(set(found)) > 0
    assert found == turn(asked)
    assert turn(Wanted(tab="all", department="no-such")) == []
