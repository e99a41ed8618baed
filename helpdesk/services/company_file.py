"""A file of `company/`, read with errors that say the file, the line, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from helpdesk.domain.errors import BadCompany


@dataclass(frozen=True)
class Names:
    """One thing's name, or names, in both languages."""

    sw: str
    en: str

    def name(self, language: str) -> str:
        """The name in that language."""
        return self.sw if language == "sw" else self.en


class Row(dict[str, object]):
    """A mapping of the file, which knows the line it begins in."""

    line = 0


class Page:
    """One YAML file, read with complaints that name it and the line."""

    def __init__(self, folder: Path, name: str) -> None:
        self.file = name
        self.line = 0
        try:
            text = (folder / name).read_text(encoding="utf-8")
            content = yaml.load(text, Loader=_Lines)  # noqa: S506 - a SafeLoader with lines
        except OSError as error:
            raise self.bad(str(error.strerror)) from error
        except yaml.MarkedYAMLError as error:
            self.line = error.problem_mark.line + 1 if error.problem_mark else 0
            raise self.bad(f"{error.problem}: look at this line and the one before") from error
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise self.bad(" ".join(str(error).split())) from error
        self.content = self.mapping(content, "the file")

    def bad(self, problem: str) -> BadCompany:
        """The error to raise; it tells the line of what was looked at last."""
        where = f"line {self.line}: " if self.line else ""
        return BadCompany(file=self.file, problem=f"{where}{problem}")

    def look(self, row: object) -> None:
        """Speak of that mapping from now on."""
        self.line = row.line if isinstance(row, Row) else self.line

    def look_for(self, key: str, code: str) -> None:
        """Speak of the last entry under `key` that has the code."""
        for row in self.rows(key):
            if row.get("code") == code:
                found = row
        self.look(found)

    def mapping(self, value: object, where: str) -> dict[str, object]:
        """`value`, if it is a mapping."""
        self.look(value)
        if not isinstance(value, dict):
            raise self.bad(f"{where} must be a mapping of names to values")
        return value

    def rows(self, key: str) -> list[dict[str, object]]:
        """The list of mappings under `key`."""
        found = self.content.get(key)
        if not isinstance(found, list) or not found:
            raise self.bad(f"there must be a list under {key!r}")
        return [self.mapping(row, f"every entry of {key!r}") for row in found]

    def text(self, row: Mapping[str, object], key: str) -> str:
        """The words under `key`."""
        self.look(row)
        value = row.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.bad(f"{key!r} is missing, empty or not a text in {self.label(row)}")
        return value.strip()

    def names(self, row: Mapping[str, object]) -> Names:
        """The `sw` and `en` of an entry."""
        return Names(sw=self.text(row, "sw"), en=self.text(row, "en"))

    def number(self, row: Mapping[str, object], key: str) -> Decimal:
        """The number under `key`, not below zero."""
        self.look(row)
        try:
            value = Decimal(str(row.get(key)))
        except InvalidOperation as error:
            raise self.bad(f"{key!r} is not a number in {self.label(row)}") from error
        if not value.is_finite() or value < 0:
            raise self.bad(f"{key!r} is not a number from zero up in {self.label(row)}")
        return value

    def words(self, row: Mapping[str, object], key: str) -> tuple[str, ...]:
        """The list of words under `key`; none, where the key is left out."""
        self.look(row)
        value = row.get(key) or []
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.bad(f"{key!r} is not a list of words in {self.label(row)}")
        return tuple(value)

    def known(self, value: str, known: Iterable[str], key: str) -> str:
        """`value`, if it is among the known ones."""
        choices = list(known)
        if value not in choices:
            shown = ", ".join(choices) if len(choices) < 20 else "its usual code"
            raise self.bad(f"{key} {value!r} is not known: use {shown}")
        return value

    def label(self, row: Mapping[str, object]) -> str:
        """How to name an entry to its owner."""
        return f"{row.get('code') or row.get('kind') or dict(row)!r}"


# The parser in C reads in a tenth of the time; where PyYAML was built without it, the other does.
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Lines(_Safe):  # type: ignore[misc]
    """Gives each mapping its line."""


def _row(loader: Any, node: yaml.MappingNode) -> Iterator[Row]:
    row = Row()
    row.line = node.start_mark.line + 1
    yield row
    row.update({str(key): value for key, value in loader.construct_mapping(node).items()})


_Lines.add_constructor("tag:yaml.org,2002:map", _row)
