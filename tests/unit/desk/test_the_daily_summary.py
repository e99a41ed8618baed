"""Each morning, once, who leads and who manages read how yesterday was."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from helpdesk.domain.desk import Notice
from helpdesk.domain.enums import NoticeKind, OrderStatus
from helpdesk.domain.order import Order
from helpdesk.services import notices, ratings, summary, tickets
from tests.unit.desk.conftest import Desk

EAT = "Africa/Nairobi"


@pytest.fixture
def tuesday(desk: Desk, now: datetime) -> datetime:
    """Eight in the morning after a day with one case, resolved and rated, and one sale."""
    tickets.resolve(desk.session, desk.ticket, desk.neema, version=desk.ticket.version, now=now)
    ratings.rate(desk.session, desk.asha, desk.ticket, 4, now=now)
    sale = Order("P-1", desk.asha.id or 0, "TZS", "Kariakoo", "+255712345678", now, now)
    sale.status, sale.total = OrderStatus.CONFIRMED, int(Decimal(3000) * 100)
    desk.session.add(sale)
    desk.session.flush()
    return now + timedelta(hours=19, minutes=30)


def told(desk: Desk) -> list[Notice]:
    found = select(Notice).filter_by(kind=NoticeKind.SUMMARY)
    return list(desk.session.execute(found).scalars())


def test_it_is_told_once_and_not_before_seven(desk: Desk, tuesday: datetime) -> None:
    summary.watch(desk.session, EAT, now=tuesday - timedelta(hours=2))
    assert told(desk) == []
    for minutes in (0, 1, 600):
        summary.watch(desk.session, EAT, now=tuesday + timedelta(minutes=minutes))

    assert [each.staff_id for each in told(desk)] == [desk.rehema.id]


def test_it_says_what_happened_in_the_readers_language(desk: Desk, tuesday: datetime) -> None:
    summary.watch(desk.session, EAT, now=tuesday)
    line = told(desk)[0]

    assert notices.text_of(desk.session, line, "en") == (
        "Yesterday: 1 new tickets, 1 resolved, 0 late. Customers waiting now: 0. Score: 4.0/5. "
        "Sold in the chat: TSh 3,000."
    )
    assert "tiketi mpya 1" in notices.text_of(desk.session, line, "sw")


def test_a_day_without_anything_is_told_too(desk: Desk, now: datetime) -> None:
    summary.watch(desk.session, EAT, now=now)

    assert "Sold in the chat: –" in notices.text_of(desk.session, told(desk)[0], "en")
