"""Sending once more what did not reach the customer, because a person asked for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import and_, not_, or_, update
from sqlalchemy.orm import Session

from helpdesk.db.rows import changed
from helpdesk.db.tables import outbox as table
from helpdesk.domain.enums import OutboxStatus
from helpdesk.domain.errors import BadChoice
from helpdesk.domain.message import Message
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket
from helpdesk.services.outbox import BLOCKED
from helpdesk.services.ticket_log import log


def again(
    session: Session, ticket: Ticket, staff: StaffMember, message_id: int, *, now: datetime
) -> int:
    """Queue the parts of that message of the ticket that failed, or of which nobody knows.

    What waits for a customer who cannot be reached goes out by itself and is left alone. Of two
    presses at once one counts. Gives how many parts that were; raises BadChoice for a message
    that is not the ticket's.
    """
    message = session.get(Message, message_id)
    if message is None or message.ticket_id != ticket.id:
        raise BadChoice
    queued = changed(
        session,
        update(table)
        .where(table.c.message_id == message.id, _lost())
        .values(status=OutboxStatus.QUEUED, attempts=0, retry_at=None)
        .execution_options(synchronize_session=False),
    )
    if queued:
        log(session, staff, "ticket.sent_again", ticket, now, field="message", new=message.id)
    return queued


def _lost() -> Any:
    waits = and_(table.c.error.is_not(None), table.c.error.startswith(BLOCKED))
    failed = and_(table.c.status == OutboxStatus.FAILED, or_(table.c.error.is_(None), not_(waits)))
    return or_(failed, table.c.status == OutboxStatus.UNKNOWN)
