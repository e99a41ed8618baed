"""Doing something about a ticket: the same verbs as the console's, for its maker's rights."""

from __future__ import annotations

from collections.abc import Callable

from backoffice import access, ticket_change
from backoffice.api import found
from backoffice.api.operation import Call, Done, Operation
from backoffice.api.problems import unfit
from backoffice.api.schemas import (
    STAFF_NUMBER,
    VERSION,
    Schema,
    choice,
    maybe,
    ref,
    short,
    thing,
    words,
)
from backoffice.api.times import stamp
from helpdesk.db import queries
from helpdesk.domain.enums import Priority, TicketStatus
from helpdesk.domain.errors import BadChoice
from helpdesk.domain.scopes import TokenScope
from helpdesk.domain.ticket import Ticket
from helpdesk.services import handling, tickets
from helpdesk.services.handling import BY_HAND
from helpdesk.services.tickets import LONGEST_TEXT


def reply(call: Call) -> Done:
    """Answer the customer in the department's name."""
    ticket, version = found.ticket(call), found.whole(call, "version")
    text = call.body["text"]
    tickets.reply(call.session, ticket, call.staff, text, version=version, now=call.now)
    return _state(call, ticket)


def note(call: Call) -> Done:
    """Leave a word for staff."""
    ticket = found.ticket(call)
    tickets.note(call.session, ticket, call.staff, call.body["text"], now=call.now)
    return _state(call, ticket)


def status(call: Call) -> Done:
    """Another status; `resolved` tells the customer, as it does in the console."""
    ticket, to = found.ticket(call), TicketStatus(call.body["status"])
    version = found.whole(call, "version")
    handling.put(call.session, ticket, call.staff, to, version=version, now=call.now)
    return _state(call, ticket)


def priority(call: Call) -> Done:
    """Another weight."""
    ticket, to = found.ticket(call), Priority(call.body["priority"])
    version = found.whole(call, "version")
    handling.set_priority(call.session, ticket, call.staff, to, version=version, now=call.now)
    return _state(call, ticket)


def department(call: Call) -> Done:
    """Pass the ticket on; it may then be out of the token's sight."""
    ticket, code = found.ticket(call), call.body["department"]
    known = queries.departments(call.session)
    if code not in known or not known[code].active:
        raise unfit("department", "nowhere")
    version = found.whole(call, "version")
    handling.set_department(call.session, ticket, call.staff, code, version=version, now=call.now)
    return _state(call, ticket)


def claim(call: Call) -> Done:
    """Take the ticket for the token's maker, if nobody has it."""
    ticket = found.ticket(call)
    tickets.still_open(ticket)
    tickets.take_turn(call.session, ticket, found.whole(call, "version"), call.now)
    tickets.claim(call.session, ticket, call.staff, now=call.now)
    return _state(call, ticket)


def assign(call: Call) -> Done:
    """Put the ticket into somebody's hands, or with null into nobody's."""
    ticket, to = found.ticket(call), int(call.body["assignee"] or 0)
    version = found.whole(call, "version")
    try:
        ticket_change.hand(call.session, ticket, call.staff, to, version=version, now=call.now)
    except BadChoice as error:
        raise unfit("assignee", "nobody") from error
    return _state(call, ticket)


def _state(call: Call, ticket: Ticket) -> Done:
    # Who may only write is not told more than what is needed for the next change.
    call.session.flush()
    case = queries.case(call.session, access.scope_of(call.staff), ticket)
    content = {
        "reference": ticket.reference,
        "status": str(ticket.status),
        "priority": str(ticket.priority),
        "department": case.department.code,
        "assignee": found.person(ticket.assignee_id, case.assignee.name if case.assignee else ""),
        "updated_at": stamp(ticket.updated_at),
        "version": ticket.version,
    }
    return Done(content, found.about("ticket", ticket.id))


WRITES = TokenScope.TICKETS_WRITE
STATE = ref("TicketState")
TEXT_FIELD = words(most=LONGEST_TEXT)


def _operation(name: str, run: Callable[[Call], Done], properties: dict[str, Schema]) -> Operation:
    path = f"/tickets/{{ticket}}/{name}"
    return Operation(f"ticket.{name}", "POST", path, run, STATE, WRITES, body=thing(properties))


OPERATIONS = [
    _operation("reply", reply, {"text": TEXT_FIELD, "version": VERSION}),
    _operation("note", note, {"text": TEXT_FIELD}),
    _operation(
        "status",
        status,
        {"status": choice((*BY_HAND, TicketStatus.RESOLVED)), "version": VERSION},
    ),
    _operation("priority", priority, {"priority": choice(Priority), "version": VERSION}),
    _operation("department", department, {"department": short(64), "version": VERSION}),
    _operation("claim", claim, {"version": VERSION}),
    _operation("assignee", assign, {"assignee": maybe(STAFF_NUMBER), "version": VERSION}),
]
