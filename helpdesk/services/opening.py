"""Opening a ticket exactly once for each thing that happened, whatever is tried twice."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpdesk.db import tables
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import Priority, StatusKind, TicketKind, TicketStatus
from helpdesk.domain.errors import NotFound
from helpdesk.domain.reference import new_reference
from helpdesk.domain.ticket import Ticket
from helpdesk.services import audit

FALLBACK = json.dumps({"reason": "assistant_down"})
"""The packet of a ticket the gateway opened because the assistant could not answer."""

LONGEST_SUBJECT = 80


def open_ticket(
    session: Session,
    contact: Contact,
    kind: TicketKind,
    *,
    department: str,
    story: str,
    source_key: str | None,
    now: datetime,
    packet: str | None = None,
    about_order: str | None = None,
    order_id: int | None = None,
    priority: Priority = Priority.NORMAL,
) -> Ticket:
    """A ticket of that kind for that department (code).

    The same `source_key` again gives the first ticket. If the gateway opened that one because
    the assistant was down, it now becomes what the customer wanted: still one ticket.
    """
    ticket = by_source(session, source_key)
    if ticket is not None and ticket.packet != FALLBACK:
        return ticket
    if ticket is None:
        ticket = _new(session, contact, source_key, department, now)
    ticket.kind = kind
    ticket.department_id = department_id(session, department)
    ticket.subject = subject_of(story)
    ticket.story = story
    ticket.packet = packet
    ticket.intent = intent_of(packet)
    ticket.about_order = about_order
    ticket.order_id = order_id
    ticket.priority = priority
    ticket.updated_at = now
    session.flush()  # the audit entry names the ticket's id
    audit.record(
        session,
        who=f"contact:{contact.id}",
        what="ticket.opened",
        subject=f"ticket:{ticket.id}",
        new=kind,
        now=now,
    )
    return ticket


def by_source(session: Session, source_key: str | None) -> Ticket | None:
    """The ticket that was opened for that key, if any."""
    if source_key is None:
        return None
    found = select(Ticket).filter_by(source_key=source_key)
    ticket: Ticket | None = session.execute(found).scalar_one_or_none()
    return ticket


def department_id(session: Session, code: str) -> int:
    """The id of a department; raises NotFound where `company/` names none of that code."""
    found = session.execute(
        select(tables.department.c.id).filter_by(code=code)
    ).scalar_one_or_none()
    if found is None:
        raise NotFound(department=code)
    return int(found)


def subject_of(story: str) -> str:
    """The first line of a story, short enough for a list."""
    line = (story.strip().splitlines() or [""])[0]
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1].rstrip() + "…"


def intent_of(packet: str | None) -> str | None:
    """What the assistant understood last, as the packet tells it."""
    told = json.loads(packet) if packet else {}
    intent = told.get("intent") if isinstance(told, dict) else None
    return intent[:64] if isinstance(intent, str) else None


def is_open(ticket: Ticket) -> bool:
    """Whether somebody still has to do something about it."""
    return ticket.status_kind is not StatusKind.DONE


def _new(
    session: Session, contact: Contact, source_key: str | None, department: str, now: datetime
) -> Ticket:
    ticket = Ticket(
        reference=new_reference("T"),
        kind=TicketKind.REQUEST,
        contact_id=contact.id or 0,
        department_id=department_id(session, department),
        subject="",
        language=contact.language,
        created_at=now,
        updated_at=now,
        waiting_since=now,
        status=TicketStatus.NEW,
        source_key=source_key,
    )
    session.add(ticket)
    return ticket
