"""Managing staff: who there is, inviting, changing, signing out, and lost telephones."""

from __future__ import annotations

from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backoffice import access, failures
from backoffice.office import chosen_in, form_in, form_of, language_of, office, staff_of
from backoffice.pages import label, page
from helpdesk.db import queries
from helpdesk.db.engine import Session
from helpdesk.domain.company import Department
from helpdesk.domain.enums import Language, Role
from helpdesk.domain.errors import HelpdeskError, NotFound
from helpdesk.domain.rights import Right
from helpdesk.domain.staff import StaffMember
from helpdesk.services import invites, people, second_factor, seen


def show_list(request: Request) -> Response:
    """Everybody, and who is invited."""
    return _list(request)


def invite(request: Request) -> Response:
    """Make a link for somebody new; it is shown once."""
    house, by = office(request), staff_of(request)
    try:
        with house.database.begin() as session:
            known, form = _departments(session), form_in(request)
            token = invites.make(session, by, form, departments=known, now=house.clock())
    except HelpdeskError as error:
        return _list(request, error=error, place="invite")
    return _list(request, link=_link(request, token))


def withdraw(request: Request) -> Response:
    """Make an invitation stop working."""
    given, house = form_of(request).get("invite", ""), office(request)
    try:
        with house.database.begin() as session:
            number = access.number_of(given)
            invites.withdraw(session, staff_of(request), number, now=house.clock())
    except HelpdeskError as error:
        return _list(request, error=error, place="withdraw")
    return RedirectResponse("/staff", 303)


def show(request: Request) -> Response:
    """One member of staff."""
    return _one(request)


def change(request: Request) -> Response:
    """Save what was changed."""
    house, by = office(request), staff_of(request)
    try:
        with house.database.begin() as session:
            member, form = _member(session, request), form_in(request)
            known = [*_departments(session), *member.departments.split()]
            people.change(session, member, by, form, departments=known, now=house.clock())
    except NotFound:
        raise
    except HelpdeskError as error:
        return _one(request, error=error)
    return RedirectResponse(f"/staff/{member.id}", 303)


def sign_out(request: Request) -> Response:
    """End all their sessions now."""
    house = office(request)
    with house.database.begin() as session:
        member = _member(session, request)
        people.sign_out_everywhere(session, member, by=staff_of(request), now=house.clock())
    return RedirectResponse(f"/staff/{member.id}", 303)


def new_password(request: Request) -> Response:
    """A link by which they set a new password; it is shown once."""
    house = office(request)
    with house.database.begin() as session:
        member = _member(session, request)
        token = invites.renew(session, staff_of(request), member, now=house.clock())
    return _one(request, link=_link(request, token))


def reset_factor(request: Request) -> Response:
    """Their telephone is lost: ask for no code until they have set one up again."""
    house, by = office(request), staff_of(request)
    with house.database.begin() as session:
        member = _member(session, request)
        second_factor.switch_off(session, member, by=by, now=house.clock())
        people.sign_out_everywhere(session, member, by=by, now=house.clock())
    return RedirectResponse(f"/staff/{member.id}", 303)


def _list(
    request: Request, *, error: HelpdeskError | None = None, place: str = "", link: str = ""
) -> Response:
    house = office(request)
    with house.database.reading() as session:
        everybody = people.everybody(session)
        invited = invites.open_ones(session, now=house.clock())
        departments = queries.departments(session)
    return page(
        request,
        "staff.html",
        status=failures.status_of(error) if error else 200,
        everybody=everybody,
        invited=invited,
        departments=departments,
        link=link,
        refused=error,
        place=place,
        typed=_typed(request),
        ticked=chosen_in(request, "department"),
        here="/staff",
        **_choices(request, departments),
    )


def _one(request: Request, *, error: HelpdeskError | None = None, link: str = "") -> Response:
    house = office(request)
    with house.database.reading() as session:
        member = _member(session, request)
        sessions = people.sessions_of(session, member, now=house.clock())
        departments = queries.departments(session)
    return page(
        request,
        "staff_member.html",
        status=failures.status_of(error) if error else 200,
        member=member,
        sessions=sessions,
        departments=departments,
        link=link,
        refused=error,
        row=_typed(request) if error else _kept(member),
        # Who was too late sees what is there now, and may save what was typed over it.
        seen=seen.mark(member, people.SHOWN),
        here=f"/staff/{member.id}",
        **_choices(request, departments, member.departments),
    )


def _kept(member: StaffMember) -> dict[str, Any]:
    row = {name: getattr(member, name) for name in people.SHOWN}
    return {**row, **{name: row[name].split() for name in ("departments", "speaks")}}


def _typed(request: Request) -> dict[str, Any]:
    row = {name: form_of(request).get(name, "") for name in ("username", *people.SHOWN)}
    ticked = {"departments": "department", "speaks": "speaks"}
    return {**row, **{name: chosen_in(request, box) for name, box in ticked.items()}}


def _choices(
    request: Request, departments: dict[str, Department], had: str = ""
) -> dict[str, Any]:
    """What may be chosen, in pairs of value and words; `had` are codes that are shown anyway."""
    words = partial(label, language_of(request))
    known = [each for each in departments.values() if each.active or each.code in had.split()]
    return {
        "roles": [(str(each), words("role", each)) for each in Role],
        "languages": [(str(each), words("language", each)) for each in Language],
        "offices": [(each.code, each.name(language_of(request))) for each in known],
    }


def _member(session: Session, request: Request) -> StaffMember:
    member = session.get(StaffMember, access.number_in(request, "member"))
    if member is None:
        raise NotFound(staff=request.path_params["member"])
    return member


def _departments(session: Session) -> list[str]:
    known = queries.departments(session).values()
    return [each.code for each in known if each.active]


def _link(request: Request, token: str) -> str:
    return f"{request.url.scheme}://{request.headers.get('host', '')}/welcome/{token}"


ROUTES = [
    access.route("/staff", show_list, Right.MANAGE_STAFF),
    access.posting("/staff/invite", invite, Right.MANAGE_STAFF),
    access.posting("/staff/withdraw", withdraw, Right.MANAGE_STAFF),
    access.route("/staff/{member:int}", show, Right.MANAGE_STAFF),
    access.posting("/staff/{member:int}", change, Right.MANAGE_STAFF),
    access.posting("/staff/{member:int}/sign-out", sign_out, Right.MANAGE_STAFF),
    access.posting("/staff/{member:int}/password", new_password, Right.MANAGE_STAFF),
    access.posting("/staff/{member:int}/factor", reset_factor, Right.MANAGE_STAFF),
]
