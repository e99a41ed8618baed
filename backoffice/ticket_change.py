"""What staff change about a ticket: its status, weight, place and hands, sleep and kinship."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from backoffice import access
from backoffice.office import chosen_in, form_of, number_of, office
from backoffice.pages import page
from backoffice.ticket_page import case_of, do, version_of
from backoffice.times import read_moment
from helpdesk.db import queries
from helpdesk.db.engine import Session
from helpdesk.domain.enums import Author, Priority, TicketKind, TicketStatus
from helpdesk.domain.errors import Forbidden, NotFound, NotTheSame, StaleVersion
from helpdesk.domain.rights import Right, may
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket
from helpdesk.services import handling, joining, ready, tickets

MORNING = time(8)
NAPS = ("hour", "three_hours", "tomorrow", "monday")


def change(request: Request) -> Response:
    """Save the four choices beside a ticket; only what is another than before is touched."""
    form, version = form_of(request), version_of(request)

    def verb(session: Session, ticket: Ticket, staff: StaffMember, now: datetime) -> None:
        if ticket.version != version:
            raise StaleVersion(by="")
        _weigh(session, ticket, staff, form.get("priority", ""), now)
        _hand(session, ticket, staff, form.get("assignee", ""), now)
        _pass_on(session, ticket, staff, form.get("department", ""), now)
        _put(session, ticket, staff, form.get("status", ""), now)

    # Passed to another department it may be out of sight now.
    passed_on = form.get("department", "") not in ("", form.get("department_now", ""))
    return do(request, verb, then="/" if passed_on else "")


def snooze(request: Request) -> Response:
    """Let the ticket sleep until then."""
    form, zone = form_of(request), office(request).settings.timezone

    def verb(session: Session, ticket: Ticket, staff: StaffMember, now: datetime) -> None:
        until = None if form.get("for") == "wake" else _until(form, zone, now)
        handling.snooze(session, ticket, staff, until, now=now)

    return do(request, verb)


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
    """Put this ticket into another of the same customer."""
    version, into = version_of(request), form_of(request).get("into", "")

    def verb(session: Session, ticket: Ticket, staff: StaffMember, now: datetime) -> None:
        other = _other(session, staff, into)
        joining.merge(session, ticket, other, staff, version=version, now=now)

    return do(request, verb, then="")


def link(request: Request) -> Response:
    """Say that another ticket belongs to this one."""
    given = form_of(request).get("other", "")

    def verb(session: Session, ticket: Ticket, staff: StaffMember, now: datetime) -> None:
        joining.link(session, ticket, _other(session, staff, given), staff, now=now)

    return do(request, verb)


def ask_split(request: Request) -> Response:
    """The page on which messages are chosen that become a ticket of their own."""
    values = case_of(request)
    return page(request, "split.html", kinds=tuple(TicketKind), authors=Author, **values)


def split(request: Request) -> Response:
    """Take the chosen messages out into a ticket of their own."""
    form, chosen = form_of(request), chosen_in(request, "message")
    ids = [number for number in map(number_of, chosen) if number is not None]
    kinds = tuple(map(str, TicketKind))
    kind = TicketKind(form["kind"]) if form.get("kind") in kinds else TicketKind.REQUEST

    def verb(session: Session, ticket: Ticket, staff: StaffMember, now: datetime) -> None:
        joining.split(
            session, ticket, staff, ids, kind=kind, department=form.get("department", ""), now=now
        )

    return do(request, verb)


def macro(request: Request) -> Response:
    """Several steps in one click."""
    code, version = form_of(request).get("macro", ""), version_of(request)

    def verb(session: Session, ticket: Ticket, staff: StaffMember, now: datetime) -> None:
        steps = ready.macro_of(session, code)
        reply = _reply_of(session, ticket, staff, steps.reply)
        ready.run(session, ticket, staff, steps, reply, version=version, now=now)

    return do(request, verb)


def _reply_of(
    session: Session, ticket: Ticket, staff: StaffMember, code: str | None
) -> str | None:
    if code is None:
        return None
    case = queries.case(session, access.scope_of(staff), ticket)
    offered = {each.code: each for each in ready.replies(session, case.department.code)}
    if code not in offered:
        raise NotFound(reply=code)
    tongue = str(case.contact.language)
    ordered = case.order.reference if case.order else ticket.about_order or ""
    values = ready.values_of(ticket, case.contact, case.department.name(tongue), ordered)
    return ready.fill(offered[code].text(tongue), values)


def _weigh(
    session: Session, ticket: Ticket, staff: StaffMember, given: str, now: datetime
) -> None:
    if given in tuple(map(str, Priority)) and given != str(ticket.priority):
        handling.set_priority(session, ticket, staff, Priority(given), now=now)


def _hand(session: Session, ticket: Ticket, staff: StaffMember, given: str, now: datetime) -> None:
    number = number_of(given)
    if number is None or number == (ticket.assignee_id or 0):
        return
    to = handling.member(session, number) if number else None
    mine = ticket.assignee_id in (None, staff.id) and (to is None or to.id == staff.id)
    if not mine and not may(staff.role, Right.ASSIGN_OTHERS):
        raise Forbidden
    handling.assign(session, ticket, staff, to, version=ticket.version, now=now)


def _pass_on(
    session: Session, ticket: Ticket, staff: StaffMember, given: str, now: datetime
) -> None:
    if given:
        handling.set_department(session, ticket, staff, given, version=ticket.version, now=now)


def _put(session: Session, ticket: Ticket, staff: StaffMember, given: str, now: datetime) -> None:
    if given not in tuple(map(str, TicketStatus)) or given == str(ticket.status):
        return
    status = TicketStatus(given)
    if status is TicketStatus.RESOLVED:
        tickets.resolve(session, ticket, staff, version=ticket.version, now=now)
    else:
        handling.set_status(session, ticket, staff, status, version=ticket.version, now=now)


def _other(session: Session, staff: StaffMember, reference: str) -> Ticket:
    try:
        return access.ticket_of(session, staff, reference)
    except NotFound as error:
        raise NotTheSame(reference=reference[:20] or "–") from error


def _until(form: dict[str, str], zone: str, now: datetime) -> datetime:
    local = now.astimezone(ZoneInfo(zone))
    chosen: dict[str, Any] = {
        "hour": now + timedelta(hours=1),
        "three_hours": now + timedelta(hours=3),
        "tomorrow": _morning(local, 1),
        "monday": _morning(local, 7 - local.weekday()),
    }
    if form.get("for") in chosen:
        until: datetime = chosen[form["for"]]
        return until
    return read_moment(form.get("until", ""), zone)


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
