"""The duties about personal data: what is kept how long, one customer's data, and breaches."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backoffice import access
from backoffice.office import form_of, office, staff_of
from backoffice.pages import page
from backoffice.times import read_moment
from helpdesk.db import people_queries
from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.errors import (
    HelpdeskError,
    NotConfirmed,
    NotFound,
)
from helpdesk.domain.rights import Right
from helpdesk.locale import say
from helpdesk.services import audit, breaches, erasing, exporting, retention

WHOM = ("regulator", "people")


def show(request: Request) -> Response:
    """What is kept how long, and what would go now."""
    return _page(request)


def purge(request: Request) -> Response:
    """Let it go now; the word must be typed."""
    house, staff = office(request), staff_of(request)
    if form_of(request).get("word", "").strip().lower() not in _words("data.purge_word"):
        return _page(request, error=NotConfirmed(), status=422)
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
    """What is kept about one customer."""
    return _person_page(request)


def export(request: Request) -> Response:
    """All their data as a file, as the customer gets it in the chat."""
    house, staff = office(request), staff_of(request)
    with house.database.begin() as session:
        contact = _contact(session, request)
        content = exporting.gather(session, contact, now=house.clock())
        _log(session, staff.id, "contact.exported", contact, house.clock())
    headers = {"Content-Disposition": f'attachment; filename="customer-{contact.id}.zip"'}
    kind = "application/zip" if content.startswith(b"PK") else "application/json"
    if kind == "application/json":
        headers["Content-Disposition"] = f'attachment; filename="customer-{contact.id}.json"'
    return Response(content, media_type=kind, headers=headers)


def erase(request: Request) -> Response:
    """Forget the customer; their name must be typed."""
    house, staff = office(request), staff_of(request)
    with house.database.begin() as session:
        contact = _contact(session, request)
        sure = form_of(request).get("name", "").strip() == contact.name.strip()
        if sure:
            _log(session, staff.id, "contact.erasure_ordered", contact, house.clock())
            goodbye = say(contact.language, "privacy.goodbye")
            erasing.erase(session, contact, goodbye=goodbye, now=house.clock())
    if not sure:
        return _person_page(request, error=NotConfirmed(), status=422)
    return RedirectResponse("/data/people", 303)


def register(request: Request) -> Response:
    """The register of breaches."""
    return _register_page(request)


def add_breach(request: Request) -> Response:
    """Write a breach down."""
    form, house = form_of(request), office(request)
    try:
        found_at = read_moment(form.get("found_at", ""), house.settings.timezone)
        with house.database.begin() as session:
            breaches.add(
                session,
                staff_of(request),
                found_at=found_at,
                what=form.get("what", ""),
                data=form.get("data", ""),
                people=form.get("people", ""),
                measures=form.get("measures", ""),
                now=house.clock(),
            )
    except HelpdeskError as error:
        return _register_page(request, error=error, typed=form, status=422)
    return RedirectResponse("/data/breaches", 303)


def told(request: Request) -> Response:
    """Note who has been told."""
    form, house = form_of(request), office(request)
    given, whom = form.get("breach", ""), form.get("whom", "")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 18 else 0
    with house.database.begin() as session:
        whom = whom if whom in WHOM else WHOM[0]
        breaches.told(session, staff_of(request), number, whom, now=house.clock())
    return RedirectResponse("/data/breaches", 303)


def _page(request: Request, *, error: HelpdeskError | None = None, status: int = 200) -> Response:
    house = office(request)
    kept = retention.policy(house.settings.company)
    with house.database.reading() as session:
        lines = retention.report(session, kept, now=house.clock())
        last = people_queries.purges(session)
    return page(
        request, "data.html", status=status, lines=lines, last=last, refused=error, here="/data"
    )


def _person_page(
    request: Request, *, error: HelpdeskError | None = None, status: int = 200
) -> Response:
    with office(request).database.reading() as session:
        contact = _contact(session, request)
        counts = people_queries.counts(session, contact)
    return page(
        request,
        "data_person.html",
        status=status,
        contact=contact,
        counts=counts,
        refused=error,
        here=f"/data/people/{contact.id}",
    )


def _register_page(
    request: Request,
    *,
    error: HelpdeskError | None = None,
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    with office(request).database.reading() as session:
        entries = breaches.register(session)
    values: dict[str, Any] = {"typed": typed or {}, "refused": error, "entries": entries}
    within = breaches.REGULATOR_WITHIN
    return page(
        request, "breaches.html", status=status, within=within, here="/data/breaches", **values
    )


def _contact(session: Session, request: Request) -> Contact:
    contact = session.get(Contact, int(request.path_params["contact"]))
    if contact is None or contact.erased:
        raise NotFound(contact=request.path_params["contact"])
    return contact


def _words(key: str) -> set[str]:
    return {say(language, key) for language in ("sw", "en")}


def _log(
    session: Session, staff_id: int | None, what: str, contact: Contact, now: datetime
) -> None:
    subject = f"contact:{contact.id}"
    audit.record(session, who=f"staff:{staff_id}", what=what, subject=subject, now=now)


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
