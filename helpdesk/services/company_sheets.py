"""Tables of the company's files that are edited row by row, comments and order kept."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from helpdesk.domain.errors import NotFound

NUMBERS = "number"
WORDS = "words"
TEXT = "text"
PLACE = "place"
DAY = "day"
LONGEST = 500
LARGEST = 10**12


@dataclass(frozen=True)
class Column:
    """One field of a row. `kind` says how it is typed; `choices` are all it may be."""

    name: str
    kind: str = TEXT
    needed: bool = True
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A table: `key` of `file`, rows of a list or of a mapping (`named` by their key).

    `fixed` tables have always the same rows.
    """

    name: str
    file: str
    key: str
    columns: tuple[Column, ...]
    named: str = ""
    fixed: bool = False
    show: tuple[str, ...] = ()


NAMES = (Column("sw"), Column("en"))
UNITS = ("kg", "litre", "piece", "packet", "bottle", "tray", "dozen")
HOURS = tuple(Column(each, NUMBERS) for each in ("urgent", "high", "normal", "low"))
SHEETS = (
    Sheet("departments", "departments.yml", "departments", (Column("code"), *NAMES)),
    Sheet("hours", "hours.yml", "hours", (Column("value"),), named="day", fixed=True),
    Sheet("closed", "hours.yml", "closed", (Column("date", DAY), *NAMES)),
    Sheet("opened", "hours.yml", "open", (Column("date", DAY),)),
    Sheet("first_answer", "sla.yml", "first_answer", HOURS, named="kind", fixed=True),
    Sheet("next_answer", "sla.yml", "next_answer", HOURS, named="kind", fixed=True),
    Sheet("resolution", "sla.yml", "resolution", HOURS, named="kind", fixed=True),
    Sheet(
        "areas",
        "delivery.yml",
        "areas",
        (
            Column("code"),
            *NAMES,
            Column("aliases", WORDS, needed=False),
            Column("fee", NUMBERS),
            Column("hours", NUMBERS),
            Column("at", PLACE, needed=False),
        ),
        show=("sw", "en", "fee", "hours"),
    ),
    Sheet(
        "products",
        "products.yml",
        "products",
        (
            Column("code"),
            *NAMES,
            Column("aliases", WORDS, needed=False),
            Column("unit", choices=UNITS),
            Column("price", NUMBERS),
            Column("stock", NUMBERS),
        ),
        show=("sw", "en", "unit", "price"),
    ),
)
BY_NAME = {sheet.name: sheet for sheet in SHEETS}


def rows(content: str, sheet: Sheet) -> list[dict[str, str]]:
    """The rows as text to be typed over; a named row has its name under `_name`."""
    table = _load(content).get(sheet.key) or ()
    if sheet.named:
        pairs = [(str(name), value) for name, value in dict(table).items()]
        return [{"_name": name, **_texts(sheet, value)} for name, value in pairs]
    return [_texts(sheet, value) for value in table]


def problems(sheet: Sheet, given: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with what was typed, by column: missing, number, choice, place, day, long."""
    found = {column.name: _problem(column, given) for column in sheet.columns}
    return {name: problem for name, problem in found.items() if problem}


def _problem(column: Column, given: Mapping[str, str]) -> str:
    typed = " ".join(given.get(column.name, "").split())
    if not typed:
        return "missing" if column.needed else ""
    if len(typed) > LONGEST:
        return "long"
    if column.choices and typed not in column.choices:
        return "choice"
    value = _value(column, typed)
    if column.kind == NUMBERS and not _is_number(value):
        return "number"
    if column.kind == DAY and isinstance(value, str):
        return "day"
    two = isinstance(value, list) and len(value) == 2 and all(map(_is_number, value))
    return "place" if column.kind == PLACE and not two else ""


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and abs(value) < LARGEST


def change(content: str, sheet: Sheet, index: int, given: Mapping[str, str]) -> str:
    """The content with another row in that place; raises NotFound for none there."""
    document = _load(content)
    table = document.get(sheet.key)
    place = _place(sheet, table, index)
    if sheet.columns == (Column("value"),):
        table[place] = _safe(given.get("value", "").strip())
    else:
        _fill(table[place], sheet, given)
    return _dump(document)


def add(content: str, sheet: Sheet, given: Mapping[str, str]) -> str:
    """The content with one row more."""
    document = _load(content)
    if document.get(sheet.key) is None:
        document[sheet.key] = CommentedSeq()
    table = document[sheet.key]
    row = CommentedMap()
    if len(table) and getattr(table[0], "fa", None) is not None and table[0].fa.flow_style():
        row.fa.set_flow_style()
    _fill(row, sheet, given)
    table.append(row)
    return _dump(document)


def remove(content: str, sheet: Sheet, index: int) -> str:
    """The content without that row; raises NotFound for none there."""
    document = _load(content)
    table = document.get(sheet.key)
    place = _place(sheet, table, index)
    if sheet.fixed:
        raise NotFound(row=index)
    del table[place]
    return _dump(document)


def _place(sheet: Sheet, table: Any, index: int) -> Any:
    if table is None or not 0 <= index < len(table):
        raise NotFound(row=index)
    return list(table)[index] if sheet.named else index


def _fill(row: Any, sheet: Sheet, given: Mapping[str, str]) -> None:
    for column in sheet.columns:
        typed = " ".join(given.get(column.name, "").split())
        if typed or column.needed:
            row[column.name] = _value(column, typed)
        elif column.name in row:
            del row[column.name]


def _value(column: Column, typed: str) -> object:
    """What is typed as YAML holds it; what is no number stays text, for the reader to refuse."""
    if column.kind == NUMBERS:
        return _number(typed)
    if column.kind in (WORDS, PLACE):
        parts = [part.strip() for part in typed.split(",") if part.strip()]
        read = _safe if column.kind == WORDS else _number
        words = CommentedSeq([read(part) for part in parts])
        words.fa.set_flow_style()
        return words
    return _day(typed) if column.kind == DAY else _safe(typed)


def _safe(typed: str) -> str:
    """In quotes where a reader of older YAML would see something else: no, 08:00, 2026-12-31."""
    try:
        plain = isinstance(yaml.safe_load(typed), str)
    except (yaml.YAMLError, ValueError):  # 2026-02-30 looks like a day, and is none
        plain = False
    return typed if plain else DoubleQuotedScalarString(typed)


def _day(typed: str) -> object:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return typed


def _number(typed: str) -> object:
    plain = typed.replace(" ", "")
    try:
        return int(plain) if plain.isascii() and plain.isdigit() else float(plain)
    except ValueError:
        return typed


def _texts(sheet: Sheet, value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        return {"value": str(value)}
    return {column.name: _text(value.get(column.name)) for column in sheet.columns}


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _yaml() -> Any:
    keeper: Any = YAML(typ="rt")
    keeper.preserve_quotes = True
    keeper.width = 4096
    keeper.indent(mapping=2, sequence=2, offset=0)
    return keeper


def _load(content: str) -> Any:
    return _yaml().load(content) or CommentedMap()


def _dump(document: Any) -> str:
    out = io.StringIO()
    _yaml().dump(document, out)
    return out.getvalue()
