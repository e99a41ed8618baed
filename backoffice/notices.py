"""What one has been told, how many lines are new, and being told on Telegram."""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backoffice import access
from backoffice.office import form_in, language_of, office, staff_of
from backoffice.pages import page
from helpdesk.domain.errors import BadClock, BadSpan, HelpdeskError
from helpdesk.domain.form import Form
from helpdesk.domain.rights import Right
from helpdesk.services import linking, notices

# Browsers may add the seconds.
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::00)?")


def show(request: Request) -> Response:
    """Their newest lines, and how they want to be told."""
    return _page(request)


def count(request: Request) -> Response:
    """How many lines are new, for the bell; in quiet hours without words to be shown aloud."""
    house, staff = office(request), staff_of(request)
    quiet = notices.is_quiet(staff, house.settings.timezone, house.clock())
    with house.database.reading() as session:
        new = notices.unseen(session, staff)
        lines = [] if quiet else notices.of_staff(session, staff)[:1]
        text = notices.text_of(session, lines[0][0], language_of(request)) if lines else ""
    return page(request, "_bell.html", new=new, newest=text)


def see(request: Request) -> Response:
    """They have read them all."""
    house = office(request)
    with house.database.begin() as session:
        notices.see(session, staff_of(request), now=house.clock())
    return RedirectResponse("/notices", 303)


def link(request: Request) -> Response:
    """A code to send to the bot; it is shown once."""
    house = office(request)
    with house.database.begin() as session:
        code = linking.make(session, staff_of(request), now=house.clock())
    return _page(request, code=code)


def unlink(request: Request) -> Response:
    """No more messages on Telegram."""
    house = office(request)
    with house.database.begin() as session:
        member = session.merge(staff_of(request))
        linking.unlink(session, member, now=house.clock())
    return RedirectResponse("/notices", 303)


def quiet(request: Request) -> Response:
    """From when to when Telegram is silent; empty is never."""
    form, house = form_in(request), office(request)
    try:
        hours = _span(form)
    except HelpdeskError as error:
        return _page(request, problem=error, typed=form.given, status=422)
    with house.database.begin() as session:
        member = session.merge(staff_of(request))
        notices.set_quiet(session, member, *hours, now=house.clock())
    return RedirectResponse("/notices", 303)


def _page(
    request: Request,
    *,
    code: str = "",
    problem: HelpdeskError | None = None,
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    language, staff = language_of(request), staff_of(request)
    with office(request).database.reading() as session:
        lines = [
            (line, ticket, notices.text_of(session, line, language))
            for line, ticket in notices.of_staff(session, staff)
        ]
        new = notices.unseen(session, staff)
    hours = {"from": _clock(staff.quiet_from), "to": _clock(staff.quiet_to)}
    return page(
        request,
        "notices.html",
        status=status,
        lines=lines,
        new=new,
        code=code,
        refused=problem,
        hours=typed or hours,
        here="/notices",
    )


def _span(form: Form) -> tuple[int | None, int | None]:
    """Both times or neither. Raises BadClock, BadSpan, or BadForm."""
    start, end = (form.read(name, _minutes, None) for name in ("from", "to"))
    form.check()
    if (start is None) != (end is None):
        raise BadSpan(field="from" if start is None else "to")
    if start is not None and start == end:
        raise BadSpan(field="to")
    return start, end


def _minutes(given: str) -> int | None:
    """Minutes after midnight of a time such as 21:30; None for none. Raises BadClock."""
    if not given.strip():
        return None
    said = _CLOCK.fullmatch(given.strip())
    if said is None:
        raise BadClock
    return int(said[1]) * 60 + int(said[2])


def _clock(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}"


ROUTES = [
    access.route("/notices", show, Right.SIGNED_IN),
    access.route("/notices/count", count, Right.SIGNED_IN),
    access.posting("/notices/seen", see, Right.SIGNED_IN),
    access.posting("/notices/link", link, Right.SIGNED_IN),
    access.posting("/notices/unlink", unlink, Right.SIGNED_IN),
    access.posting("/notices/quiet", quiet, Right.SIGNED_IN),
]
