"""The clocks that run on a ticket: how soon an answer is owed, and whether it came in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from helpdesk.domain.enums import Priority, SlaStatus, SlaTarget


@dataclass
class SlaClock:
    """One promise of the house on one ticket. There is one `first_reply` and one `resolution`
    each time a ticket is opened, and a `next_reply` for each time the customer waits again.

    `due_at` is reckoned in working time. While `paused_at` is set the clock stands, and
    `due_at` moves on by the working time it stood. `ended_at` is when it was hit or missed.
    `priority` is the ticket's weight by which `due_at` was reckoned.
    """

    ticket_id: int
    target: SlaTarget
    started_at: datetime
    due_at: datetime
    status: SlaStatus = SlaStatus.ACTIVE
    paused_at: datetime | None = None
    warned_at: datetime | None = None
    breached_at: datetime | None = None
    ended_at: datetime | None = None
    priority: Priority | None = None
    id: int | None = None
