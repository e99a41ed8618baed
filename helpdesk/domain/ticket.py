"""A ticket and what may happen to it. `move` is the only way its status changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from helpdesk.domain.enums import Language, Priority, StatusKind, TicketKind, TicketStatus
from helpdesk.domain.errors import IllegalTransition

KINDS: dict[TicketStatus, StatusKind] = {
    TicketStatus.NEW: StatusKind.OPEN,
    TicketStatus.OPEN: StatusKind.OPEN,
    TicketStatus.PENDING_CUSTOMER: StatusKind.PAUSED,
    TicketStatus.ON_HOLD: StatusKind.PAUSED,
    TicketStatus.RESOLVED: StatusKind.DONE,
    TicketStatus.CLOSED: StatusKind.DONE,
    TicketStatus.MERGED: StatusKind.DONE,
}
"""What each status means to code."""

_WORKING = {
    TicketStatus.OPEN,
    TicketStatus.PENDING_CUSTOMER,
    TicketStatus.ON_HOLD,
    TicketStatus.RESOLVED,
    TicketStatus.MERGED,
}

TRANSITIONS: dict[TicketStatus, set[TicketStatus]] = {
    TicketStatus.NEW: _WORKING,
    TicketStatus.OPEN: _WORKING - {TicketStatus.OPEN},
    TicketStatus.PENDING_CUSTOMER: _WORKING - {TicketStatus.PENDING_CUSTOMER},
    TicketStatus.ON_HOLD: _WORKING - {TicketStatus.ON_HOLD},
    TicketStatus.RESOLVED: {TicketStatus.OPEN, TicketStatus.CLOSED, TicketStatus.MERGED},
    TicketStatus.CLOSED: set(),
    TicketStatus.MERGED: set(),
}
"""Where a ticket may go from each status."""


@dataclass
class Ticket:
    """One case of one contact. `version` counts changes, so that two at once are noticed.

    `promised_at` is when the customer was told to expect an answer, `escalated_at` when that
    had passed without one; `closures` counts how often it was resolved. `waiting_since` is
    since when the customer waits for a word of ours, None while we wait for theirs;
    `replied_at` when staff first answered; `due_at` when the next clock of the house runs out;
    `snoozed_until` keeps it out of the work list. `intent` is what the assistant understood.
    """

    reference: str
    kind: TicketKind
    contact_id: int
    department_id: int
    subject: str
    language: Language
    created_at: datetime
    updated_at: datetime
    status: TicketStatus = TicketStatus.NEW
    priority: Priority = Priority.NORMAL
    assignee_id: int | None = None
    order_id: int | None = None
    story: str | None = None
    about_order: str | None = None
    packet: str | None = None
    source_key: str | None = None
    resolved_at: datetime | None = None
    promised_at: datetime | None = None
    escalated_at: datetime | None = None
    closures: int = 0
    version: int = 1
    waiting_since: datetime | None = None
    replied_at: datetime | None = None
    due_at: datetime | None = None
    snoozed_until: datetime | None = None
    intent: str | None = None
    id: int | None = None

    @property
    def status_kind(self) -> StatusKind:
        """Open, paused or done."""
        return KINDS[self.status]


def move(ticket: Ticket, to: TicketStatus, *, now: datetime) -> None:
    """Bring the ticket to another status; raises IllegalTransition where the table says no."""
    if to not in TRANSITIONS[ticket.status]:
        raise IllegalTransition(reference=ticket.reference, old=ticket.status, new=to)
    ticket.status = to
    ticket.snoozed_until = None
    if KINDS[to] is StatusKind.DONE:
        ticket.waiting_since = ticket.due_at = None
    ticket.resolved_at = now if to is TicketStatus.RESOLVED else None
    ticket.closures += to is TicketStatus.RESOLVED
    ticket.updated_at = now


@dataclass
class Rating:
    """What the customer thought of one closure of one ticket: 1 (bad) to 5 (very good)."""

    ticket_id: int
    contact_id: int
    closure: int
    asked_at: datetime
    score: int | None = None
    comment: str | None = None
    rated_at: datetime | None = None
    id: int | None = None
