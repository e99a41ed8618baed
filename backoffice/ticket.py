"""One ticket: what was said, what stands around it, and what staff do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backoffice import access, failures, live, thread
from backoffice.office import form_of, office, staff_of
from backoffice.pages import page
from helpdesk.db import queries
from helpdesk.db.engine import Session
from helpdesk.domain.enums import StatusKind
from helpdesk.domain.errors import HelpdeskError, NotFound
from helpdesk.domain.rights import Right
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket
from helpdesk.services import audit, tickets

Verb = Callable[[Session, Ticket, StaffMember, datetime], object]


@dataclass(frozen=True)
class Draft:
    """What somebody typed that has not been sent, and why not."""

    problem: HelpdeskError | None = None
    reply: str = ""
    note: str = ""


def show(request: Request) -> Response:
    """The page of a ticket; that it was looked at is kept in the audit."""
    response = _page(request, Draft())
    staff, house = staff_of(request), office(request)
    with house.database.begin() as session:
        ticket = access.ticket_of(session, staff, _reference(request))
        audit.record(
            session,
            who=f"staff:{staff.id}",
            what="ticket.viewed",
            subject=f"ticket:{ticket.id}",
            now=house.clock(),
        )
    return response


def refresh(request: Request) -> Response:
    """The conversation alone, if anything was said since; what is being typed stays."""
    return live.answer(request, "_thread.html", **_case(request))


def claim(request: Request) -> Response:
    """Take the ticket."""
    return _do(
        request,
        lambda session, ticket, staff, now: tickets.claim(session, ticket, staff, now=now),
        Draft(),
    )


def reply(request: Request) -> Response:
    """Answer the customer in the department's name."""
    text, version = form_of(request).get("text", ""), _version(request)
    return _do(
        request,
        lambda session, ticket, staff, now: tickets.reply(
            session, ticket, staff, text, version=version, now=now
        ),
        Draft(reply=text),
    )


def note(request: Request) -> Response:
    """Leave a word for colleagues."""
    text = form_of(request).get("text", "")
    return _do(
        request,
        lambda session, ticket, staff, now: tickets.note(session, ticket, staff, text, now=now),
        Draft(note=text),
    )


def resolve(request: Request) -> Response:
    """Finish the ticket and tell the customer."""
    version = _version(request)
    return _do(
        request,
        lambda session, ticket, staff, now: tickets.resolve(
            session, ticket, staff, version=version, now=now
        ),
        Draft(),
    )


def hand_back(request: Request) -> Response:
    """Let the assistant answer the customer again; the ticket stays."""
    version = _version(request)
    return _do(
        request,
        lambda session, ticket, staff, now: tickets.hand_back(
            session, ticket, staff, version=version, now=now
        ),
        Draft(),
    )


def _do(request: Request, verb: Verb, draft: Draft) -> Response:
    """Do it and show the ticket anew; refused, show it with the reason and the typed text."""
    staff, house, reference = staff_of(request), office(request), _reference(request)
    try:
        with house.database.begin() as session:
            verb(session, access.ticket_of(session, staff, reference), staff, house.clock())
    except NotFound:
        raise
    except HelpdeskError as error:
        refused = Draft(problem=error, reply=draft.reply, note=draft.note)
        return _page(request, refused, status=failures.status_of(error))
    return RedirectResponse(f"/tickets/{reference}", 303)


def _page(request: Request, draft: Draft, *, status: int = 200) -> Response:
    values = _case(request)
    return page(
        request,
        "ticket.html",
        status=status,
        draft=draft,
        refresh=live.part(request, "_thread.html", **values),
        longest=tickets.LONGEST_TEXT,
        here=f"/tickets/{values['ticket'].reference}",
        **values,
    )


def _case(request: Request) -> dict[str, Any]:
    staff = staff_of(request)
    scope = access.scope_of(staff)
    earlier = request.query_params.get("earlier") == "1"
    with office(request).database.reading() as session:
        ticket = access.ticket_of(session, staff, _reference(request))
        case = queries.case(session, scope, ticket)
        limit = thread.EVERYTHING if earlier else thread.AT_FIRST
        said, more = queries.conversation(session, scope, ticket, limit=limit)
        departments = queries.departments(session)
        staff_answer = tickets.staff_have_chat(session, ticket)
    return {
        "case": case,
        "ticket": ticket,
        "bubbles": [thread.bubble(each, case) for each in said],
        "images": thread.SHOWABLE,
        "more": more,
        "earlier": earlier,
        "packet": thread.packet(ticket.packet),
        "departments": departments,
        "staff_answer": staff_answer,
        "works": access.may_work(staff),
        "done": ticket.status_kind is StatusKind.DONE,
    }


def _reference(request: Request) -> str:
    return str(request.path_params["reference"])


def _version(request: Request) -> int:
    given = form_of(request).get("version", "")
    # Versions begin at 1: anything that is no number is simply not the newest.
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


ROUTES = [
    access.route("/tickets/{reference}", show, Right.READ_TICKETS),
    access.route("/tickets/{reference}/messages", refresh, Right.READ_TICKETS),
    access.posting("/tickets/{reference}/claim", claim, Right.WORK_TICKETS),
    access.posting("/tickets/{reference}/reply", reply, Right.WORK_TICKETS),
    access.posting("/tickets/{reference}/note", note, Right.WORK_TICKETS),
    access.posting("/tickets/{reference}/resolve", resolve, Right.WORK_TICKETS),
    access.posting("/tickets/{reference}/hand-back", hand_back, Right.WORK_TICKETS),
]
