"""What every page needs: the settings, the database, the clock, and who is asking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request

from helpdesk.config import Settings
from helpdesk.db.engine import Database
from helpdesk.domain.enums import Language
from helpdesk.domain.form import Form
from helpdesk.domain.staff import StaffMember
from helpdesk.services.staff import SignedIn
from helpdesk.services.uploads import Upload

LANGUAGE_COOKIE = "ofisi-language"
LONGEST_NUMBER = 18
"""Digits of a row's number: one more might not fit into the 64 bits of our databases."""


@dataclass(frozen=True)
class Office:
    """One console: made in `main`, handed to every page. `clock` gives aware UTC times."""

    settings: Settings
    database: Database
    clock: Callable[[], datetime]


def office(request: Request) -> Office:
    """The console this request came to."""
    return request.app.state.office  # type: ignore[no-any-return]


def signed_in(request: Request) -> SignedIn | None:
    """Who is asking, as the guard found out; None before sign-in."""
    return getattr(request.state, "signed_in", None)


def staff_of(request: Request) -> StaffMember:
    """The staff member asking. The guard lets nobody else come to pages that call this."""
    found = signed_in(request)
    if found is None:
        message = "a page behind the guard was reached without a session"
        raise RuntimeError(message)
    return found.staff


def form_of(request: Request) -> dict[str, str]:
    """The fields that were posted, read and checked by the guard."""
    return getattr(request.state, "form", {})


def chosen_in(request: Request, name: str) -> list[str]:
    """All values that were posted under a name: boxes that were ticked."""
    fields: list[tuple[str, str]] = getattr(request.state, "fields", [])
    return [value for field, value in fields if field == name]


def form_in(request: Request) -> Form:
    """What was posted, to be read field by field."""
    fields: list[tuple[str, str]] = getattr(request.state, "fields", [])
    return Form(form_of(request), {name: chosen_in(request, name) for name, _ in fields})


def number_of(given: str) -> int | None:
    """The number of a row, as it was posted or stands in an address; None if it is none."""
    fits = given.isascii() and given.isdigit() and len(given) <= LONGEST_NUMBER
    return int(given) if fits else None


def files_of(request: Request) -> list[Upload]:
    """The files that were posted."""
    return getattr(request.state, "files", [])


def language_of(request: Request) -> str:
    """The reader's language: the staff member's, the one chosen here, the browser's, Swahili."""
    found = signed_in(request)
    if found is not None:
        return str(found.staff.language)
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    if chosen in tuple(Language):
        return chosen
    return accepted_language(request)


def accepted_language(request: Request) -> str:
    """What the browser or system says it reads, cookies left aside; Swahili if it is silent."""
    header = request.headers.get("accept-language", "")
    for part in header.lower().split(","):
        code = part.split(";")[0].strip()[:2]
        if code in tuple(Language):
            return code
    return Language.SW.value
