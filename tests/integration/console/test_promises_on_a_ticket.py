"""A ticket's page shows until when an answer is owed, why a clock stands, and the rating."""

from __future__ import annotations

from datetime import timedelta

from helpdesk.domain.enums import Priority, SlaTarget, TicketStatus
from helpdesk.domain.sla import SlaClock
from helpdesk.domain.ticket import Rating
from helpdesk.locale import say
from helpdesk.services import profile, sla
from tests.factories import ROOT
from tests.integration.console.conftest import Browser
from tests.integration.console.world import START, World, ticket_of


def sweep(world: World) -> None:
    with world.database.begin() as session:
        sla.sweep(session, profile.read(ROOT / "company"), now=world.clock())


def test_it_shows_how_long_is_left_and_what_is_late(world: World, browser: Browser) -> None:
    sweep(world)
    client = browser("brian")
    before = client.get(f"/tickets/{world.complaint}").text
    world.clock.pass_by(hours=8)
    sweep(world)

    assert "due-calm" in before or "due-soon" in before
    assert "due-late" in browser("brian").get(f"/tickets/{world.complaint}").text


def test_it_says_why_a_clock_stands(world: World, browser: Browser) -> None:
    sweep(world)
    with world.database.begin() as session:
        ticket_of(session, world.complaint).status = TicketStatus.ON_HOLD
    sweep(world)

    assert (
        say("en", "desk.clock.why.on_hold")
        in browser("brian").get(f"/tickets/{world.complaint}").text
    )


def test_a_clock_that_was_dropped_is_not_shown(world: World) -> None:
    with world.database.begin() as session:
        ticket = ticket_of(session, world.complaint)
        clock = SlaClock(ticket.id or 0, SlaTarget.FIRST_REPLY, START, START + timedelta(hours=1))
        clock.priority = Priority.HIGH
        session.add(clock)
        session.flush()
        sla.finished(session, ticket, now=START)

        assert sla.newest(session, ticket) == []


def test_it_shows_the_rating(world: World, browser: Browser) -> None:
    with world.database.begin() as session:
        ticket = ticket_of(session, world.complaint)
        rating = Rating(ticket.id or 0, ticket.contact_id, 1, START)
        rating.score, rating.comment, rating.rated_at = 4, "Asante kwa haraka", START
        session.add(rating)

    shown = browser("brian").get(f"/tickets/{world.complaint}").text
    assert say("en", "desk.rating_of", score=4) in shown
    assert "Asante kwa haraka" in shown
