"""Every move of a ticket is either in the table or refused."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import pytest

from helpdesk.domain.enums import Language, OrderStatus, TicketKind, TicketStatus
from helpdesk.domain.errors import IllegalTransition
from helpdesk.domain.order import TRANSITIONS as ORDER_TRANSITIONS
from helpdesk.domain.ticket import KINDS, TRANSITIONS, Ticket, move

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def a_ticket(status: TicketStatus) -> Ticket:
    """A ticket standing at that status."""
    return Ticket("T-1", TicketKind.COMPLAINT, 1, 1, "", Language.SW, NOW, NOW, status=status)


@pytest.mark.parametrize(("old", "new"), list(product(TicketStatus, TicketStatus)))
def test_it_moves_only_as_the_table_says(old: TicketStatus, new: TicketStatus) -> None:
    """All 49 pairs are tried."""
    ticket = a_ticket(old)

    if new in TRANSITIONS[old]:
        move(ticket, new, now=NOW)
        assert ticket.status is new
    else:
        with pytest.raises(IllegalTransition):
            move(ticket, new, now=NOW)
        assert ticket.status is old


def test_it_refuses_to_reopen_a_closed_ticket() -> None:
    """Closed is the end."""
    with pytest.raises(IllegalTransition):
        move(a_ticket(TicketStatus.CLOSED), TicketStatus.OPEN, now=NOW)


def test_it_notes_when_a_ticket_was_resolved_and_forgets_when_reopened() -> None:
    """The time of resolution belongs to the resolution that stands."""
    ticket = a_ticket(TicketStatus.OPEN)
    move(ticket, TicketStatus.RESOLVED, now=NOW)
    resolved_at = ticket.resolved_at
    move(ticket, TicketStatus.OPEN, now=NOW)

    assert (resolved_at, ticket.resolved_at) == (NOW, None)


def test_it_counts_how_often_a_ticket_was_resolved() -> None:
    """Each resolution is asked about anew; a new ticket has had none."""
    ticket = a_ticket(TicketStatus.OPEN)
    counted = [ticket.closures]
    for to in (TicketStatus.RESOLVED, TicketStatus.OPEN, TicketStatus.RESOLVED):
        move(ticket, to, now=NOW)
        counted.append(ticket.closures)

    assert counted == [0, 1, 1, 2]


def test_it_knows_a_kind_and_the_ways_of_every_status() -> None:
    """A new status without its row in the tables fails here."""
    assert set(KINDS) == set(TRANSITIONS) == set(TicketStatus)


def test_it_knows_the_ways_of_every_order_status() -> None:
    """The same for orders."""
    assert set(ORDER_TRANSITIONS) == set(OrderStatus)
