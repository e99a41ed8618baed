"""What the entity components find, and how each one keeps off the words another has taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc

EXTENSION = "found"


@dataclass(frozen=True)
class Found:
    """One entity: characters `start` to `end` of the text, and what they mean.

    `value` is canonical text (a product's code, `2.5`, `+255712345678`). `group` ties what
    belongs together: a product and its quantity. `detail` holds what else is known, as JSON.
    """

    entity: str
    value: str
    start: int
    end: int
    group: str | None = None
    detail: dict[str, Any] = field(default_factory=dict)


def register() -> None:
    """Give every Doc its list of findings; may be called again."""
    if not Doc.has_extension(EXTENSION):
        Doc.set_extension(EXTENSION, default=())


def add(doc: Doc, found: Iterable[Found]) -> None:
    """Add findings, except where something found earlier stands already."""
    for one in found:
        if not is_taken(doc, one.start, one.end):
            doc._.found = (*doc._.found, one)


def is_taken(doc: Doc, start: int, end: int) -> bool:
    """Whether something was found within those characters."""
    return any(one.start < end and start < one.end for one in doc._.found)


def in_order(doc: Doc) -> list[Found]:
    """All findings by where they stand."""
    return sorted(doc._.found, key=lambda one: (one.start, one.end))
