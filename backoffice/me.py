"""One's own page: name, tongues, absence, password, second proof, and where one is signed in."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import segno
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backoffice import access, failures
from backoffice.office import chosen_in, form_of, office, signed_in, staff_of
from backoffice.pages import page
from backoffice.times import read_day
from helpdesk.domain.enums import Language
from helpdesk.domain.errors import HelpdeskError, PasswordsDiffer, WrongSignIn
from helpdesk.domain.rights import Right
from helpdesk.domain.staff import StaffMember
from helpdesk.services import people, second_factor, staff
from helpdesk.services.staff import SignedIn

LONGEST_PASSWORD = 1024


def show(request: Request) -> Response:
    """The page."""
    return _page(request)


def change(request: Request) -> Response:
    """Save name, tongues and absence."""
    form, house = form_of(request), office(request)
    tongues = [each for each in chosen_in(request, "speaks") if each in tuple(Language)]
    try:
        away = _end_of_day(form.get("away_until", ""), house.settings.timezone)
    except HelpdeskError as error:
        return _page(request, error=error, place="own", status=422)
    with house.database.begin() as session:
        member = session.merge(staff_of(request))
        people.set_own(
            session,
            member,
            name=form.get("name", ""),
            speaks=tongues,
            away_until=away,
            now=house.clock(),
        )
    return RedirectResponse("/me", 303)


def password(request: Request) -> Response:
    """Another password."""
    form, house = form_of(request), office(request)
    given = {name: form.get(name, "")[:LONGEST_PASSWORD] for name in ("old", "new", "again")}
    try:
        if given["new"] != given["again"]:
            _differ()
        with house.database.begin() as session:
            who, now = _who(request), house.clock()
            people.change_own_password(session, who, given["old"], given["new"], now=now)
    except HelpdeskError as error:
        return _page(request, error=error, place="password", status=failures.status_of(error))
    return RedirectResponse("/me?done=password", 303)


def leave_others(request: Request) -> Response:
    """Sign out everywhere but here."""
    house, who = office(request), _who(request)
    with house.database.begin() as session:
        people.sign_out_everywhere(
            session, who.staff, by=who.staff, but=who.session, now=house.clock()
        )
    return RedirectResponse("/me", 303)


def begin_factor(request: Request) -> Response:
    """A fresh secret, to be read by a telephone."""
    house = office(request)
    with house.database.begin() as session:
        member = session.merge(staff_of(request))
        second_factor.begin(session, member, now=house.clock())
    return RedirectResponse("/me/two-factor", 303)


def show_factor(request: Request) -> Response:
    """The secret as a picture and in letters, until a code of it was shown."""
    member = _fresh(request)
    if member.totp_secret is None or member.totp_at is not None:
        return RedirectResponse("/me", 303)
    return page(request, "two_factor.html", secret=member.totp_secret, refused=None, codes=[])


def picture(request: Request) -> Response:
    """The secret as a QR code; only as long as it does not count yet."""
    member = _fresh(request)
    if member.totp_secret is None or member.totp_at is not None:
        return failures.refusal(request, 404)
    out = io.BytesIO()
    segno.make(second_factor.address(member), error="m").save(
        out, kind="svg", scale=6, border=3, svgns=True, nl=False
    )
    return Response(out.getvalue(), media_type="image/svg+xml")


def confirm_factor(request: Request) -> Response:
    """The code of the telephone; the recovery codes are shown this once."""
    code, house = form_of(request).get("code", ""), office(request)
    try:
        with house.database.begin() as session:
            member = session.merge(staff_of(request))
            codes = second_factor.confirm(session, member, code[:20], now=house.clock())
    except HelpdeskError as error:
        secret = _fresh(request).totp_secret or ""
        return page(request, "two_factor.html", status=422, secret=secret, refused=error, codes=[])
    return page(request, "two_factor.html", secret="", refused=None, codes=codes)


def drop_factor(request: Request) -> Response:
    """Ask for no code any more; the password is asked for once more."""
    form, house = form_of(request), office(request)
    if not staff.is_password(staff_of(request), form.get("old", "")[:LONGEST_PASSWORD]):
        return _page(request, error=WrongSignIn(), place="factor", status=401)
    with house.database.begin() as session:
        member = session.merge(staff_of(request))
        second_factor.switch_off(session, member, by=member, now=house.clock())
    return RedirectResponse("/me", 303)


def _page(
    request: Request, *, error: HelpdeskError | None = None, place: str = "", status: int = 200
) -> Response:
    house, who = office(request), _who(request)
    with house.database.reading() as session:
        sessions = people.sessions_of(session, who.staff, now=house.clock())
    values: dict[str, Any] = {"refused": error, "place": place, "sessions": sessions}
    typed = form_of(request) if error is not None else {}
    zone = ZoneInfo(house.settings.timezone)
    away = who.staff.away_until
    return page(
        request,
        "me.html",
        status=status,
        own=_fresh(request),
        this=who.session,
        languages=tuple(Language),
        away=typed.get("away_until", away.astimezone(zone).date().isoformat() if away else ""),
        changed=request.query_params.get("done") == "password",
        here="/me",
        **values,
    )


def _fresh(request: Request) -> StaffMember:
    with office(request).database.reading() as session:
        member = session.get(StaffMember, staff_of(request).id)
    return member or staff_of(request)


def _who(request: Request) -> SignedIn:
    found = signed_in(request)
    if found is None:
        raise WrongSignIn
    return found


def _differ() -> None:
    raise PasswordsDiffer


def _end_of_day(given: str, zone: str) -> datetime | None:
    """Until the end of that day; None for none. Raises BadTime."""
    if not given.strip():
        return None
    return datetime.combine(read_day(given), time(23, 59), ZoneInfo(zone))


ROUTES = [
    access.route("/me", show, Right.SIGNED_IN),
    access.posting("/me", change, Right.SIGNED_IN),
    access.posting("/me/password", password, Right.SIGNED_IN),
    access.posting("/me/leave-others", leave_others, Right.SIGNED_IN),
    access.route("/me/two-factor", show_factor, Right.SIGNED_IN),
    access.posting("/me/two-factor/begin", begin_factor, Right.SIGNED_IN),
    access.route("/me/two-factor.svg", picture, Right.SIGNED_IN),
    access.posting("/me/two-factor", confirm_factor, Right.SIGNED_IN),
    access.posting("/me/two-factor/off", drop_factor, Right.SIGNED_IN),
]
