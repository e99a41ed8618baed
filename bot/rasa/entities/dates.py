"""Days by name: today and its neighbours, days of the week, weeks and months, so many days on.

The names of the days are those of the Swahili week, which begins on Saturday (jumamosi, the
first), and mtondo is the day after kesho kutwa (Johnson, Standard Swahili-English Dictionary,
1939).
"""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta

from bot.rasa.entities.dates_calendar import CALENDAR, months_on
from bot.rasa.entities.dates_tense import is_past
from bot.rasa.entities.times_atoms import COUNT, Atom, Reader, number

_NEAR = {
    r"(?:the\s+)?day\s+after\s+(?:tomorrow|tmrw|tmr)|kesho\s?kutwa|keshokutwa": 2,
    r"(?:the\s+)?day\s+before\s+yesterday|juzi": -2,
    r"mtondogoo": 4,
    r"mtondo": 3,
    r"leo(?:\s+(?:leo|hii|tu))?|today|tdy|2day|later\s+today": 0,
    r"kesho|keshoo|tomorrow|tommorow|tomorow|tommorrow|tomoro|tmrw|tmr|tmw|2moro|2morrow": 1,
    r"jana|yesterday|yesteday|yest|ystdy": -1,
}

_WEEK = (
    r"jumatatu|jumatatuu|jtatu|j3|monday",
    r"jumanne|jnne|j4|tuesday|tues",
    r"jumatano|jtano|j5|wednesday|wednsday|wenesday",
    r"alhamisi|alhamis|alhamsi|alkhamisi|thursday|thurs|thur",
    r"ijumaa|ijuma|jumaa|friday|fri",
    r"jumamosi|jmosi|j1|saturday|satuday",
    r"jumapili|jpili|j2|sunday",
)
_SHORT = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PAST = r"iliyopita|iliopita|liyopita|iliyopta|zilizopita|yaliyopita|uliopita|ulopita|lililopita"
_NEXT = r"ijayo|inayokuja|ujao|unaokuja|zijazo"
_DAY = "|".join(f"(?P<d{at}>{names})" for at, names in enumerate(_WEEK))
_AT = "|".join(f"(?P<d{at}>{name})" for at, name in enumerate(_SHORT))

_UNITS = {"sik": 1, "day": 1, "wik": 7, "wee": 7, "mwe": 0, "mie": 0, "mon": 0}
_UNIT = r"(?P<unit>siku|wiki|miezi|mwezi)"
_UNIT_EN = r"(?P<unit>days?|weeks?|months?)"


def next_weekday(weekday: int, today: date) -> date:
    """The first such day after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def last_weekday(weekday: int, today: date) -> date:
    """The last such day before today."""
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def _near(days: int) -> Reader:
    form = next(words for words, away in _NEAR.items() if away == days)

    def read(match: re.Match[str], now: datetime) -> Atom | None:
        if re.search(r"\b(?:habari|hbr|habar)\s+(?:za|ya)\s+$", match.string[: match.start()]):
            return None  # `habari za leo` asks after a person
        return Atom(day=now.date() + timedelta(days=days))

    return Reader(re.compile(rf"\b(?:{form})\b"), read)


def _weekday(match: re.Match[str], now: datetime) -> Atom | None:
    weekday = next(at for at in range(7) if match[f"d{at}"])
    said = match.groupdict()
    before, after = said.get("before") or "", said.get("after") or ""
    past = before in ("last", "past") or bool(re.fullmatch(_PAST, after))
    ahead = before in ("next", "this", "coming") or bool(after)
    if past or (not ahead and is_past(match)):
        return Atom(day=last_weekday(weekday, now.date()), weekday=weekday)
    return Atom(day=next_weekday(weekday, now.date()), weekday=weekday)


def _week(match: re.Match[str], now: datetime) -> Atom | None:
    monday = now.date() - timedelta(days=now.weekday())
    return Atom(day=monday + timedelta(days=7 * _direction(match)), span="week")


def _month(match: re.Match[str], now: datetime) -> Atom | None:
    first = now.date().replace(day=1)
    return Atom(day=months_on(first, _direction(match)), span="month")


def _direction(match: re.Match[str]) -> int:
    if re.search(rf"\b(?:last|past|{_PAST})\b", match[0]):
        return -1
    return 1 if re.search(rf"\b(?:next|{_NEXT})\b", match[0]) else 0


def _end_of_month(_match: re.Match[str], now: datetime) -> Atom | None:
    today = now.date()
    return Atom(day=today.replace(day=calendar.monthrange(today.year, today.month)[1]))


def _away(match: re.Match[str], now: datetime) -> Atom | None:
    """`siku mbili zilizopita`, `in three days`, `a month ago`."""
    count, unit = number(match["count"]), _UNITS[match["unit"][:3]]
    back = bool(re.search(rf"\b(?:ago|nyuma|{_PAST})\b", match[0]))
    signed = -count if back else count
    if unit == 0:
        return Atom(day=months_on(now.date(), signed))
    return Atom(day=now.date() + timedelta(days=unit * signed))


def _nothing(_match: re.Match[str], _now: datetime) -> Atom | None:
    return Atom(nothing=True)


READERS = (
    *CALENDAR,
    *(
        Reader(re.compile(form), read)
        for form, read in (
            (rf"\b{_UNIT}\s+(?P<count>{COUNT})\s+(?:{_PAST}|nyuma|{_NEXT})\b", _away),
            (rf"\bbaada\s+ya\s+{_UNIT}\s+(?P<count>{COUNT})\b", _away),
            (rf"\b(?P<count>{COUNT})\s+{_UNIT_EN}\s+(?:ago|from\s+now)\b", _away),
            (rf"\b(?:in|after)\s+(?P<count>{COUNT})\s+{_UNIT_EN}\b(?!'?\s+time\s+off)", _away),
            (
                (
                    r"\b(?:mwisho(?:ni)?\s+(?:wa|mwa)\s+mwezi(?:\s+huu)?"
                    r"|(?:the\s+)?end\s+of\s+(?:the\s+|this\s+)?month|month\s?end)\b"
                ),
                _end_of_month,
            ),
            (
                (
                    r"\b(?:(?:next|last|past|this)\s+(?:week|wiki)"
                    rf"|(?:wiki|juma|week)\s+(?:hii|{_PAST}|{_NEXT}))\b"
                ),
                _week,
            ),
            (
                (
                    r"\b(?:(?:next|last|past|this)\s+(?:month|mwezi)"
                    rf"|mwezi\s+(?:huu|{_PAST}|{_NEXT}))\b"
                ),
                _month,
            ),
            (
                (
                    rf"\b(?:(?P<before>next|last|past|this|coming)\s+)?(?:{_DAY})\b"
                    rf"(?:\s+(?P<after>{_PAST}|{_NEXT}|hii)\b)?"
                ),
                _weekday,
            ),
            (
                rf"\b(?:on|by|until|till|before|since|(?P<before>next|last|this))\s+(?:{_AT})\b",
                _weekday,
            ),
        )
    ),
    *(_near(days) for days in _NEAR.values()),
)
