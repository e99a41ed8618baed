"""Managing staff: who there is, inviting, changing, signing out, and lost telephones."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backoffice import access, failures
from backoffice.office import chosen_in, form_of, office, staff_of
from backoffice.pages import page
from helpdesk.db import queries
from helpdesk.db.engine import Session
from helpdesk.domain.enums import Language, Role
from helpdesk.domain.errors import HelpdeskError, NotFound
from helpdesk.domain.rights import Right
from helpdesk.domain.staff import StaffMember
from helpdesk.services import invites, people, second_factor


def show_list(request: Request) -> Response:
    """Everybody, and who is invited."""
    return _list(request)


def invite(request: Request) -> Response:
    """Make a link for somebody new; it is shown once."""
    form, house, by = form_of(request), office(request), staff_of(request)
    try:
        with house.database.begin() as session:
            token = invites.make(
                session,
                by,
                username=form.get("username", ""),
                name=form.get("name", ""),
                role=_role(form.get("role", "")),
                departments=_departments(session, request),
                language=_language(form.get("language", "")),
                now=house.clock(),
            )
    except HelpdeskError as error:
        typed = {**form, "departments": " ".join(chosen_in(request, "department"))}
        return _list(request, error=error, typed=typed, status=failures.status_of(error))
    return _list(request, link=_link(request, token))


def withdraw(request: Request) -> Response:
    """Make an invitation stop working."""
    given, house = form_of(request).get("invite", ""), office(request)
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 18 else 0
    with house.database.begin() as session:
        invites.withdraw(session, staff_of(request), number, now=house.clock())
    return RedirectResponse("/staff", 303)


def show(request: Request) -> Response:
    """One member of staff."""
    return _one(request)


def change(request: Request) -> Response:
    """Save what was changed."""
    form, house = form_of(request), office(request)
    tongues = [each for each in chosen_in(request, "speaks") if each in tuple(Language)]
    try:
        with house.database.begin() as session:
            member = _member(session, request)
            people.change(
                session,
                member,
                staff_of(request),
                name=form.get("name", ""),
                role=_role(form.get("role", "")),
                departments=_departments(session, request),
                language=_language(form.get("language", "")),
                speaks=tongues or [str(member.language)],
                takes_work=form.get("takes_work") == "yes",
                active=form.get("active") == "yes",
                now=house.clock(),
            )
    except NotFound:
        raise
    except HelpdeskError as error:
        return _one(request, error=error, status=failures.status_of(error))
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
    request: Request,
    *,
    error: HelpdeskError | None = None,
    typed: dict[str, str] | None = None,
    link: str = "",
    status: int = 200,
) -> Response:
    house = office(request)
    with house.database.reading() as session:
        everybody = people.everybody(session)
        invited = invites.open_ones(session, now=house.clock())
        departments = queries.departments(session)
    return page(
        request,
        "staff.html",
        status=status,
        everybody=everybody,
        invited=invited,
        departments=departments,
        link=link,
        refused=error,
        typed=typed or {},
        here="/staff",
        **_choices(),
    )


def _one(
    request: Request, *, error: HelpdeskError | None = None, link: str = "", status: int = 200
) -> Response:
    house = office(request)
    with house.database.reading() as session:
        member = _member(session, request)
        sessions = people.sessions_of(session, member, now=house.clock())
        departments = queries.departments(session)
    return page(
        request,
        "staff_member.html",
        status=status,
        member=member,
        sessions=sessions,
        departments=departments,
        link=link,
        refused=error,
        here=f"/staff/{member.id}",
        **_choices(),
    )


def _choices() -> dict[str, Any]:
    return {"roles": tuple(Role), "languages": tuple(Language)}


def _member(session: Session, request: Request) -> StaffMember:
    member = session.get(StaffMember, int(request.path_params["member"]))
    if member is None:
        raise NotFound(staff=request.path_params["member"])
    return member


def _departments(session: Session, request: Request) -> list[str]:
    known = queries.departments(session)
    return [code for code in chosen_in(request, "department") if code in known]


def _role(given: str) -> Role:
    return Role(given) if given in tuple(Role) else Role.AGENT


def _language(given: str) -> Language:
    return Language(given) if given in tuple(Language) else Language.SW


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
