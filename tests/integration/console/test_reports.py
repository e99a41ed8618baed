"""The reports: figures counted by hand in a small world, days of the local clock, no formulas."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from sqlalchemy import select

from backoffice import plots
from helpdesk.db import report_days as daily
from helpdesk.db import report_queries as read
from helpdesk.db.engine import Session
from helpdesk.db.report_queries import Span
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import Author, SlaStatus, SlaTarget
from helpdesk.domain.sla import SlaClock
from helpdesk.domain.ticket import Ticket
from helpdesk.services import conversations, ratings, tickets
from tests.cast import ASHA, JOHN
from tests.factories import make_company, make_complaint, make_contact, make_staff
from tests.integration.console.conftest import Browser
from tests.integration.console.world import World, ticket_of

HOUR = timedelta(hours=1)
EAT = 3 * 3600
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


@pytest.fixture
def counted(session: Session, now: datetime) -> Span:
    """Two complaints on one local day, one late in the evening; one answered and rated."""
    make_company(session, now=now)
    neema = make_staff(session, now=now)
    asha = make_contact(session, now=now)
    first = make_complaint(session, asha, now=now)
    john = make_contact(session, JOHN, now=now)
    late = datetime(2026, 3, 2, 20, 30, tzinfo=UTC)  # 23:30 in Nairobi
    make_complaint(session, john, now=late, story="The rice is dirty")
    conversations.record(session, john, "Hello", author=Author.CUSTOMER, now=now + 24 * HOUR)
    tickets.reply(session, first, neema, "Pole", version=first.version, now=now + HOUR)
    tickets.resolve(session, first, neema, version=first.version, now=now + 3 * HOUR)
    ratings.rate(session, asha, first, 4, now=now + 4 * HOUR)
    session.flush()
    start = datetime(2026, 3, 1, 21, tzinfo=UTC)
    return Span(start, start + timedelta(days=3), EAT)


def test_it_counts_by_local_day_and_by_kind(session: Session, counted: Span) -> None:
    assert read.volume(session, counted, "kind") == {"complaint": {MONDAY: 2}}
    assert read.volume(session, counted, "language") == {"sw": {MONDAY: 1}, "en": {MONDAY: 1}}
    assert read.hours(session, counted) == {(0, 12): 1, (0, 23): 1}


def test_it_measures_times_scores_and_what_was_finished_alone(
    session: Session, counted: Span
) -> None:
    assert read.durations(session, counted, "replied_at") == {"customer_service": [3600]}
    assert read.durations(session, counted, "resolved_at") == {"customer_service": [10800]}
    assert daily.scores(session, counted) == {"4": {MONDAY: 1}}
    assert daily.first_replies(session, counted) == {MONDAY: [3600]}


def test_it_counts_who_needed_a_person(session: Session, counted: Span) -> None:
    # Asha's ticket and John's are Monday's; on Tuesday John only talked with the assistant.
    asha = session.execute(select(Contact).filter_by(name=ASHA.name)).scalar_one()
    said = counted.start + 13 * HOUR
    conversations.record(session, asha, "Habari", author=Author.CUSTOMER, now=said)
    session.flush()

    assert daily.visits(session, counted) == {
        "alone": {TUESDAY: 1},
        "helped": {MONDAY: 1, TUESDAY: 0},
    }


def test_it_counts_what_was_not_understood(session: Session, counted: Span) -> None:
    asha = session.execute(select(Contact).filter_by(name=ASHA.name)).scalar_one()
    for minute, intent in enumerate(("ask_price", daily.FALLBACK, "greet", None)):
        at = counted.start + 13 * HOUR + timedelta(minutes=minute)
        said = conversations.record(session, asha, "x", author=Author.CUSTOMER, now=at)
        said.intent = intent
    session.flush()

    assert daily.readings(session, counted) == {
        "understood": {MONDAY: 2},
        "not_understood": {MONDAY: 1},
    }


@pytest.mark.parametrize(
    ("by", "value", "count"),
    [("score", "4", 1), ("score", "5", 0), ("promise", "hit", 1), ("promise", "missed", 0)],
)
def test_it_finds_the_tickets_behind_a_number(
    session: Session, counted: Span, by: str, value: str, count: int
) -> None:
    ticket = session.execute(select(Ticket)).scalars().first()
    assert ticket is not None
    begun = counted.start + 13 * HOUR
    clock = SlaClock(ticket.id or 0, SlaTarget.FIRST_REPLY, begun, begun, SlaStatus.HIT)
    session.add(clock)
    session.flush()
    conditions = daily.behind(counted, by, value)

    assert len(read.tickets(session, counted, conditions, most=9)) == count


def test_it_leaves_out_other_departments_and_other_days(session: Session, counted: Span) -> None:
    other = Span(counted.start, counted.end, EAT, departments=(999,))
    later = Span(counted.end, counted.end + timedelta(days=5), EAT)

    assert read.volume(session, other, "kind") == {}
    assert read.volume(session, later, "kind") == {}
    assert read.revenue(session, later) == {}


def test_the_page_shows_the_figures_and_leads_to_the_tickets(
    world: World, browser: Browser
) -> None:
    client = browser("rehema")
    page = client.get("/reports?from=2026-03-01&to=2026-03-03&by=department").text
    links = re.findall(r'href="(/reports/tickets\?[^"]+by=department[^"]+)"', page)

    assert 'data-testid="total">2<' in page
    assert len(links) == 2
    found = client.get(links[0].replace("&amp;", "&")).text
    assert world.complaint in found or world.order in found


@pytest.mark.parametrize("query", ["by=score&value=9", "by=promise&value=x", "by=%27&value=%00"])
def test_an_address_typed_wrongly_is_no_fault(world: World, browser: Browser, query: str) -> None:
    assert browser("rehema").get(f"/reports/tickets?{query}").status_code == 200


def test_revenue_leaves_out_what_was_cancelled(world: World, browser: Browser) -> None:
    client = browser("rehema")

    assert "991.50" in client.get("/reports?days=7").text.replace("KSh ", "")


@pytest.mark.parametrize(
    "query", ["from=jana", "from=2026-03-09&to=2026-03-01", "from=2000-01-01", "to=2026-13-40"]
)
def test_wrong_days_are_told_beside_the_field(world: World, browser: Browser, query: str) -> None:
    answer = browser("rehema").get(f"/reports?{query}")

    assert answer.status_code == 422
    assert 'id="days-problem"' in answer.text


def test_an_empty_stretch_is_no_error(world: World, browser: Browser) -> None:
    assert browser("rehema").get("/reports?from=2025-01-01&to=2025-01-02").status_code == 200


def test_the_table_runs_nothing(world: World, browser: Browser) -> None:
    with world.database.begin() as session:
        ticket_of(session, world.order).subject = "=cmd|' /C calc'!A0"

    table = browser("rehema").get("/reports.csv?days=7").text
    assert "'=cmd|" in table
    assert ",=cmd" not in table


def test_plots_are_well_formed_whatever_the_labels() -> None:
    hostile = '"><script>&'
    for plot in (
        plots.stacked(hostile, [hostile, "b"], {hostile: [3, 0], "x": [2, 7]}),
        plots.stacked("empty", [], {}),
        plots.heat(hostile, [hostile], {(0, 5): 9}),
    ):
        root = ET.fromstring(str(plot))  # noqa: S314 - our own
        assert root.tag == "svg"
        assert root.get("aria-label")
    assert "<script>" not in str(plots.stacked(hostile, [hostile], {hostile: [1]}))
