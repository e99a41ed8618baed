"""Ready replies and macros: the pages on which they are made and changed."""

from __future__ import annotations

from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backoffice import access, failures
from backoffice.office import form_of, language_of, office, staff_of
from backoffice.pages import label, page
from helpdesk.db import queries
from helpdesk.domain.desk import CannedReply, Macro
from helpdesk.domain.enums import Priority
from helpdesk.domain.errors import HelpdeskError, NotFound
from helpdesk.domain.rights import Right
from helpdesk.locale import say
from helpdesk.services import canned, seen


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
            number, now = _number(request), house.clock()
            canned.save(session, staff_of(request), form, reply_id=number, now=now)
    except NotFound:
        raise
    except HelpdeskError as error:
        return _reply_page(request, typed=form, error=error)
    return RedirectResponse("/replies", 303)


def edit_macro(request: Request) -> Response:
    """One macro, or an empty one (number 0)."""
    return _macro_page(request)


def save_macro(request: Request) -> Response:
    """Save it."""
    form, house = form_of(request), office(request)
    try:
        with house.database.begin() as session:
            number, now = _number(request), house.clock()
            canned.save_macro(session, staff_of(request), form, macro_id=number, now=now)
    except NotFound:
        raise
    except HelpdeskError as error:
        return _macro_page(request, typed=form, error=error)
    return RedirectResponse("/replies", 303)


def _reply_page(request: Request, **shown: Any) -> Response:
    return _page(request, "canned_reply.html", CannedReply, canned.SHOWN, **shown)


def _macro_page(request: Request, **shown: Any) -> Response:
    return _page(request, "canned_macro.html", Macro, canned.MACRO_SHOWN, **shown)


def _page(
    request: Request,
    template: str,
    kind: type[CannedReply | Macro],
    names: tuple[str, ...],
    *,
    typed: dict[str, str] | None = None,
    error: HelpdeskError | None = None,
) -> Response:
    number, language = _number(request), language_of(request)
    words = partial(label, language)
    with office(request).database.reading() as session:
        known = session.get(kind, number) if number else None
        if number and known is None:
            raise NotFound(number=number)
        replies = canned.everything(session)
        departments = queries.departments(session)
    kept = {name: getattr(known, name) for name in names} if known else {"active": True}
    shown = {name: _plain(kept.get(name)) for name in names}
    return page(
        request,
        template,
        status=failures.status_of(error) if error else 200,
        number=number or 0,
        row={**shown, **(typed or {})},
        # Who was too late sees what is there now, and may save what was typed over it.
        seen=seen.mark(known, names) if known else "",
        replies=[(each.code, each.title(language)) for each in replies if each.active],
        offices=[(each.code, each.name(language)) for each in departments.values() if each.active],
        statuses=[(str(each), words("status", each)) for each in canned.STATUSES],
        priorities=[(str(each), words("priority", each)) for each in Priority],
        yes_no=[(each, say(language, f"people.{each}")) for each in canned.YES_NO],
        none_yet=[("", "–")],
        refused=error,
        longest=canned.LONGEST,
        here="/replies",
    )


def _number(request: Request) -> int | None:
    return access.number_in(request, "number") or None


def _plain(value: object) -> object:
    """As forms post it."""
    return {True: "yes", False: "no", None: ""}.get(value, value)  # type: ignore[call-overload]


ROUTES = [
    access.route("/replies", show_all, Right.EDIT_REPLIES),
    access.route("/replies/{number:int}", edit_reply, Right.EDIT_REPLIES),
    access.posting("/replies/{number:int}", save_reply, Right.EDIT_REPLIES),
    access.route("/macros/{number:int}", edit_macro, Right.EDIT_REPLIES),
    access.posting("/macros/{number:int}", save_macro, Right.EDIT_REPLIES),
]
