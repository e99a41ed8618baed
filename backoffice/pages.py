"""Turning a template into a page: the words, times and sums of the reader's language."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from backoffice import cookies, figures, nav
from backoffice.office import language_of, office, signed_in
from backoffice.wrong import FINE, Wrong
from helpdesk.domain.company import Department
from helpdesk.domain.enums import Language, Role
from helpdesk.domain.errors import BadForm, HelpdeskError
from helpdesk.domain.rights import Right, may
from helpdesk.domain.staff import AuditEntry
from helpdesk.locale import catalogue, say
from helpdesk.services.currencies import money

FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"
FEW = 10_000
"""From here on the digits of a number are grouped: 1,000,000."""

CODED = frozenset(
    """reason form intent intents language complaint_kind complaint_order complaint_photo
    order_area""".split()
)
"""What of a packet holds words of ours; all else may be anybody's text."""


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """The page of that template, in the reader's language."""
    response = HTMLResponse("", status_code=status)
    response.body = render(request, template, csrf=_csrf(request, response), **values).encode()
    response.headers["content-length"] = str(len(response.body))
    response.headers["vary"] = "Cookie, Accept-Language"
    return response


def render(request: Request, template: str, **values: Any) -> str:
    """The text of a template, for pages and the parts of them that refresh themselves.

    What is `refused` in the form `place` is told beside its fields, as `wrong`.
    """
    found = signed_in(request)
    refused, place = values.get("refused"), values.get("place", "")
    shared = {
        "staff": found.staff if found else None,
        "here": _here(request),
        "asset": asset,
        "wrong": wrong_of(language_of(request), refused, place) if refused else FINE,
        **_menu(request, found.staff.role if found else None),
    }
    words = _words(request)
    text = _environment().get_template(template).render({**shared, **words, **values})
    # Half a character, which JSON can hold, is none that could be sent.
    return text.encode("utf-8", "replace").decode()


def _menu(request: Request, role: Role | None) -> dict[str, Any]:
    if role is None:
        return {"menu": [], "manage": [], "can": lambda _right: False}
    return {
        "menu": [(p, nav.is_here(p, request.url.path)) for p in nav.places(role)],
        "manage": [(p, nav.is_here(p, request.url.path)) for p in nav.places(role, nav.ADMIN)],
        "can": lambda right: may(role, Right(right)),
    }


def _words(request: Request) -> dict[str, Any]:
    house = office(request)
    language, zone, now = language_of(request), house.settings.timezone, house.clock()
    t = translator(language)
    return {
        "language": language,
        "t": t,
        "words_of": partial(say, language),
        "known_label": partial(known, language),
        "label": partial(label, language),
        "known": partial(known, language),
        "told": partial(told, language),
        "clock": partial(figures.clock, zone=zone),
        "day": partial(figures.day, t, zone=zone, language=language, now=now),
        "moment": partial(figures.moment, zone=zone, language=language),
        "age": partial(figures.age, t, now=now),
        "until": partial(figures.until, t, now=now),
        "mean": partial(figures.mean, language=language),
        "lasting": partial(figures.lasting, t),
        "urgency": partial(figures.urgency, now=now),
        "problem": partial(problem, language),
        "shown": partial(shown, language),
        "money": money,
        "quantity": partial(figures.quantity, language=language),
    }


@cache
def translator(language: str) -> Callable[..., str]:
    """`t("queue.title")`: the console's sentences in that language."""

    def t(key: str, **values: object) -> str:
        return say(language, f"console.{key}", **values)

    return t


def label(language: str, group: str, word: object) -> str:
    """The word people read for a value (`label("status", ticket.status)`).

    A value nobody has named yet is shown as it is, without underscores: packets are open.
    """
    return _label(language, group, str(word))


@lru_cache(maxsize=2048)
def _label(language: str, group: str, word: str) -> str:
    named = catalogue(language, "console").get(f"console.{group}.{word}")
    return named or word.replace("_", " ")


def known(language: str, group: str, value: str) -> str:
    """The word people read for a value that may as well be anybody's text, then kept as it is."""
    return catalogue(language, "console").get(f"console.{group}.{value}") or value


def told(language: str, departments: Mapping[str, Department], name: str, value: str) -> str:
    """The words for a value of a packet; what the customer wrote is kept as it is."""
    if name == "suggested_department" and value in departments:
        return departments[value].name(language)
    if name == "missing":
        return label(language, "packet", value)
    if name not in CODED:
        return value
    meant = catalogue(language, "actions").get(f"actions.intent.{value}")
    return catalogue(language, "console").get(f"console.packet_value.{value}") or meant or value


def problem(language: str, error: HelpdeskError) -> str:
    """The sentence of a refusal, with its values in the reader's words."""
    values = {name: _plain(language, value) for name, value in error.values.items()}
    by = "_by" if error.code == "stale_version" and error.values.get("by") else ""
    return say(language, f"console.error.{error.code}{by}", **values)


def _plain(language: str, value: object) -> object:
    if isinstance(value, Decimal) or (isinstance(value, int) and value >= FEW):
        return figures.quantity(Decimal(value), language=language)
    return label(language, "language", value) if isinstance(value, Language) else value


def wrong_of(language: str, error: HelpdeskError, place: str = "") -> Wrong:
    """What was refused in the form of that name, as its page tells it."""
    parts = error.problems if isinstance(error, BadForm) else {error.field: error}
    told = {field: problem(language, each) for field, each in parts.items()}
    return Wrong({field: text for field, text in told.items() if field}, told.get("", ""), place)


def shown(
    language: str,
    entry: AuditEntry,
    value: str,
    departments: Mapping[str, Department],
    people: Mapping[str, str],
) -> str:
    """The old or the new value of an entry of the audit as people read it."""
    field = entry.field or ("kind" if entry.what == "ticket.opened" else "")
    if field == "department" and value in departments:
        return departments[value].name(language)
    if field == "assignee":
        return people.get(f"staff:{value}", value)
    if field == "status" and entry.subject.startswith("order:"):
        field = "order_status"
    return known(language, field, value)


@cache
def asset(name: str) -> str:
    """The address of a static file; it changes with the content, so that caches may keep it."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


def _here(request: Request) -> str:
    # Where a form was posted to cannot be come back to; pages that can say so themselves.
    if request.method not in ("GET", "HEAD"):
        return "/"
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _csrf(request: Request, response: HTMLResponse) -> str:
    found = signed_in(request)
    return found.session.csrf if found else cookies.set_form(request, response)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
