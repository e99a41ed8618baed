"""Ready replies and macros as the ticket's page uses them; editing them is `canned`'s business."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from helpdesk.db.desk_tables import canned_reply, macro
from helpdesk.domain.contact import Contact
from helpdesk.domain.desk import CannedReply, Macro
from helpdesk.domain.errors import BadChoice
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket
from helpdesk.services import handling, tickets

_PLACE = re.compile(r"\{(name|reference|order|department)\}")


def replies(session: Session, department: str) -> list[CannedReply]:
    """The ready replies of a department (code) and of everybody, by their code."""
    column = canned_reply.c.department
    found = (
        select(CannedReply)
        .where(canned_reply.c.active.is_(True), or_(column.is_(None), column == department))
        .order_by(canned_reply.c.code)
    )
    return list(session.execute(found).scalars())


def macros(session: Session) -> list[Macro]:
    """The macros, by their code."""
    found = select(Macro).where(macro.c.active.is_(True)).order_by(macro.c.code)
    return list(session.execute(found).scalars())


def macro_of(session: Session, code: str) -> Macro:
    """The macro of that code; BadChoice for none."""
    found = next((each for each in macros(session) if each.code == code), None)
    if found is None:
        raise BadChoice(field="macro")
    return found


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled. What customers call themselves is only ever text."""
    return _PLACE.sub(lambda place: values.get(place[1], ""), text)


def values_of(ticket: Ticket, contact: Contact, department: str, order: str) -> dict[str, str]:
    """What the places of a ready reply stand for on that ticket."""
    first = (contact.name.split() or [""])[0]
    return {"name": first, "reference": ticket.reference, "order": order, "department": department}


def run(
    session: Session,
    ticket: Ticket,
    staff: StaffMember,
    steps: Macro,
    reply: str | None,
    *,
    version: int,
    now: datetime,
) -> None:
    """Do all steps of a macro or, if one is refused, none. `reply` is its answer, filled.

    Raises what its steps raise: StaleVersion, IllegalTransition, BadChoice.
    """
    if ticket.version != version:
        tickets.take_turn(session, ticket, version, now)
    if steps.take and ticket.assignee_id != staff.id:
        handling.assign(session, ticket, staff, staff, version=ticket.version, now=now)
    if steps.priority is not None and steps.priority is not ticket.priority:
        handling.set_priority(
            session, ticket, staff, steps.priority, version=ticket.version, now=now
        )
    if reply:
        tickets.reply(session, ticket, staff, reply, version=ticket.version, now=now)
    if steps.department is not None:
        handling.set_department(
            session, ticket, staff, steps.department, version=ticket.version, now=now
        )
    if steps.status is not None and steps.status is not ticket.status:
        handling.put(session, ticket, staff, steps.status, version=ticket.version, now=now)
