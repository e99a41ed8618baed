"""The front door: signing in and out, and the language of the page."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from backoffice import cookies, failures, half_way, passwords
from backoffice.office import form_of, office, signed_in
from backoffice.pages import page
from helpdesk.domain.enums import Language
from helpdesk.domain.errors import HelpdeskError, SignInOver, WrongCode, WrongSignIn
from helpdesk.domain.form import Form
from helpdesk.domain.staff import StaffMember
from helpdesk.services import second_factor, staff


def show(request: Request) -> Response:
    """The form; whoever is signed in goes on to where they wanted."""
    wanted = safe_path(request.query_params.get("next", ""))
    if signed_in(request) is not None:
        return RedirectResponse(wanted, 303)
    return _page(request, wanted, "", None)


def enter(request: Request) -> Response:
    """Sign in: a new session under a new id, whatever the browser held before."""
    form, house = form_of(request), office(request)
    wanted, username = safe_path(form.get("next", "")), form.get("username", "")
    try:
        _check(form)
        member = _authenticated(request, username, form.get("password", ""))
    except HelpdeskError as error:
        return _page(request, wanted, username, error)
    if member.totp_at is not None:
        half = half_way.sign(house, member, cookies.form_cookie(request))
        return page(request, "sign_in_code.html", wanted=wanted, half=half)
    return _let_in(request, member, wanted)


def prove(request: Request) -> Response:
    """The second step: a code from the telephone, or a recovery code."""
    form, house = form_of(request), office(request)
    wanted, half = safe_path(form.get("next", "")), form.get("half", "")
    member = half_way.read(house, half, cookies.form_cookie(request))
    if member is None:
        return _page(request, wanted, "", SignInOver())
    try:
        _check_code(request, member, second_factor.read_code(form))
    except HelpdeskError as error:
        status = failures.status_of(error)
        return page(
            request, "sign_in_code.html", status=status, wanted=wanted, half=half, refused=error
        )
    return _let_in(request, member, wanted)


def _check_code(request: Request, member: StaffMember, code: str) -> None:
    house, address = office(request), _address(request)
    now = house.clock()
    with house.database.begin() as session:
        staff.count_attempt(session, username=member.username, address=address, now=now)
    try:
        with house.database.begin() as session:
            second_factor.verify(session, session.merge(member), code, now=now)
    except WrongCode:
        with house.database.begin() as session:
            staff.refused(session, username=member.username, address=address, now=now)
        raise


def _let_in(request: Request, member: StaffMember, wanted: str) -> Response:
    house = office(request)
    response, now = RedirectResponse(wanted, 303), house.clock()
    with house.database.begin() as session:
        staff.end_session(session, cookies.session_cookie(request), now=now)
        cookie = staff.start_session(session, member, address=_address(request), now=now)
    cookies.set_session(request, response, cookie)
    return response


def leave(request: Request) -> Response:
    """Sign out: the session ends here, not only in the browser."""
    house = office(request)
    with house.database.begin() as session:
        staff.end_session(session, cookies.session_cookie(request), now=house.clock())
    response = RedirectResponse("/sign-in", 303)
    cookies.clear_session(request, response)
    return response


def choose_language(request: Request) -> Response:
    """Show the console in the other language from now on, to this person on every machine."""
    form, house, found = form_of(request), office(request), signed_in(request)
    response = RedirectResponse(safe_path(form.get("next", "")), 303)
    asked = Form(form)
    chosen = asked.choice("language", tuple(Language))
    asked.check()
    if found is not None:
        with house.database.begin() as session:
            staff.set_language(session, found.staff, chosen, now=house.clock())
    cookies.set_language(request, response, chosen)
    return response


def safe_path(path: str) -> str:
    """The path, if it leads to a page of ours; otherwise the queue."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\", "/sign-"))
    return path if plain and path.isprintable() and "\\" not in path else "/"


def _page(request: Request, wanted: str, username: str, error: HelpdeskError | None) -> Response:
    status = failures.status_of(error) if error else 200
    return page(
        request, "sign_in.html", status=status, wanted=wanted, username=username, refused=error
    )


def _check(given: dict[str, str]) -> None:
    """What is empty or endless is nobody's, and no try at guessing."""
    form = Form(given)
    form.line("username", longest=staff.LONGEST_USERNAME)
    form.read("password", lambda said: passwords.check(said, "password"), None)
    form.check()


def _authenticated(request: Request, username: str, password: str) -> StaffMember:
    house, address = office(request), _address(request)
    now = house.clock()
    with house.database.begin() as session:
        staff.count_attempt(session, username=username, address=address, now=now)
    try:
        with house.database.reading() as session:
            return staff.authenticate(session, username=username, password=password)
    except WrongSignIn:
        with house.database.begin() as session:
            staff.refused(session, username=username, address=address, now=now)
        raise


def _address(request: Request) -> str:
    return (request.client.host if request.client else "unknown")[:64]


ROUTES = [
    Route("/sign-in", show, methods=["GET"]),
    Route("/sign-in", enter, methods=["POST"]),
    Route("/sign-in/code", prove, methods=["POST"]),
    Route("/sign-out", leave, methods=["POST"]),
    Route("/language", choose_language, methods=["POST"]),
]
