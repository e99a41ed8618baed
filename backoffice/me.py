"""One's own page: name, tongues, absence, password, second proof, and where one is signed in."""

from __future__ import annotations

import io
from typing import Any
from zoneinfo import ZoneInfo

import segno
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backoffice import access, failures, passwords
from backoffice.office import (
    Office,
    chosen_in,
    form_in,
    form_of,
    language_of,
    office,
    signed_in,
    staff_of,
)
from backoffice.pages import label, page
from helpdesk.domain.enums import Language
from helpdesk.domain.errors import HelpdeskError, StaleVersion, WrongPassword, WrongSignIn
from helpdesk.domain.rights import Right
from helpdesk.domain.staff import StaffMember
from helpdesk.services import people, second_factor, seen, staff
from helpdesk.services.staff import SignedIn


def show(request: Request) -> Response:
    """The page."""
    return _page(request)


def change(request: Request) -> Response:
    """Save name, tongues and absence."""
    house, form, who = office(request), form_in(request), staff_of(request)
    zone, now = house.settings.timezone, house.clock()
    try:
        with house.database.begin() as session:
            member = session.get(StaffMember, who.id) or who
            people.set_own(session, member, form, timezone=zone, now=now)
    except HelpdeskError as error:
        return _page(request, error=error, place="own")
    return RedirectResponse("/me", 303)


def password(request: Request) -> Response:
    """Another password."""
    form, house = form_of(request), office(request)
    old, new = form.get("old", ""), form.get("new", "")
    try:
        passwords.check(old, "old")
        passwords.check_new(new, form.get("again", ""), "new")
        with house.database.begin() as session:
            people.change_own_password(session, _who(request), old, new, now=house.clock())
    except HelpdeskError as error:
        return _page(request, error=error, place="password")
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
    house = office(request)
    try:
        code = second_factor.read_code(form_of(request))
        with house.database.begin() as session:
            member = session.merge(staff_of(request))
            codes = second_factor.confirm(session, member, code, now=house.clock())
    except StaleVersion as error:
        # The secret of a proof that counts is never shown again.
        return _page(request, error=error, place="factor")
    except HelpdeskError as error:
        secret = _fresh(request).totp_secret or ""
        return page(request, "two_factor.html", status=422, secret=secret, refused=error, codes=[])
    return page(request, "two_factor.html", secret="", refused=None, codes=codes)


def drop_factor(request: Request) -> Response:
    """Ask for no code any more; the password is asked for once more."""
    old, house = form_of(request).get("old", ""), office(request)
    try:
        passwords.check(old, "old")
        if not staff.is_password(staff_of(request), old):
            raise WrongPassword(field="old")
    except HelpdeskError as error:
        return _page(request, error=error, place="factor")
    with house.database.begin() as session:
        member = session.merge(staff_of(request))
        second_factor.switch_off(session, member, by=member, now=house.clock())
    return RedirectResponse("/me", 303)


def _page(request: Request, *, error: HelpdeskError | None = None, place: str = "") -> Response:
    house, who = office(request), _who(request)
    with house.database.reading() as session:
        sessions = people.sessions_of(session, who.staff, now=house.clock())
    values: dict[str, Any] = {"refused": error, "place": place, "sessions": sessions}
    own, language = _fresh(request), language_of(request)
    return page(
        request,
        "me.html",
        status=failures.status_of(error) if error else 200,
        own=own,
        row=_typed(request) if place == "own" else _kept(own, house),
        # Who was too late sees what is there now, and may save what was typed over it.
        seen=seen.mark(own, people.OWN),
        this=who.session,
        tongues=[(str(each), label(language, "language", each)) for each in Language],
        changed=request.query_params.get("done") == "password",
        here="/me",
        **values,
    )


def _kept(own: StaffMember, house: Office) -> dict[str, Any]:
    away, zone = own.away_until, ZoneInfo(house.settings.timezone)
    still = away is not None and away > house.clock()
    day = away.astimezone(zone).date().isoformat() if away and still else ""
    return {"name": own.name, "speaks": own.speaks.split(), "away_until": day}


def _typed(request: Request) -> dict[str, Any]:
    typed = {name: form_of(request).get(name, "") for name in ("name", "away_until")}
    return {**typed, "speaks": chosen_in(request, "speaks")}


def _fresh(request: Request) -> StaffMember:
    with office(request).database.reading() as session:
        member = session.get(StaffMember, staff_of(request).id)
    return member or staff_of(request)


def _who(request: Request) -> SignedIn:
    found = signed_in(request)
    if found is None:
        raise WrongSignIn
    return found


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
