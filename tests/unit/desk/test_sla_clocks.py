"""The clocks of the house run in working time, stand when they should, and are hit or missed."""

from __future__ import annotations

from datetime import datetime, timedelta

from helpdesk.domain.enums import Author, Priority, SlaStatus, SlaTarget, TicketStatus
from helpdesk.domain.sla import SlaClock
from helpdesk.services import contacts, conversations, handling, sla, tickets
from tests.unit.desk.conftest import Desk

HOUR = timedelta(hours=1)


def clock(desk: Desk, target: SlaTarget) -> SlaClock:
    return next(each for each in sla.of_ticket(desk.session, desk.ticket) if each.target is target)


def writes(desk: Desk, now: datetime) -> None:
    conversations.record(
        desk.session, desk.asha, "Bado?", author=Author.CUSTOMER, ticket_id=desk.ticket.id, now=now
    )


def answers(desk: Desk, now: datetime) -> None:
    tickets.reply(
        desk.session, desk.ticket, desk.neema, "Pole", version=desk.ticket.version, now=now
    )


def test_it_starts_two_clocks_for_a_new_ticket(desk: Desk, now: datetime) -> None:
    sla.sweep(desk.session, desk.company, now=now)

    assert clock(desk, SlaTarget.FIRST_REPLY).due_at == now + 4 * HOUR
    assert clock(desk, SlaTarget.RESOLUTION).due_at > now + 24 * HOUR
    assert desk.ticket.due_at == now + 4 * HOUR


def test_it_counts_working_hours_only(desk: Desk, now: datetime) -> None:
    friday_at_four = now + timedelta(days=4, hours=3, minutes=30)
    desk.ticket.created_at = desk.ticket.waiting_since = friday_at_four
    sla.sweep(desk.session, desk.company, now=friday_at_four)

    # One hour on Friday until five, three on Saturday from nine.
    due = friday_at_four.replace(hour=9, minute=0) + timedelta(days=1)
    assert clock(desk, SlaTarget.FIRST_REPLY).due_at == due


def test_it_is_hit_by_an_answer_in_time_and_missed_by_a_late_one(
    desk: Desk, now: datetime
) -> None:
    sla.sweep(desk.session, desk.company, now=now)
    answers(desk, now + HOUR)
    writes(desk, now + 2 * HOUR)
    sla.sweep(desk.session, desk.company, now=now + 2 * HOUR)
    answers(desk, now + timedelta(days=1, hours=3))

    assert clock(desk, SlaTarget.FIRST_REPLY).status is SlaStatus.HIT
    assert clock(desk, SlaTarget.NEXT_REPLY).status is SlaStatus.MISSED


def test_resolution_stands_while_we_wait_for_the_customer(desk: Desk, now: datetime) -> None:
    sla.sweep(desk.session, desk.company, now=now)
    before = clock(desk, SlaTarget.RESOLUTION).due_at
    answers(desk, now)
    sla.sweep(desk.session, desk.company, now=now)
    assert clock(desk, SlaTarget.RESOLUTION).status is SlaStatus.PAUSED
    writes(desk, now + 3 * HOUR)
    sla.sweep(desk.session, desk.company, now=now + 3 * HOUR)

    resumed = clock(desk, SlaTarget.RESOLUTION)
    assert resumed.status is SlaStatus.ACTIVE
    assert resumed.due_at == before + 3 * HOUR


def test_everything_stands_while_the_customer_cannot_be_reached(desk: Desk, now: datetime) -> None:
    sla.sweep(desk.session, desk.company, now=now)
    contacts.set_reachable(desk.session, desk.asha, False, now=now)
    sla.sweep(desk.session, desk.company, now=now)

    assert {each.status for each in sla.of_ticket(desk.session, desk.ticket)} == {SlaStatus.PAUSED}
    assert desk.ticket.due_at is None
    assert sla.sweep(desk.session, desk.company, now=now + timedelta(days=9)) == []


