"""Holding what was given against its schema, and saying which field is wrong, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from backoffice.api import times
from backoffice.api.problems import Refused, Wrong
from backoffice.api.schemas import Schema, thing
from backoffice.api.shapes import COMPONENTS

MOST_TOLD = 20
LONGEST_NAME = 60
CODES = {
    "required": "required",
    "additionalProperties": "unknown",
    "type": "type",
    "enum": "choice",
    "minLength": "short",
    "maxLength": "long",
    "minimum": "low",
    "maximum": "high",
    "pattern": "form",
    "format": "form",
    "not": "form",
}
"""What we call each way of not fitting; its sentence is `api.field.<code>`."""

_FORMATS: dict[str, Callable[[str], object]] = {"date-time": times.moment, "date": times.day}


def validator(schema: Schema) -> Draft202012Validator:
    """A validator of that schema, which may refer to the document's components."""
    document = {**schema, "components": {"schemas": COMPONENTS}}
    return Draft202012Validator(document, format_checker=_formats())


def query_schema(parameters: Mapping[str, Schema]) -> Schema:
    """The parameters of an address as one object: all may be left out, and no other is known."""
    return thing(parameters, optional=parameters)


def check(held: Draft202012Validator, value: object, place: str) -> None:
    """Raises Refused (422), naming every field that does not fit."""
    wrong: dict[tuple[str, str], Wrong] = {}
    for error in held.iter_errors(value):
        for each in _wrong(error, place):
            wrong.setdefault((each.name, each.code), each)
    if wrong:
        named = sorted(wrong.values(), key=lambda each: each.name)
        raise Refused(422, "invalid", fields=named[:MOST_TOLD])


def _formats() -> FormatChecker:
    # The library's own checkers need further libraries, and are laxer than what we can read.
    checker = FormatChecker(formats=())
    for name, read in _FORMATS.items():
        checker.checks(name, raises=ValueError)(_reads(read))
    return checker


def _reads(read: Callable[[str], object]) -> Callable[[object], bool]:
    def check(value: object) -> bool:
        return not isinstance(value, str) or read(value) is not None

    return check


def _wrong(error: ValidationError, place: str) -> Iterator[Wrong]:
    kind, told = str(error.validator), error.validator_value
    value: Any = error.instance
    names = [".".join(str(each) for each in error.absolute_path)]
    if kind == "required":
        names = [name for name in _listed(told) if name not in value]
    elif kind == "additionalProperties" and isinstance(error.schema, Mapping):
        names = sorted(set(value) - set(error.schema["properties"]))
    for name in names:
        yield Wrong(place, name[:LONGEST_NAME], CODES.get(kind, "form"), _values(kind, told))


def _values(kind: str, told: object) -> dict[str, object]:
    if kind == "type":
        return {"expected": " | ".join(_listed(told))}
    if kind == "enum":
        return {"choices": ", ".join(_listed(told))}
    return {"limit": told} if kind.startswith(("min", "max")) else {}


def _listed(told: object) -> list[str]:
    return [str(each) for each in told] if isinstance(told, list) else [str(told)]
