"""Who may come where: rights by route, and the only road from a reference to a ticket."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import wraps

from starlette.convertors import IntegerConvertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backoffice.office import LONGEST_NUMBER, staff_of
from helpdesk.db import queries
from helpdesk.db.engine import Session
from helpdesk.db.queries import Scope
from helpdesk.domain.enums import Role
from helpdesk.domain.errors import NotFound
from helpdesk.domain.message import Attachment
from helpdesk.domain.rights import Right, may
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket

LARGEST_NUMBER = 2**31 - 1
"""The largest number of a row in PostgreSQL's integer columns."""

SEES_ALL = frozenset({Role.ADMIN, Role.LEAD})

Page = Callable[[Request], Response]
Stream = Callable[[Request], Awaitable[Response]]


class RowNumber(IntegerConvertor):
    """A number in an address: that of a row, so one no row can have leads nowhere."""

    regex = f"[0-9]{{1,{LONGEST_NUMBER}}}"


register_url_convertor("int", RowNumber())


def route(path: str, page: Page, right: Right, methods: Sequence[str] = ("GET",)) -> Route:
    """A route for those who have the right; everybody else gets 403. The guard has let them in."""

    @wraps(page)
    def checked(request: Request) -> Response:
        if not may(staff_of(request).role, right):
            raise HTTPException(403)
        return page(request)

    made = Route(path, checked, methods=list(methods))
    RIGHT_OF[path, frozenset(methods)] = right
    return made


def posting(path: str, page: Page, right: Right) -> Route:
    """The same for a form."""
    return route(path, page, right, ("POST",))


def streaming(path: str, page: Stream, right: Right) -> Route:
    """The same for an answer that goes on and on."""

    @wraps(page)
    async def checked(request: Request) -> Response:
        if not may(staff_of(request).role, right):
            raise HTTPException(403)
        return await page(request)

    RIGHT_OF[path, frozenset({"GET"})] = right
    return Route(path, checked, methods=["GET"])


RIGHT_OF: dict[tuple[str, frozenset[str]], Right] = {}
"""Which right each route asks for, by its path and methods; tests walk through it."""


def number_in(request: Request, name: str) -> int:
    """The number in the address; NotFound for one no row can have."""
    return number_of(str(request.path_params[name]))


def number_of(given: str) -> int:
    """The number of a row as it was posted; NotFound for what no row can have."""
    fits = given.isascii() and given.isdigit() and len(given) <= len(str(LARGEST_NUMBER))
    if not fits or int(given) > LARGEST_NUMBER:
        raise NotFound(number=given[:20])
    return int(given)


def scope_of(staff: StaffMember) -> Scope:
    """Which departments' tickets they see; everybody's if they were given none."""
    codes = frozenset(staff.departments.split())
    every = staff.role in SEES_ALL or not codes
    return Scope(staff_id=staff.id or 0, departments=None if every else codes, own=codes)


def may_work(staff: StaffMember) -> bool:
    """Whether they may do something about tickets, or only read."""
    return may(staff.role, Right.WORK_TICKETS)


def ticket_of(session: Session, staff: StaffMember, reference: str) -> Ticket:
    """The ticket, or NotFound: for another department's exactly as for none."""
    ticket = queries.ticket(session, scope_of(staff), reference)
    if ticket is None:
        raise NotFound(reference=reference)
    return ticket


def attachment_of(session: Session, staff: StaffMember, attachment_id: int) -> Attachment:
    """The file, if one of the tickets they see shows it; otherwise NotFound."""
    attachment = queries.attachment(session, scope_of(staff), attachment_id)
    if attachment is None:
        raise NotFound(attachment=attachment_id)
    return attachment