def test_another_priority_gives_the_clocks_its_times(desk: Desk, now: datetime) -> None:
    sla.sweep(desk.session, desk.company, now=now)
    handling.set_priority(
        desk.session,
        desk.ticket,
        desk.neema,
        Priority.URGENT,
        version=desk.ticket.version,
        now=now,
    )
    sla.sweep(desk.session, desk.company, now=now + timedelta(minutes=10))

    assert clock(desk, SlaTarget.FIRST_REPLY).due_at == now + HOUR
    assert desk.ticket.due_at == now + HOUR


def test_what_a_clock_stood_counts_under_the_new_priority_too(desk: Desk, now: datetime) -> None:
    sla.sweep(desk.session, desk.company, now=now)
    answers(desk, now)
    sla.sweep(desk.session, desk.company, now=now)
    writes(desk, now + 2 * HOUR)
    sla.sweep(desk.session, desk.company, now=now + 2 * HOUR)
    handling.set_priority(
        desk.session,
        desk.ticket,
        desk.neema,
        Priority.URGENT,
        version=desk.ticket.version,
        now=now + 2 * HOUR,
    )
    sla.sweep(desk.session, desk.company, now=now + 2 * HOUR)

    # Four hours for what is urgent, and the two hours the customer had the word. The office
    # closes at five: an hour and a half is left for the next morning.
    assert clock(desk, SlaTarget.RESOLUTION).due_at == (
        (now + timedelta(days=1)).replace(hour=6, minute=30)
    )


def test_on_hold_stops_the_reply_too(desk: Desk, now: datetime) -> None:
    sla.sweep(desk.session, desk.company, now=now)
    handling.set_status(
        desk.session,
        desk.ticket,
        desk.neema,
        TicketStatus.ON_HOLD,
        version=desk.ticket.version,
        now=now,
    )
    sla.sweep(desk.session, desk.company, now=now)

    assert clock(desk, SlaTarget.FIRST_REPLY).status is SlaStatus.PAUSED


def test_it_warns_once_and_then_tells_of_the_breach_once(desk: Desk, now: datetime) -> None:
    sla.sweep(desk.session, desk.company, now=now)
    late = now + 3 * HOUR + timedelta(minutes=10)

    assert sla.warnings(desk.session, desk.company, now=now + HOUR) == []
    assert [each.target for each in sla.warnings(desk.session, desk.company, now=late)] == [
        SlaTarget.FIRST_REPLY
    ]
    assert sla.warnings(desk.session, desk.company, now=late) == []
    assert len(sla.sweep(desk.session, desk.company, now=now + 5 * HOUR)) == 1
    assert sla.sweep(desk.session, desk.company, now=now + 5 * HOUR) == []


def test_a_resolved_ticket_owes_nothing(desk: Desk, now: datetime) -> None:
    sla.sweep(desk.session, desk.company, now=now)
    tickets.resolve(
        desk.session, desk.ticket, desk.neema, version=desk.ticket.version, now=now + HOUR
    )

    assert clock(desk, SlaTarget.RESOLUTION).status is SlaStatus.HIT
    assert clock(desk, SlaTarget.FIRST_REPLY).status is SlaStatus.CANCELLED
    assert desk.ticket.due_at is None
    assert sla.sweep(desk.session, desk.company, now=now + 9 * HOUR) == []


def test_an_opened_again_ticket_has_clocks_again(desk: Desk, now: datetime) -> None:
    sla.sweep(desk.session, desk.company, now=now)
    tickets.resolve(desk.session, desk.ticket, desk.neema, version=desk.ticket.version, now=now)
    handling.set_status(
        desk.session,
        desk.ticket,
        desk.neema,
        TicketStatus.OPEN,
        version=desk.ticket.version,
        now=now + HOUR,
    )
    sla.sweep(desk.session, desk.company, now=now + HOUR)

    assert clock(desk, SlaTarget.RESOLUTION).started_at == now + HOUR
    assert desk.ticket.due_at is not None
