"""Tables of the company's files that are edited row by row, comments and order kept."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from helpdesk.domain.errors import NotFound
from helpdesk.services.company_tables import (
    CODE,
    DAY,
    FLAG,
    LONGEST,
    NUMBERS,
    PLACE,
    SPANS,
    WORDS,
    Column,
    Sheet,
)
from helpdesk.services.profile import NEEDED, SPAN
from helpdesk.services.reading.words import key_of

_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


def rows(content: str, sheet: Sheet) -> list[dict[str, str]]:
    """The rows as text to be typed over; a named row has its name under `_name`."""
    table = _table(_load(content), sheet) or ()
    if sheet.single:
        return [_texts(sheet, table or {})]
    if sheet.named:
        pairs = [(str(name), value) for name, value in dict(table).items()]
        return [{"_name": name, **_texts(sheet, value)} for name, value in pairs]
    return [_texts(sheet, value) for value in table]


def problems(
    sheet: Sheet, given: Mapping[str, str], content: str = "", index: int | None = None
) -> dict[str, str]:
    """What is wrong with what was typed for the row of that place, None for a new one, by column:
    missing, number, choice, place, day, long, code, span, fixed, twice.
    """
    found = {column.name: _problem(column, given) for column in sheet.columns}
    others = rows(content, sheet)
    own = others.pop(index) if index is not None and index < len(others) else None
    for name, problem in _among(sheet, given, own, others):
        found[name] = found[name] or problem
    return {name: problem for name, problem in found.items() if problem}


def not_removed(sheet: Sheet, content: str, index: int) -> str:
    """Why a row cannot be taken away: last, needed; empty where it can."""
    found = rows(content, sheet)
    if sheet.kept and len(found) == 1:
        return "last"
    named = found[index].get("code") if 0 <= index < len(found) else None
    return "needed" if sheet.name == "departments" and named in NEEDED else ""


def _among(
    sheet: Sheet,
    given: Mapping[str, str],
    own: Mapping[str, str] | None,
    others: list[dict[str, str]],
) -> Iterator[tuple[str, str]]:
    """What is wrong only beside the other rows, and beside what the row was."""
    names = {column.name for column in sheet.columns}
    for key in names & {"code", "date"}:
        typed = given.get(key, "").strip()
        if key == "code" and own is not None and typed != own["code"]:
            yield key, "fixed"
        if typed in {row[key] for row in others}:
            yield key, "twice"
    if "aliases" in names:
        taken = {name for row in others for name in _called(row)}
        own_names = _called({**given, "aliases": ""})
        aliases = [key_of(each) for each in _parts(given.get("aliases", ""))]
        for key in ("sw", "en"):
            if key_of(given.get(key, "")) in taken:
                yield key, "twice"
        if set(aliases) & (taken | own_names) or len(set(aliases)) < len(aliases):
            yield "aliases", "twice"


def _called(row: Mapping[str, str]) -> set[str]:
    said = (row.get("sw", ""), row.get("en", ""), *_parts(row.get("aliases", "")))
    return {key_of(each) for each in said if each.strip()}


def _parts(typed: str) -> list[str]:
    return [part.strip() for part in typed.split(",") if part.strip()]


def _problem(column: Column, given: Mapping[str, str]) -> str:
    typed = " ".join(given.get(column.name, "").split())
    if not typed:
        return "missing" if column.needed else ""
    if len(typed) > LONGEST:
        return "long"
    if column.choices and typed not in column.choices:
        return "choice"
    return "" if _FITS.get(column.kind, _any)(column, typed) else column.kind


def _any(_column: Column, _typed: str) -> bool:
    return True


def _is_number(column: Column, typed: str) -> bool:
    value, decimals = _number(typed), typed.partition(".")[2]
    fits = isinstance(value, int | float) and column.least <= value <= column.most
    return fits and len(decimals.strip()) <= column.decimals


def _is_day(_column: Column, typed: str) -> bool:
    return isinstance(_day(typed), date)


def _is_code(_column: Column, typed: str) -> bool:
    return _CODE.fullmatch(typed) is not None


def _is_span(_column: Column, typed: str) -> bool:
    match = SPAN.fullmatch(typed) if typed.isascii() else None
    if match is None:
        return typed == "closed"
    opens, opens_past, closes, closes_past = map(int, match.groups())
    whole_day = 24 * 60
    return opens_past < 60 and opens * 60 + opens_past < closes * 60 + closes_past <= whole_day


def _is_place(_column: Column, typed: str) -> bool:
    """Latitude and longitude."""
    parts = [_number(part) for part in _parts(typed)]
    numbers = [part for part in parts if isinstance(part, int | float)]
    return len(parts) == len(numbers) == 2 and abs(numbers[0]) <= 90 and abs(numbers[1]) <= 180


_FITS = {NUMBERS: _is_number, DAY: _is_day, CODE: _is_code, SPANS: _is_span, PLACE: _is_place}


def change(content: str, sheet: Sheet, index: int, given: Mapping[str, str]) -> str:
    """The content with another row in that place; raises NotFound for none there."""
    document = _load(content)
    table = _table(document, sheet)
    if sheet.single:
        _fill(_own(document, sheet), sheet, given)
        return _dump(document)
    place = _place(sheet, table, index)
    if [column.name for column in sheet.columns] == ["value"]:
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


def _table(document: Any, sheet: Sheet) -> Any:
    return document.get(sheet.key) if sheet.key else document


def _own(document: Any, sheet: Sheet) -> Any:
    """The mapping of a sheet that is one; made, where the file has none yet."""
    if sheet.key and document.get(sheet.key) is None:
        document[sheet.key] = CommentedMap()
    return _table(document, sheet)


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
    if column.kind == FLAG:
        return typed == "yes"
    if column.kind in (WORDS, PLACE):
        read = _safe if column.kind == WORDS else _number
        words = CommentedSeq([read(part) for part in _parts(typed)])
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
    """The number as people write it: what else Python reads as one, such as nan, is none."""
    plain = typed.replace(" ", "")
    if not _NUMBER.fullmatch(plain):
        return typed
    return float(plain) if "." in plain else int(plain)


def _texts(sheet: Sheet, value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        return {"value": str(value)}
    return {column.name: _text(value.get(column.name)) for column in sheet.columns}


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
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
