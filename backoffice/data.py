"""The duties about personal data: what is kept how long, one customer's data, and breaches."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backoffice import access, failures, trace
from backoffice.office import form_of, language_of, office, staff_of
from backoffice.pages import page
from helpdesk.db import people_queries
from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.errors import HelpdeskError, NotConfirmed, NotFound
from helpdesk.domain.rights import Right
from helpdesk.locale import say
from helpdesk.services import breaches, erasing, exporting, retention


def show(request: Request) -> Response:
    """What is kept how long, and what would go now."""
    return _page(request)


def purge(request: Request) -> Response:
    """Let it go now; the word must be typed."""
    house, staff = office(request), staff_of(request)
    typed = form_of(request).get("word", "")
    if typed.strip().lower() not in _words("data.purge_word"):
        word = say(language_of(request), "data.purge_word")
        return _page(request, typed=typed, error=NotConfirmed(word=word, field="word"))
    kept = retention.policy(house.settings.company)
    with house.database.begin() as session:
        who = f"staff:{staff.id}"
        retention.purge(session, kept, house.settings.files, who=who, now=house.clock())
    return RedirectResponse("/data", 303)


def people(request: Request) -> Response:
    """Look for a customer."""
    words = request.query_params.get("q", "").replace("\0", "").strip()[:60]
    with office(request).database.reading() as session:
        found = people_queries.find(session, words) if words else []
    return page(request, "data_people.html", found=found, words=words)


def person(request: Request) -> Response:
    """What is kept about one customer; that it was looked at is kept in the audit."""
    number = int(request.path_params["contact"])
    page_of_theirs = _person_page(request)
    trace.note_alone(request, "contact.viewed", f"contact:{number}")
    return page_of_theirs


def export(request: Request) -> Response:
    """All their data as a file, as the customer gets it in the chat."""
    house = office(request)
    with house.database.begin() as session:
        contact = _contact(session, request)
        content = exporting.gather(session, contact, now=house.clock())
        trace.note(request, session, "contact.exported", f"contact:{contact.id}")
    headers = {"Content-Disposition": f'attachment; filename="customer-{contact.id}.zip"'}
    kind = "application/zip" if content.startswith(b"PK") else "application/json"
    if kind == "application/json":
        headers["Content-Disposition"] = f'attachment; filename="customer-{contact.id}.json"'
    return Response(content, media_type=kind, headers=headers)


def erase(request: Request) -> Response:
    """Forget the customer; their name must be typed."""
    house = office(request)
    typed = form_of(request).get("name", "")
    with house.database.begin() as session:
        contact = _contact(session, request)
        name = _called(contact)
        sure = " ".join(typed.split()) == name
        if sure:
            trace.note(request, session, "contact.erasure_ordered", f"contact:{contact.id}")
            goodbye = say(contact.language, "privacy.goodbye")
            erasing.erase(session, contact, goodbye=goodbye, now=house.clock())
    if not sure:
        error = NotConfirmed(word=name, field="name")
        return _person_page(request, typed=typed, error=error)
    return RedirectResponse("/data/people", 303)


def register(request: Request) -> Response:
    """The register of breaches."""
    return _register_page(request)


def add_breach(request: Request) -> Response:
    """Write a breach down."""
    form, house, staff = form_of(request), office(request), staff_of(request)
    zone = house.settings.timezone
    try:
        with house.database.begin() as session:
            breaches.add(session, staff, form, timezone=zone, now=house.clock())
    except HelpdeskError as error:
        return _register_page(request, error=error, place="new", typed=form)
    return RedirectResponse("/data/breaches", 303)


def told(request: Request) -> Response:
    """Note who has been told."""
    form, house = form_of(request), office(request)
    given, whom = form.get("breach", ""), form.get("whom", "")
    try:
        number = access.number_of(given)
        with house.database.begin() as session:
            breaches.told(session, staff_of(request), number, whom, now=house.clock())
    except HelpdeskError as error:
        return _register_page(request, error=error, place="told")
    return RedirectResponse("/data/breaches", 303)


def _page(request: Request, *, error: HelpdeskError | None = None, typed: str = "") -> Response:
    house = office(request)
    kept = retention.policy(house.settings.company)
    with house.database.reading() as session:
        lines = retention.report(session, kept, now=house.clock())
        last = people_queries.purges(session)
    return page(
        request,
        "data.html",
        status=failures.status_of(error) if error else 200,
        lines=lines,
        last=last,
        refused=error,
        typed=typed,
        here="/data",
    )


def _person_page(
    request: Request, *, error: HelpdeskError | None = None, typed: str = ""
) -> Response:
    with office(request).database.reading() as session:
        contact = _contact(session, request)
        counts = people_queries.counts(session, contact)
    return page(
        request,
        "data_person.html",
        status=failures.status_of(error) if error else 200,
        contact=contact,
        counts=counts,
        refused=error,
        typed=typed,
        here=f"/data/people/{contact.id}",
    )


def _register_page(
    request: Request,
    *,
    error: HelpdeskError | None = None,
    place: str = "",
    typed: dict[str, str] | None = None,
) -> Response:
    with office(request).database.reading() as session:
        entries = breaches.register(session)
    return page(
        request,
        "breaches.html",
        status=failures.status_of(error) if error else 200,
        entries=entries,
        within=breaches.REGULATOR_WITHIN,
        longest=breaches.LONGEST,
        refused=error,
        place=place,
        typed=typed or {},
        here="/data/breaches",
    )


def _contact(session: Session, request: Request) -> Contact:
    contact = session.get(Contact, access.number_in(request, "contact"))
    if contact is None or contact.erased:
        raise NotFound(contact=request.path_params["contact"])
    return contact


def _words(key: str) -> set[str]:
    return {say(language, key) for language in ("sw", "en")}


def _called(contact: Contact) -> str:
    """What must be typed to erase them: their name as a page shows it; never nothing."""
    return " ".join(contact.name.split()) or f"#{contact.id}"


ROUTES = [
    access.route("/data", show, Right.DATA_DUTIES),
    access.posting("/data/purge", purge, Right.DATA_DUTIES),
    access.route("/data/people", people, Right.DATA_DUTIES),
    access.route("/data/people/{contact:int}", person, Right.DATA_DUTIES),
    access.posting("/data/people/{contact:int}/export", export, Right.DATA_DUTIES),
    access.posting("/data/people/{contact:int}/erase", erase, Right.DATA_DUTIES),
    access.route("/data/breaches", register, Right.DATA_DUTIES),
    access.posting("/data/breaches", add_breach, Right.DATA_DUTIES),
    access.posting("/data/breaches/told", told, Right.DATA_DUTIES),
]
