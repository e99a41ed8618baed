"""Hours: the Swahili clock, the English one, and digits that may be of either.

The Swahili day begins at sunrise: saa moja asubuhi is seven in the morning and saa moja usiku
seven in the evening, so that six hours lie between the two clocks (Ashton, Swahili Grammar,
1944, on telling the time). Without the part of the day an hour is one of two.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from bot.rasa.entities.times_atoms import (
    BARE,
    COUNT,
    ENGLISH,
    EXACT,
    NUMBER,
    SWAHILI,
    Atom,
    Reader,
    number,
)

PARTS = {
    "alfajiri": "dawn",
    "alfajir": "dawn",
    "asubuhi": "morning",
    "asubui": "morning",
    "asubuh": "morning",
    "asbuhi": "morning",
    "asbh": "morning",
    "asub": "morning",
    "morning": "morning",
    "mchana": "noon",
    "mchna": "noon",
    "adhuhuri": "noon",
    "alasiri": "afternoon",
    "afternoon": "afternoon",
    "jioni": "evening",
    "jion": "evening",
    "evening": "evening",
    "usiku": "night",
    "usku": "night",
    "night": "night",
}

_SWAHILI_HOURS = {
    "dawn": {9: 3, 10: 4, 11: 5, 12: 6},
    "morning": {10: 4, 11: 5, 12: 6, 1: 7, 2: 8, 3: 9, 4: 10, 5: 11},
    "noon": {4: 10, 5: 11, 6: 12, 7: 13, 8: 14, 9: 15, 10: 16},
    "afternoon": {7: 13, 8: 14, 9: 15, 10: 16, 11: 17},
    "evening": {9: 15, 10: 16, 11: 17, 12: 18, 1: 19, 2: 20},
    "night": {1: 19, 2: 20, 3: 21, 4: 22, 5: 23, 6: 24, 7: 25, 8: 26, 9: 27, 10: 28, 11: 29},
}
"""By the part of the day, from the Swahili hour to that of 24; more than 23 is the next day."""

_ENGLISH_HOURS = {
    "dawn": {hour: hour for hour in range(3, 7)},
    "morning": {hour: hour for hour in range(1, 12)},
    "noon": {11: 11, 12: 12, 1: 13, 2: 14, 3: 15, 4: 16},
    "afternoon": {12: 12, **{hour: hour + 12 for hour in range(1, 7)}},
    "evening": {hour: hour + 12 for hour in range(4, 10)},
    "night": {**{hour: hour + 12 for hour in range(7, 12)}, 12: 24, 1: 25, 2: 26, 3: 27},
}

_BARE_HOURS = {**_ENGLISH_HOURS, "morning": {hour: hour for hour in range(6, 12)}}
"""Of digits alone: `3:30 asubuhi` is half past nine, for nobody calls half past three that."""

_TABLES = {
    SWAHILI: (_SWAHILI_HOURS,),
    ENGLISH: (_ENGLISH_HOURS,),
    BARE: (_BARE_HOURS, _SWAHILI_HOURS),
}


def minute_of_day(atom: Atom) -> int | None:
    """The minute of the day (over 1439: of the next); None if the hour may be one of two."""
    hour, part = atom.hour or 0, atom.part
    if atom.clock == EXACT or (atom.clock == BARE and (part is None or hour > 12)):
        return hour * 60 + atom.minute
    tables = _TABLES[atom.clock or BARE] if part else ()
    read = next((table[part][hour] for table in tables if part and hour in table[part]), None)
    return None if read is None else read * 60 + atom.minute


def on_the_dial(atom: Atom) -> tuple[int, int]:
    """Hour and minute as they were said; a quarter to four is 3:45."""
    hour = atom.hour or 0
    return (hour, atom.minute) if atom.minute >= 0 else ((hour - 2) % 12 + 1, atom.minute + 60)


_PART = "|".join(PARTS)
_MINUTES = (
    r"(?:[:.](?P<digits>[0-5]\d)"
    rf"|\s+(?P<sign>na|kasoro|kasaro)\s+(?:(?P<nusu>nusu)|(?P<robo>robo)|dakika\s+(?P<count>{COUNT}))"
    r"|\s+(?P<short>unusu|kasorobo|kasrobo|kasoro\s?robo))?"
)
_SAA = rf"\b(?:saa\s?|sa\s)(?P<hour>{NUMBER})(?!\d){_MINUTES}\b(?!\s?(?:am|pm|a\.m|p\.m)\b)"
_HALF_DAY = r"\s?(?P<half>[ap])\.?m\b\.?"
_ENDS = (
    r"(?=\s*(?:[,.!?;)]|$|\n|(?:in\s+the|this|today|tomorrow|tmrw|tmr|tonight|on|please|pls"
    r"|sharp|and|or|to|until|till|na|au|mpaka|hadi|leo|kesho|tafadhali|ok|o'?clock|hrs"
    rf"|{_PART})\b|\s-\s))"
)
_AT = r"(?:at|by|around|about|before|after|from|until|till|@|to|na|and)"


def _swahili(match: re.Match[str], _now: datetime) -> Atom | None:
    hour, minute = number(match["hour"]), _minutes(match)
    if 13 <= hour <= 23 and match["digits"]:
        return Atom(hour=hour, minute=minute, clock=EXACT)
    if not 1 <= hour <= 12:
        return None
    return Atom(hour=hour, minute=minute, clock=SWAHILI)


def _minutes(match: re.Match[str]) -> int:
    """The minutes after the hour, or (below nought) before it."""
    if match["digits"]:
        return int(match["digits"])
    if match["short"]:
        return 30 if match["short"] == "unusu" else -15
    count = 30 if match["nusu"] else 15 if match["robo"] else number(match["count"] or "0")
    return -(count % 60) if (match["sign"] or "").startswith("kas") else count % 60


def _half_day(match: re.Match[str], _now: datetime) -> Atom | None:
    hour = number(match["hour"])
    if not 1 <= hour <= 12:
        return None
    afternoon = 12 if match["half"] == "p" else 0
    return Atom(hour=hour % 12 + afternoon, minute=int(match["digits"] or 0), clock=EXACT)


def _digits(match: re.Match[str], _now: datetime) -> Atom | None:
    return Atom(hour=int(match["hour"]), minute=int(match["digits"]), clock=BARE)


def _english(match: re.Match[str], _now: datetime) -> Atom | None:
    hour = number(match["hour"])
    if not 1 <= hour <= 23:
        return None
    return Atom(hour=hour, clock=EXACT if hour > 12 else ENGLISH)


def _past_or_to(match: re.Match[str], _now: datetime) -> Atom | None:
    hour, said = number(match["hour"]), match["minutes"]
    minute = {"half": 30, "quarter": 15, "a quarter": 15}.get(said) or number(said)
    if not 1 <= hour <= 12 or not 0 < minute < 60:
        return None
    minute = -minute if match["sign"] == "to" else minute
    afternoon = {"a": 0, "p": 12}.get(match["half"] or "")
    if afternoon is not None:
        return Atom(hour=hour % 12 + afternoon, minute=minute, clock=EXACT)
    return Atom(hour=hour, minute=minute, clock=ENGLISH)


def _noon(match: re.Match[str], _now: datetime) -> Atom | None:
    return Atom(hour=24 if match[0] == "midnight" else 12, clock=EXACT)


def _part(match: re.Match[str], now: datetime) -> Atom | None:
    this = bool(match["this"] or match["hii"])
    return Atom(part=PARTS[match["part"]], day=now.date() if this else None)


def _tonight(_match: re.Match[str], now: datetime) -> Atom | None:
    return Atom(part="night", day=now.date())


def _last_night(_match: re.Match[str], now: datetime) -> Atom | None:
    return Atom(part="night", day=now.date() - timedelta(days=1))


def _after_hours(match: re.Match[str], now: datetime) -> Atom | None:
    """`baada ya saa moja`, `in two hours`, `dakika ishirini zilizopita`."""
    groups = match.groupdict()
    unit = groups.get("unit") or "hour"
    count = 0.5 if "nusu" in match[0] or "half" in match[0] else number(groups["count"])
    minutes = count if unit.startswith(("dak", "min")) else count * 60
    back = any(word in match[0] for word in ("ago", "pita", "nyuma"))
    away = timedelta(minutes=-minutes if back else minutes)
    return Atom(moment=(now + away).replace(second=0, microsecond=0))


def _nothing(_match: re.Match[str], _now: datetime) -> Atom | None:
    return Atom(nothing=True)


_UNIT = r"(?P<unit>saa|masaa|lisaa|dakika|dk)"
_UNIT_EN = r"(?P<unit>hours?|hrs?|minutes?|mins?)"
_PASSED = r"(?:zilizopita|iliyopita|yaliyopita|iliopita|zilopita|liyopita|nyuma)"
_NO_PART = rf"(?!\s+(?:na\s|kasoro|{_PART}|ya\s|za\s))"

READERS = tuple(
    Reader(re.compile(form), read)
    for form, read in (
        (rf"\b(?:nusu\s+saa|{_UNIT}\s+(?P<count>{COUNT}))\s+{_PASSED}\b", _after_hours),
        (rf"\b(?:half\s+an\s+hour|(?P<count>{COUNT})\s+{_UNIT_EN})\s+ago\b", _after_hours),
        (
            rf"\bbaada\s+ya\s+(?:nusu\s+saa|{_UNIT}\s+(?P<count>{COUNT}))\b{_NO_PART}",
            _after_hours,
        ),
        (
            rf"\b(?:in|after)\s+(?:half\s+an\s+hour|(?P<count>{COUNT})\s?{_UNIT_EN})\b",
            _after_hours,
        ),
        (
            (
                r"\b(?:kwa|kusubiri|nimesubiri|nasubiri|ninasubiri|muda\s+wa|zaidi\s+ya|karibu"
                rf"|ndani\s+ya|chini\s+ya)\s+{_UNIT}\s+{NUMBER}\b{_NO_PART}"
            ),
            _nothing,
        ),
        (rf"\b(?:for|within|over|about)\s+{COUNT}\s?{_UNIT_EN}\b", _nothing),
        (_SAA, _swahili),
        (
            (
                rf"\b(?P<minutes>half|(?:a\s+)?quarter|{NUMBER})\s+(?P<sign>past|to)"
                rf"\s+(?P<hour>{NUMBER})\b(?:{_HALF_DAY})?{_ENDS}"
            ),
            _past_or_to,
        ),
        (
            rf"\b(?:saa?\s?)?(?P<hour>\d{{1,2}})(?:[:.](?P<digits>[0-5]\d))?{_HALF_DAY}",
            _half_day,
        ),
        (rf"\b(?P<hour>{NUMBER})\s*o'?clock\b", _english),
        (
            r"(?<![\w:.,/])(?P<hour>[01]?\d|2[0-3]):(?P<digits>[0-5]\d)(?![\w:/])(?:\s?hrs)?",
            _digits,
        ),
        (r"\b(?P<hour>[01]\d|2[0-3])(?P<digits>[0-5]\d)\s?hrs\b", _digits),
        (
            rf"\b{_AT}\s+(?P<hour>[01]?\d|2[0-3])\.(?P<digits>[0-5]\d)(?![\w.])",
            _digits,
        ),
        (
            rf"(?:\b(?:at|by|around|before|after|until|till)\s+|@\s?)(?P<hour>{NUMBER}){_ENDS}",
            _english,
        ),
        (
            (
                rf"\b(?:between|from)\s+(?P<hour>{NUMBER})"
                rf"(?=\s+(?:and|to|till|until)\s+{NUMBER}\s?(?:in\s+the\b|o'?clock|[ap]\.?m\b))"
            ),
            _english,
        ),
        (rf"(?:(?<=\band )|(?<=\bto ))(?P<hour>{NUMBER})(?=\s+in\s+the\s)", _english),
        (r"\b(?:noon|midday|midnight)\b", _noon),
        (r"\b(?:tonight|2nite|tonite)\b", _tonight),
        (r"\blast\s+night\b", _last_night),
        (rf"\b(?:(?P<this>this)\s+)?(?P<part>{_PART})\b(?P<hii>\s+(?:hii|huu|ya\s+leo))?", _part),
    )
)
