"""How the API says no: RFC 9457 problem details, with a code for machines and a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from backoffice import failures
from backoffice.office import accepted_language
from backoffice.pages import problem
from helpdesk.domain.errors import HelpdeskError
from helpdesk.locale import catalogue, say

MEDIA_TYPE = "application/problem+json"
TYPE = "about:blank"
"""RFC 9457, section 4.2.1: the status says what it is; what exactly, our `code` does."""

CODES = {404: "not_found", 405: "method_not_allowed"}
FIELDS = {
    "empty_text": ("text", "reason"),
    "text_too_long": ("text",),
    "bad_quantity": ("quantity",),
    "out_of_stock": ("quantity",),
}
"""In which field of a body the fault lies that the core found."""


class Wrong(NamedTuple):
    """One field that cannot be taken. `place` is `body` or `query`; `code` names its sentence."""

    place: str
    name: str
    code: str
    values: Mapping[str, object] = {}


class Refused(Exception):
    """A request that is turned away. `more` stands beside what every problem says; `error` is
    what the core said, where it was the core that refused.
    """

    def __init__(
        self,
        status: int,
        code: str,
        *,
        fields: Sequence[Wrong] = (),
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
        values: Mapping[str, object] | None = None,
        error: HelpdeskError | None = None,
    ) -> None:
        super().__init__(status, code)
        self.status, self.code, self.error = status, code, error
        self.fields, self.headers = fields, headers or {}
        self.more, self.values = more or {}, values or {}


def unfit(name: str, code: str, *, place: str = "body", **values: object) -> Refused:
    """One field that has the right form and still cannot be."""
    return Refused(422, "invalid", fields=[Wrong(place, name, code, values)])


def of_the_core(
    error: HelpdeskError, fields: Iterable[str], more: Mapping[str, Any] | None = None
) -> Refused:
    """What the core refused; of the body's fields, the one at fault is named where it is known."""
    names = [name for name in FIELDS.get(error.code, ()) if name in set(fields)]
    wrong = [Wrong("body", name, error.code) for name in names]
    return Refused(failures.status_of(error), error.code, fields=wrong, more=more, error=error)


def answer(request: Request, refused: Refused) -> Response:
    """The refusal in the language the system says it reads."""
    language = accepted_language(request)
    detail = _sentence(language, refused)
    content: dict[str, Any] = {
        "type": TYPE,
        "title": HTTPStatus(refused.status).phrase,
        "status": refused.status,
        "code": refused.code,
        "detail": detail,
        **refused.more,
    }
    if refused.fields:
        content["fields"] = [_field(language, each, detail) for each in refused.fields]
    headers = {**refused.headers, "Vary": "Accept-Language"}
    return JSONResponse(content, refused.status, headers=headers, media_type=MEDIA_TYPE)


def on_http(request: Request, error: Exception) -> Response:
    """No such path, or no such method on it."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = dict(getattr(error, "headers", None) or {})
    return answer(request, Refused(status, CODES.get(status, "failed"), headers=headers))


def _sentence(language: str, refused: Refused) -> str:
    # Some of the core's sentences speak of pages and buttons; for those we have our own.
    own = f"api.problem.{refused.code}" in catalogue(language, "api")
    if refused.error is not None and not own:
        return problem(language, refused.error)
    return say(language, f"api.problem.{refused.code}", **refused.values)


def _field(language: str, wrong: Wrong, detail: str) -> dict[str, str]:
    key = f"api.field.{wrong.code}"
    told = say(language, key, **wrong.values) if key in catalogue(language, "api") else detail
    return {"in": wrong.place, "name": wrong.name, "code": wrong.code, "detail": told}
