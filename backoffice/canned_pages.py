"""Ready replies and macros: the pages on which they are made and changed."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backoffice import access, failures
from backoffice.office import form_of, office, staff_of
from backoffice.pages import page
from helpdesk.db import queries
from helpdesk.domain.desk import CannedReply, Macro
from helpdesk.domain.enums import Priority
from helpdesk.domain.errors import HelpdeskError, NotFound
from helpdesk.domain.rights import Right
from helpdesk.services import canned


def show_all(request: Request) -> Response:
    """All ready replies and macros."""
    with office(request).database.reading() as session:
        values: dict[str, Any] = {
            "replies": canned.everything(session),
            "macros": canned.all_macros(session),
            "departments": queries.departments(session),
        }
    return page(request, "canned.html", **values)


def edit_reply(request: Request) -> Response:
    """One ready reply, or an empty one (number 0)."""
    return _reply_page(request)


def save_reply(request: Request) -> Response:
    """Save it."""
    form, house = form_of(request), office(request)
    try:
        with house.database.begin() as session:
            active = form.get("active", "yes") == "yes"
            number, now = _number(request), house.clock()
            canned.save(session, staff_of(request), form, reply_id=number, active=active, now=now)
    except HelpdeskError as error:
        return _reply_page(request, typed=form, error=error, status=failures.status_of(error))
    return RedirectResponse("/replies", 303)


def edit_macro(request: Request) -> Response:
    """One macro, or an empty one (number 0)."""
    return _macro_page(request)


def save_macro(request: Request) -> Response:
    """Save it."""
    form, house = form_of(request), office(request)
    try:
        with house.database.begin() as session:
            active = form.get("active", "yes") == "yes"
            number, now = _number(request), house.clock()
            canned.save_macro(
                session, staff_of(request), form, macro_id=number, active=active, now=now
            )
    except HelpdeskError as error:
        return _macro_page(request, typed=form, error=error, status=failures.status_of(error))
    return RedirectResponse("/replies", 303)


def _reply_page(request: Request, **shown: Any) -> Response:
    names = (*canned.TEXTS, "department", "active")
    return _page(request, "canned_reply.html", CannedReply, names, **shown)


def _macro_page(request: Request, **shown: Any) -> Response:
    names = ("title_sw", "title_en", "reply", "status", "priority", "department", "take", "active")
    return _page(request, "canned_macro.html", Macro, names, **shown)


def _page(
    request: Request,
    template: str,
    kind: type[CannedReply | Macro],
    names: tuple[str, ...],
    *,
    typed: dict[str, str] | None = None,
    error: HelpdeskError | None = None,
    status: int = 200,
) -> Response:
    number = _number(request)
    with office(request).database.reading() as session:
        known = session.get(kind, number) if number else None
        if number and known is None:
            raise NotFound(number=number)
        replies = canned.everything(session)
        departments = queries.departments(session)
    kept = {name: getattr(known, name, "") if known else "" for name in names}
    shown = {name: "" if value is None else value for name, value in kept.items()}
    if known is None:
        shown["active"] = True
    return page(
        request,
        template,
        status=status,
        number=number or 0,
        row={**shown, **(typed or {})},
        replies=[each for each in replies if each.active],
        departments=departments,
        statuses=canned.STATUSES,
        priorities=tuple(Priority),
        refused=error,
        longest=canned.LONGEST,
        here="/replies",
    )


def _number(request: Request) -> int | None:
    return int(request.path_params["number"]) or None


ROUTES = [
    access.route("/replies", show_all, Right.EDIT_REPLIES),
    access.route("/replies/{number:int}", edit_reply, Right.EDIT_REPLIES),
    access.posting("/replies/{number:int}", save_reply, Right.EDIT_REPLIES),
    access.route("/macros/{number:int}", edit_macro, Right.EDIT_REPLIES),
    access.posting("/macros/{number:int}", save_macro, Right.EDIT_REPLIES),
]
