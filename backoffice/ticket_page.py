"""The page of a ticket put together, and doing something about it: shared by all its forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backoffice import access, failures, live, thread
from backoffice.office import form_of, language_of, office, staff_of
from backoffice.pages import page
from helpdesk.db import queries, work_list
from helpdesk.db.engine import Session
from helpdesk.db.queries import Case
from helpdesk.domain.enums import DraftKind, Priority, StatusKind
from helpdesk.domain.errors import HelpdeskError, NotFound
from helpdesk.domain.rights import Right, may
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket
from helpdesk.services import drafts, joining, orders, presence, ready, tickets
from helpdesk.services.handling import BY_HAND

Verb = Callable[[Session, Ticket, StaffMember, datetime], object]


@dataclass(frozen=True)
class Typed:
    """What somebody typed that has not been sent, and why not. `place` names the form."""

    problem: HelpdeskError | None = None
    reply: str = ""
    note: str = ""
    files: bool = False
    place: str = ""


def do(request: Request, verb: Verb, typed: Typed | None = None, *, then: str = "") -> Response:
    """Do it and show the ticket anew; refused, show it with the reason and the typed text."""
    staff, house, reference = staff_of(request), office(request), reference_of(request)
    try:
        with house.database.begin() as session:
            verb(session, access.ticket_of(session, staff, reference), staff, house.clock())
    except NotFound:
        raise
    except HelpdeskError as error:
        kept = replace(typed or Typed(), problem=error)
        _keep(request, kept)
        return show_page(request, kept, status=failures.status_of(error))
    if not then and form_of(request).get("then") == "next":
        return RedirectResponse(_next(request), 303)
    return RedirectResponse(then or f"/tickets/{reference}", 303)


def show_page(request: Request, typed: Typed, *, status: int = 200) -> Response:
    """The page, with what was typed in its place."""
    values = case_of(request)
    return page(
        request,
        "ticket.html",
        status=status,
        draft=typed,
        refresh=live.part(request, "_thread.html", **values),
        longest=tickets.LONGEST_TEXT,
        here=f"/tickets/{values['ticket'].reference}",
        **values,
    )


def case_of(request: Request) -> dict[str, Any]:
    """Everything the page and its parts show."""
    staff, house = staff_of(request), office(request)
    scope, now = access.scope_of(staff), house.clock()
    earlier = request.query_params.get("earlier") == "1"
    with house.database.reading() as session:
        ticket = access.ticket_of(session, staff, reference_of(request))
        case = queries.case(session, scope, ticket)
        limit = thread.EVERYTHING if earlier else thread.AT_FIRST
        said, more = queries.conversation(session, scope, ticket, limit=limit)
        values = {
            "departments": queries.departments(session),
            "staff_answer": tickets.staff_have_chat(session, ticket),
            "beside": presence.others(session, ticket, staff, now=now),
            "linked": joining.linked(session, ticket),
            "orders": orders.of_contact(session, case.contact)[:10],
            **_tools(session, staff, case, language_of(request)),
        }
    return {
        "case": case,
        "ticket": ticket,
        "bubbles": [thread.bubble(each, case) for each in said],
        "revised": {each.message.revision_of_id for each in said} - {None},
        "images": thread.SHOWABLE,
        "sounds": thread.PLAYABLE,
        "more": more,
        "earlier": earlier,
        "packet": thread.packet(ticket.packet),
        "works": may(staff.role, Right.WORK_TICKETS),
        "done": ticket.status_kind is StatusKind.DONE,
        **values,
    }


def reference_of(request: Request) -> str:
    """The reference in the address."""
    return str(request.path_params["reference"])


def version_of(request: Request) -> int:
    """The version of the ticket the form was made for."""
    given = form_of(request).get("version", "")
    # Versions begin at 1: anything that is no number is simply not the newest.
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


def _tools(session: Session, staff: StaffMember, case: Case, language: str) -> dict[str, Any]:
    if not may(staff.role, Right.WORK_TICKETS):
        return {"offered": [], "macros": []}
    ordered = case.order.reference if case.order else case.ticket.about_order or ""
    tongue = str(case.contact.language)
    values = ready.values_of(case.ticket, case.contact, case.department.name(tongue), ordered)
    return {
        "offered": [
            (each.code, each.title(language), ready.fill(each.text(tongue), values))
            for each in ready.replies(session, case.department.code)
        ],
        "macros": ready.macros(session),
        "colleagues": queries.colleagues(session),
        "by_hand": BY_HAND,
        "priorities": tuple(Priority),
    }


def _keep(request: Request, typed: Typed) -> None:
    """What was refused is a draft too: it outlives the page."""
    staff, house = staff_of(request), office(request)
    with house.database.begin() as session:
        ticket = access.ticket_of(session, staff, reference_of(request))
        for kind, text in ((DraftKind.REPLY, typed.reply), (DraftKind.NOTE, typed.note)):
            if text:
                drafts.keep(session, ticket, staff, kind, text, now=house.clock())


def _next(request: Request) -> str:
    staff, house = staff_of(request), office(request)
    with house.database.reading() as session:
        ticket = access.ticket_of(session, staff, reference_of(request))
        scope = access.scope_of(staff)
        reference = work_list.neighbours(session, scope, ticket, now=house.clock())
    return f"/tickets/{reference}" if reference else "/"
