"""Orders: whose turn it is, what each department needs to know, and taking the next step."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backoffice import access, failures, trace
from backoffice.office import form_of, number_of, office, staff_of
from backoffice.pages import page
from helpdesk.db import order_queries as read
from helpdesk.db import queries
from helpdesk.db.engine import Session
from helpdesk.domain.errors import HelpdeskError, NotFound
from helpdesk.domain.order import Order
from helpdesk.domain.rights import Right, may, may_step, sees
from helpdesk.domain.staff import StaffMember
from helpdesk.services import order_steps, orders, profile, receipts

LONGEST_SEARCH = 60


def show_list(request: Request) -> Response:
    """The orders of a tab; at first those that wait for one's own department."""
    staff, given = staff_of(request), request.query_params
    known = seen_by(staff)
    words = given.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    tab = given.get("tab", "")
    tab = tab if tab in read.TABS else first_tab(staff)
    before = given.get("before", "")
    with office(request).database.reading() as session:
        rows = read.rows(
            session,
            tab,
            words,
            person="person" in known,
            phone="phone" in known,
            before=number_of(before),
        )
        counts = read.counts(session)
    return page(
        request,
        "orders.html",
        rows=rows[: read.PAGE],
        more=len(rows) > read.PAGE,
        counts=counts,
        most=read.MOST_COUNTED,
        tabs=read.TABS,
        tab="" if words else tab,
        words=words,
        known=known,
    )


def show(request: Request) -> Response:
    """One order, as far as one needs to know it; that it was looked at is kept in the audit."""
    with office(request).database.begin() as session:
        order = _order(session, request)
        trace.note(request, session, "order.viewed", f"order:{order.id}")
    return _page(request)


def step(request: Request) -> Response:
    """Take its next step."""
    form, house, staff = form_of(request), office(request), staff_of(request)
    given = form.get("version", "")
    version = int(given) if _is_number(given) else 0
    reason = form.get("reason", "")
    try:
        with house.database.begin() as session:
            order = _order(session, request)
            order_steps.take(
                session,
                order,
                staff,
                form.get("step", ""),
                version=version,
                reason=reason,
                now=house.clock(),
            )
    except NotFound:
        raise
    except HelpdeskError as error:
        status = failures.status_of(error)
        return _page(request, error=error, reason=reason, status=status)
    return RedirectResponse(f"/orders/{order.reference}", 303)


def receipt(request: Request) -> Response:
    """The receipt, for who sees the payment."""
    staff, house = staff_of(request), office(request)
    if not {"payment", "person"} <= seen_by(staff):
        return failures.refusal(request, 403)
    with house.database.reading() as session:
        order = _order(session, request)
        contact = queries.contact_of(session, order)
        company = profile.read(house.settings.company)
        content = receipts.pdf(receipts.of_order(session, order, company, contact.language))
    trace.note_alone(request, "order.receipt", f"order:{order.id}")
    name = f"{order.reference}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="application/pdf", headers=headers)


def _is_number(given: str) -> bool:
    return given.isascii() and given.isdigit() and len(given) < 10


def seen_by(staff: StaffMember) -> frozenset[str]:
    """What of an order this member of staff sees."""
    return sees(staff.role, frozenset(staff.departments.split()))


def first_tab(staff: StaffMember) -> str:
    """The step their department takes; the first of all for who takes any."""
    theirs = frozenset(staff.departments.split())
    steps = (each for each in order_steps.STEPS if may_step(staff.role, theirs, each))
    return next((each for each in steps if each in read.TABS), "all")


def _order(session: Session, request: Request) -> Order:
    reference = str(request.path_params["order"])
    found = read.order(session, reference)
    if found is None:
        raise NotFound(reference=reference)
    return found


def _page(
    request: Request,
    *,
    error: HelpdeskError | None = None,
    reason: str = "",
    status: int = 200,
) -> Response:
    staff = staff_of(request)
    known = seen_by(staff)
    with office(request).database.reading() as session:
        order = _order(session, request)
        values: dict[str, Any] = {
            "order": order,
            "quote": orders.receipt(session, order),
            "contact": queries.contact_of(session, order) if "person" in known else None,
            "ticket": order_steps.ticket_of(session, order) if "ticket" in known else None,
            "entries": read.steps(session, order),
            "people": queries.names(session),
            "steps": order_steps.offered(order, staff),
        }
    return page(
        request,
        "order.html",
        status=status,
        known=known,
        refused=error,
        reason=reason,
        reads_tickets=may(staff.role, Right.READ_TICKETS),
        here=f"/orders/{order.reference}",
        **values,
    )


ROUTES = [
    access.route("/orders", show_list, Right.READ_ORDERS),
    access.route("/orders/{order}", show, Right.READ_ORDERS),
    access.posting("/orders/{order}/step", step, Right.MOVE_ORDERS),
    access.route("/orders/{order}/receipt", receipt, Right.READ_ORDERS),
]
