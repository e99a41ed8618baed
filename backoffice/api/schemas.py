"""JSON Schemas (draft 2020-12) of everything the API takes and gives, and how they are put
together. What is described here is what is checked: `checking.py` reads the same objects.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Schema = Mapping[str, Any]

NUMBER_FORM = "^[0-9]{1,15}$"
QUANTITY_FORM = "^[0-9]{1,12}([.][0-9]{1,3})?$"
MOVED_FORM = "^[0-9]{1,6}([.][0-9]{1,3})?$"
NOTHING_FORM = "^[0.]+$"
VISIBLE_FORM = r"[^\s\x00-\x1f\x7f-\x9f]"
"""Regular expressions do not agree on which control characters are spaces: none is visible."""

TEXT: Schema = {"type": "string"}
INTEGER: Schema = {"type": "integer"}
COUNT: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
DAY: Schema = {"type": "string", "format": "date"}
CURSOR: Schema = {"type": "string", "pattern": NUMBER_FORM}
QUANTITY: Schema = {"type": "string", "pattern": QUANTITY_FORM}
"""Up to three places, as text: a binary fraction would not be what was weighed."""

COUNTED: Schema = {"type": "string", "pattern": MOVED_FORM}
"""As much as can be counted, received or spoilt at once: under a million."""

MOVED: Schema = {**COUNTED, "not": {"pattern": NOTHING_FORM}}
"""The same, and more than nothing."""

VERSION: Schema = {"type": "integer", "minimum": 1, "maximum": 999_999_999}
STAFF_NUMBER: Schema = {"type": "integer", "minimum": 0, "maximum": 999_999_999}


def words(*, most: int) -> Schema:
    """A text with at least one visible character."""
    return {"type": "string", "minLength": 1, "maxLength": most, "pattern": VISIBLE_FORM}


def short(most: int) -> Schema:
    """A text of at most so many characters."""
    return {"type": "string", "maxLength": most}


def limit(most: int) -> Schema:
    """How many rows are wanted at once."""
    return {"type": "integer", "minimum": 1, "maximum": most, "default": most}


def choice(values: Iterable[object]) -> Schema:
    """One word of a closed list."""
    return {"type": "string", "enum": [str(each) for each in values]}


def maybe(schema: Schema) -> Schema:
    """That, or null."""
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    kept = {**schema, "type": [schema["type"], "null"]}
    return {**kept, "enum": [*schema["enum"], None]} if "enum" in schema else kept


def many(schema: Schema) -> Schema:
    """A list of that."""
    return {"type": "array", "items": schema}


def by_name(schema: Schema) -> Schema:
    """An object in which every value is that."""
    return {"type": "object", "additionalProperties": schema}


def thing(properties: Mapping[str, Schema], *, optional: Iterable[str] = ()) -> Schema:
    """An object of those properties and no other; all must be there but the optional ones."""
    left = set(optional)
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [name for name in properties if name not in left],
        "additionalProperties": False,
    }


def ref(name: str) -> Schema:
    """The schema of that name in the document."""
    return {"$ref": f"#/components/schemas/{name}"}
