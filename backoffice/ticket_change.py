"""What staff change about a ticket: its status, weight, place and hands, sleep and kinship."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from backoffice import access
from backoffice.office import chosen_in, form_in, form_of, language_of, office
from backoffice.pages import label, page
from backoffice.ticket_page import NAPS, Typed, case_of, do, version_of
from helpdesk.db import queries
from helpdesk.db.engine import Session
from helpdesk.domain.enums import Author, Priority, TicketKind, TicketStatus
from helpdesk.domain.errors import (
    BadChoice,
    BadTime,
    EmptyText,
    Forbidden,
    NoSuchTicket,
    NotFound,
    StaleVersion,
)
from helpdesk.domain.form import Form
from helpdesk.domain.reference import read_reference
from helpdesk.domain.rights import Right, may
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.typed_times import read_moment
from helpdesk.services import handling, joining, ready
from helpdesk.services.ticket_log import last_hand

MORNING = time(8)
CHOICES = ("priority", "assignee", "department", "status")
"""What is changed beside a ticket, in the order in which it is done."""


def change(request: Request) -> Response:
    """Save the four choices beside a ticket.

    Only what is another than the page showed is touched: who was too late and saves again does
    not put back what a colleague changed meanwhile.
    """
    form, version = form_of(request), version_of(request)
    shown = {name: form.get(f"{name}_was") for name in CHOICES}
    touched = {n: form[n] for n in CHOICES if n in form and form[n] != shown[n]}

    def verb(session: Session, ticket: Ticket, staff: StaffMember, now: datetime) -> None:
        if ticket.version != version:
            raise StaleVersion(by=last_hand(session, ticket))
        _check(session, ticket, touched)
        for name, given in touched.items():
            _DOING[name](session, ticket, staff, given, now)

    # Passed to another department it may be out of sight now.
    then = "/" if "department" in touched else ""
    return do(request, verb, Typed(place="change", form=touched), then=then)


def snooze(request: Request) -> Response:
    """Let the ticket sleep until then."""
    form, version, zone = form_in(request), version_of(request), office(request).settings.timezone

    def verb(session: Session, ticket: Ticket, staff: StaffMember, now: datetime) -> None:
        how = form.choice("for", ("wake", *NAPS))
        form.check()
        until = None if how == "wake" else _until(how, form.given.get("until", ""), zone, now)
        handling.snooze(session, ticket, staff, until, version=version, now=now)

    return do(request, verb, Typed(place="snooze", form=form.given))


def close(request: Request) -> Response:
    """Finish for good what is resolved."""
    version = version_of(request)
    return do(
        request,
        lambda session, ticket, staff, now: handling.close(
            session, ticket, staff, version=version, now=now
        ),
    )


def merge(request: Request) -> Response:
    """Put this ticket into another of the same customer, and go on there."""
    version, into = version_of(request), form_of(request).get("into", "")

    def verb(session: Session, ticket: Ticket, staff: StaffMember, now: datetime) -> None:
        other = _other(session, staff, into, "into")
        joining.merge(session, ticket, other, staff, version=version, now=now)

    there = f"/tickets/{read_reference(into) or ''}"
    return do(request, verb, Typed(place="merge", form={"into": into}), then=there)


def link(request: Request) -> Response:
    """Say that another ticket belongs to this one."""
    given = form_of(request).get("other", "")

    def verb(session: Session, ticket: Ticket, staff: StaffMember, now: datetime) -> None:
        joining.link(session, ticket, _other(session, staff, given, "other"), staff, now=now)

    return do(request, verb, Typed(place="link", form={"other": given}))


def ask_split(request: Request) -> Response:
    """The page on which messages are chosen that become a ticket of their own."""
    return _split_page(request, Typed())


def split(request: Request) -> Response:
    """Take the chosen messages out into a ticket of their own."""
    form, chosen = form_in(request), chosen_in(request, "message")

    def verb(session: Session, ticket: Ticket, staff: StaffMember, now: datetime) -> None:
        kind = form.choice("kind", tuple(TicketKind))
        department = form.choice("department", _departments(session, ticket))
        ids: list[int] = form.read("message", lambda _: [*map(_message, chosen)], [])
        form.check()
        joining.split(session, ticket, staff, ids, kind=kind, department=department, now=now)

    typed = Typed(place="split", form=form.given, ticked=tuple(chosen))
    return do(request, verb, typed, show=_split_page)


def _split_page(request: Request, typed: Typed, *, status: int = 200) -> Response:
    values, language = case_of(request), language_of(request)
    said = [b.utterance.message for b in values["bubbles"] if b.look == str(Author.CUSTOMER)]
    open_ones = [each for each in values["departments"].values() if each.active]
    return page(
        request,
        "split.html",
        status=status,
        kinds=[(str(each), label(language, "kind", each)) for each in TicketKind],
        offices=[(each.code, each.name(language)) for each in open_ones],
        theirs=[each for each in said if each.ticket_id == values["ticket"].id],
        typed=typed,
        refused=typed.problem,
        here=f"/tickets/{values['ticket'].reference}/split",
        **values,
    )


def _message(given: str) -> int:
    try:
        return access.number_of(given)
    except NotFound as error:
        raise BadChoice from error


def macro(request: Request) -> Response:
    """Several steps in one click."""
    code, version = form_of(request).get("macro", ""), version_of(request)

    def verb(session: Session, ticket: Ticket, staff: StaffMember, now: datetime) -> None:
        steps = ready.macro_of(session, code)
        reply = _reply_of(session, ticket, staff, steps.reply)
        ready.run(session, ticket, staff, steps, reply, version=version, now=now)

    return do(request, verb, Typed(place="macro", form={"macro": code}))


def _reply_of(
    session: Session, ticket: Ticket, staff: StaffMember, code: str | None
) -> str | None:
    if code is None:
        return None
    case = queries.case(session, access.scope_of(staff), ticket)
    offered = {each.code: each for each in ready.replies(session, case.department.code)}
    if code not in offered:
        raise BadChoice(field="macro")
    tongue = str(case.contact.language)
    ordered = case.order.reference if case.order else ticket.about_order or ""
    values = ready.values_of(ticket, case.contact, case.department.name(tongue), ordered)
    return ready.fill(offered[code].text(tongue), values)


def _departments(session: Session, ticket: Ticket) -> list[str]:
    """Where a ticket may go, or stay."""
    known = queries.departments(session).values()
    return [each.code for each in known if each.active or each.id == ticket.department_id]


def _check(session: Session, ticket: Ticket, touched: dict[str, str]) -> None:
    """Raises all that is wrong with what was chosen, before any of it is done."""
    form = Form(touched)
    known = {
        "priority": tuple(map(str, Priority)),
        "status": tuple(map(str, TicketStatus)),
        "department": _departments(session, ticket),
        "assignee": ["0", *(str(each.id) for each in queries.colleagues(session))],
    }
    for name in touched:
        form.choice(name, known[name])
    form.check()


def _weigh(
    session: Session, ticket: Ticket, staff: StaffMember, given: str, now: datetime
) -> None:
    if given != str(ticket.priority):
        weight, version = Priority(given), ticket.version
        handling.set_priority(session, ticket, staff, weight, version=version, now=now)


def _hand(session: Session, ticket: Ticket, staff: StaffMember, given: str, now: datetime) -> None:
    number = int(given)
    if number == (ticket.assignee_id or 0):
        return
    hand(session, ticket, staff, number, version=ticket.version, now=now)


def hand(
    session: Session, ticket: Ticket, staff: StaffMember, to: int, *, version: int, now: datetime
) -> None:
    """Put the ticket into the hands of that member of staff; 0 is nobody's.

    Raises Forbidden where it is not one's own to take or lay down, BadChoice for nobody's number,
    StaleVersion, and IllegalTransition on a ticket that is done.
    """
    taker = handling.member(session, to) if to else None
    mine = ticket.assignee_id in (None, staff.id) and (taker is None or taker.id == staff.id)
    if not mine and not may(staff.role, Right.ASSIGN_OTHERS):
        raise Forbidden(field="assignee")
    handling.assign(session, ticket, staff, taker, version=version, now=now)


def _pass_on(
    session: Session, ticket: Ticket, staff: StaffMember, given: str, now: datetime
) -> None:
    handling.set_department(session, ticket, staff, given, version=ticket.version, now=now)


def _put(session: Session, ticket: Ticket, staff: StaffMember, given: str, now: datetime) -> None:
    status = TicketStatus(given)
    if status is not ticket.status:
        handling.put(session, ticket, staff, status, version=ticket.version, now=now)


_DOING = {"priority": _weigh, "assignee": _hand, "department": _pass_on, "status": _put}


def _other(session: Session, staff: StaffMember, reference: str, field: str) -> Ticket:
    """Another ticket, named in that field. Raises EmptyText, NoSuchTicket."""
    if not reference.strip():
        raise EmptyText(field=field)
    try:
        return access.ticket_of(session, staff, reference)
    except NotFound as error:
        raise NoSuchTicket(reference=reference.strip()[:20], field=field) from error


def _until(how: str, given: str, zone: str, now: datetime) -> datetime:
    local = now.astimezone(ZoneInfo(zone))
    chosen: dict[str, Any] = {
        "hour": now + timedelta(hours=1),
        "three_hours": now + timedelta(hours=3),
        "tomorrow": _morning(local, 1),
        "monday": _morning(local, 7 - local.weekday()),
    }
    if how in chosen:
        until: datetime = chosen[how]
        return until
    try:
        return read_moment(given, zone)
    except BadTime as error:
        raise BadTime(field="until") from error


def _morning(local: datetime, days: int) -> datetime:
    return datetime.combine(local.date() + timedelta(days=days), MORNING, local.tzinfo)


PATH = "/tickets/{reference}"
ROUTES = [
    access.posting(f"{PATH}/change", change, Right.WORK_TICKETS),
    access.posting(f"{PATH}/snooze", snooze, Right.WORK_TICKETS),
    access.posting(f"{PATH}/close", close, Right.WORK_TICKETS),
    access.posting(f"{PATH}/merge", merge, Right.WORK_TICKETS),
    access.posting(f"{PATH}/link", link, Right.WORK_TICKETS),
    access.route(f"{PATH}/split", ask_split, Right.WORK_TICKETS),
    access.posting(f"{PATH}/split", split, Right.WORK_TICKETS),
    access.posting(f"{PATH}/macro", macro, Right.WORK_TICKETS),
]
