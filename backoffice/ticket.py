"""One ticket: what was said, what stands around it, and answering."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from backoffice import access, live, trace
from backoffice.office import files_of, form_of, office, staff_of
from backoffice.ticket_page import Typed, case_of, do, reference_of, show_page, version_of
from helpdesk.db.engine import Session
from helpdesk.domain.enums import DraftKind
from helpdesk.domain.errors import OtherLanguage
from helpdesk.domain.rights import Right
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket
from helpdesk.services import drafts, presence, resending, tickets, tongue


def show(request: Request) -> Response:
    """The page of a ticket; that it was looked at is kept in the audit."""
    staff, house = staff_of(request), office(request)
    with house.database.begin() as session:
        ticket = access.ticket_of(session, staff, reference_of(request))
        kept = drafts.of_ticket(session, ticket, staff)
        trace.note(request, session, "ticket.viewed", f"ticket:{ticket.id}")
        presence.seen(session, ticket, staff, replying=DraftKind.REPLY in kept, now=house.clock())
    typed = Typed(reply=kept.get(DraftKind.REPLY, ""), note=kept.get(DraftKind.NOTE, ""))
    chosen = request.query_params.get("canned", "")
    if chosen:
        typed = Typed(reply=_ready(request, chosen) or typed.reply, note=typed.note)
    return show_page(request, typed)


def refresh(request: Request) -> Response:
    """The conversation alone, if anything was said since; what is being typed stays."""
    return live.answer(request, "_thread.html", **case_of(request))


def claim(request: Request) -> Response:
    """Take the ticket."""
    return do(
        request, lambda session, ticket, staff, now: tickets.claim(session, ticket, staff, now=now)
    )


def reply(request: Request) -> Response:
    """Answer the customer in the department's name."""
    form, version, house = form_of(request), version_of(request), office(request)
    text, files = form.get("text", ""), files_of(request)

    def verb(session: Session, ticket: Ticket, staff: StaffMember, now: Any) -> None:
        if form.get("language_seen") != "yes":
            _warn(session, ticket, text)
        tickets.reply(
            session,
            ticket,
            staff,
            text,
            version=version,
            now=now,
            files=files,
            folder=house.settings.files,
        )
        drafts.drop(session, ticket, staff, DraftKind.REPLY)

    return do(request, verb, Typed(reply=text, files=bool(files), place="reply"))


def note(request: Request) -> Response:
    """Leave a word for colleagues."""
    text = form_of(request).get("text", "")

    def verb(session: Session, ticket: Ticket, staff: StaffMember, now: Any) -> None:
        tickets.note(session, ticket, staff, text, now=now)
        drafts.drop(session, ticket, staff, DraftKind.NOTE)

    return do(request, verb, Typed(note=text, place="note"))


def resolve(request: Request) -> Response:
    """Finish the ticket and tell the customer."""
    version = version_of(request)
    return do(
        request,
        lambda session, ticket, staff, now: tickets.resolve(
            session, ticket, staff, version=version, now=now
        ),
    )


def hand_back(request: Request) -> Response:
    """Let the assistant answer the customer again; the ticket stays."""
    version = version_of(request)
    return do(
        request,
        lambda session, ticket, staff, now: tickets.hand_back(
            session, ticket, staff, version=version, now=now
        ),
    )


def send_again(request: Request) -> Response:
    """Send once more what did not arrive."""
    given = form_of(request).get("message", "")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 18 else 0
    return do(
        request,
        lambda session, ticket, staff, now: resending.again(
            session, ticket, staff, number, now=now
        ),
    )


def _warn(session: Session, ticket: Ticket, text: str) -> None:
    """Raises OtherLanguage where the answer is plainly not in the customer's language."""
    found = tongue.language_of(text)
    customers = tickets.contact_of(session, ticket).language
    if found is not None and found is not customers:
        raise OtherLanguage(theirs=customers, typed=found)


def _ready(request: Request, code: str) -> str | None:
    """The text of a ready reply, for browsers without scripts."""
    values = case_of(request)
    offered: list[tuple[str, str, str]] = values["offered"]
    return next((text for each, _title, text in offered if each == code), None)


ROUTES = [
    access.route("/tickets/{reference}", show, Right.READ_TICKETS),
    access.route("/tickets/{reference}/messages", refresh, Right.READ_TICKETS),
    access.posting("/tickets/{reference}/claim", claim, Right.WORK_TICKETS),
    access.posting("/tickets/{reference}/reply", reply, Right.WORK_TICKETS),
    access.posting("/tickets/{reference}/note", note, Right.WORK_TICKETS),
    access.posting("/tickets/{reference}/resolve", resolve, Right.WORK_TICKETS),
    access.posting("/tickets/{reference}/hand-back", hand_back, Right.WORK_TICKETS),
    access.posting("/tickets/{reference}/send-again", send_again, Right.WORK_TICKETS),
]
