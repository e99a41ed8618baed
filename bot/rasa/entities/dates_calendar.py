"""Dates of the calendar: `tarehe 5`, `5 Desemba`, `December 5th`, `5/12/2026`, `2026-12-05`.

Numbers alone are day, month, year, as East Africa writes them.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from bot.rasa.entities.dates_tense import is_past
from bot.rasa.entities.times_atoms import NUMBER, Atom, Reader, number

_MONTHS = (
    "januari|january|jan",
    "februari|february|feb",
    "machi|march|mar",
    "aprili|april|apr",
    "mei|may",
    "juni|june|jun",
    "julai|july|jul",
    "agosti|august|aug",
    "septemba|september|sept|sep",
    "oktoba|october|oct|okt",
    "novemba|november|nov",
    "desemba|december|disemba|dec|des",
)
_NAMES = {name: at for at, names in enumerate(_MONTHS, 1) for name in names.split("|")}
_NAME = "|".join(sorted(_NAMES, key=len, reverse=True))
_YEAR = r"(?P<year>20\d\d)"
_ENDING = r"(?:st|nd|rd|th)"
_TAREHE = r"\b(?:tarehe|tareh|terehe|tar|trh)\b\.?\s?"
_DAY = rf"(?P<day>{NUMBER}|mosi|pili)"


def months_on(day: date, count: int) -> date:
    """So many months later, on the same day or the last that month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    for back in range(4):
        found = _date(year, month + 1, day.day - back)
        if found:
            return found
    return day


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full(match: re.Match[str], now: datetime) -> Atom | None:
    said = match.groupdict()
    day, month = _day(match["day"]), _month(match["month"])
    if said.get("year"):
        year = int(match["year"])
        found = _date(year + 2000 if year < 100 else year, month, day)
    else:
        found = _nearest(month, day, now.date(), past=is_past(match))
    return Atom(day=found) if found else None


def _of_this_month(match: re.Match[str], now: datetime) -> Atom | None:
    """`tarehe 30 mwezi huu`."""
    away = {"huu": 0, "ujao": 1}.get(match["which"], -1)
    month = months_on(now.date().replace(day=1), away)
    found = _date(month.year, month.month, _day(match["day"]))
    return Atom(day=found) if found else None


def _day(text: str) -> int:
    # The first two days of a month have names of their own.
    return {"mosi": 1, "pili": 2}.get(text) or number(text)


def _month(text: str) -> int:
    return _NAMES.get(text) or number(text)


def _nearest(month: int, day: int, today: date, *, past: bool) -> date | None:
    """That day of the year nearest to today; the last one, if it has been."""
    dates = [_date(today.year + away, month, day) for away in (-1, 0, 1)]
    known = [one for one in dates if one and not (past and one > today)]
    return min(known, key=lambda one: abs(one - today), default=None)


def _day_alone(match: re.Match[str], now: datetime) -> Atom | None:
    """`tarehe 5` is the next fifth, or the last one if it has been."""
    day, today, past = _day(match["day"]), now.date(), is_past(match)
    first = today.replace(day=1)
    for away in range(0, -13, -1) if past else range(13):
        month = months_on(first, away)
        found = _date(month.year, month.month, day)
        if found and (found <= today if past else found >= today):
            return Atom(day=found)
    return None


CALENDAR = tuple(
    Reader(re.compile(form), read)
    for form, read in (
        (r"(?<![\d-])(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])", _full),
        (
            (
                r"(?<![\d./-])(?P<day>\d{1,2})(?P<sign>[/.-])(?P<month>\d{1,2})(?P=sign)"
                r"(?P<year>20\d\d|\d\d)(?![\d/-])"
            ),
            _full,
        ),
        (
            (
                rf"{_TAREHE}{_DAY}\s+(?:ya\s+)?mwezi\s+(?:wa\s+)?(?P<month>{NUMBER}|{_NAME})\b"
                rf"(?:\s+{_YEAR})?"
            ),
            _full,
        ),
        (
            rf"{_TAREHE}{_DAY}\s+(?:ya\s+)?mwezi\s+(?P<which>huu|ujao|uliopita|ulopita)\b",
            _of_this_month,
        ),
        (rf"{_TAREHE}(?P<day>\d{{1,2}})\s?/\s?(?P<month>\d{{1,2}})(?![\d/])", _full),
        (rf"{_TAREHE}{_DAY}\s+(?:ya\s+)?(?P<month>{_NAME})\b(?:\s+{_YEAR})?", _full),
        (
            (
                rf"\b(?P<day>\d{{1,2}}){_ENDING}?\s?(?:of\s+|ya\s+)?(?P<month>{_NAME})\b"
                rf"(?:,?\s+{_YEAR})?"
            ),
            _full,
        ),
        (
            (
                rf"\b(?P<month>{_NAME})\s+(?:the\s+)?(?P<day>\d{{1,2}}){_ENDING}?\b(?![:.]?\d)"
                rf"(?:,?\s+{_YEAR})?"
            ),
            _full,
        ),
        (rf"{_TAREHE}{_DAY}\b(?![:.]?\d)", _day_alone),
        (
            rf"\b(?:on|by|until|before|since|from)\s+(?:the\s+)?(?P<day>\d{{1,2}}){_ENDING}\b",
            _day_alone,
        ),
    )
)
