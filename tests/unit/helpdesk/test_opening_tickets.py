"""A ticket is opened exactly once for each thing that happened."""

from __future__ import annotations

from helpdesk.domain.enums import TicketKind, TicketStatus
from helpdesk.services import tickets
from tests.unit.helpdesk.conftest import Desk


def test_it_opens_one_ticket_for_one_turn_run_twice(desk: Desk) -> None:
    """A turn that is repeated after a crash finds its own ticket."""
    assert desk.complaint() is desk.complaint()


def test_it_opens_another_ticket_for_another_turn(desk: Desk) -> None:
    """Two complaints are two cases."""
    assert desk.complaint("inbox:1").reference != desk.complaint("inbox:2").reference


def test_it_takes_the_first_line_of_the_story_as_subject(desk: Desk) -> None:
    """Lists show one line; the page shows all of it."""
    ticket = desk.complaint()

    assert (ticket.subject, ticket.story) == ("Unga una wadudu", "Unga una wadudu\nna unanuka")


def test_it_turns_the_ticket_of_last_resort_into_what_was_wanted(desk: Desk) -> None:
    """The assistant was down, staff were told, it came back: still one ticket."""
    fallback = tickets.record_for_staff(
        desk.session, desk.asha, story="Unga", source_key="inbox:1", now=desk.now
    )

    assert desk.complaint("inbox:1") is fallback
    assert fallback.kind is TicketKind.COMPLAINT


def test_it_closes_the_ticket_of_last_resort_when_the_turn_went_through(desk: Desk) -> None:
    """Nobody should call a customer whom the assistant has answered after all."""
    fallback = tickets.record_for_staff(
        desk.session, desk.asha, story="Habari", source_key="inbox:1", now=desk.now
    )
    tickets.recover(desk.session, "inbox:1", now=desk.now)

    assert fallback.status is TicketStatus.RESOLVED


def test_it_leaves_a_ticket_of_last_resort_alone_that_somebody_took(desk: Desk) -> None:
    """A person is on it already; let them finish."""
    fallback = tickets.record_for_staff(
        desk.session, desk.asha, story="Habari", source_key="inbox:1", now=desk.now
    )
    tickets.claim(desk.session, fallback, desk.neema, now=desk.now)
    tickets.recover(desk.session, "inbox:1", now=desk.now)

    assert fallback.status is TicketStatus.OPEN


def test_it_leaves_a_complaint_open_that_the_recovered_turn_made(desk: Desk) -> None:
    """Recovery closes only what the gateway opened."""
    ticket = desk.complaint("inbox:1")
    tickets.recover(desk.session, "inbox:1", now=desk.now)

    assert ticket.status is TicketStatus.NEW
