"""Times, ages and quantities as people in East Africa write them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal

Translator = Callable[..., str]
MINUTE, HOUR, DAY = 60, 3600, 86400


def clock(at: datetime, *, zone: str) -> str:
    """The hour and minute on the wall: 14:05."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local.hour:02}:{local.minute:02}"


def moment(at: datetime, *, zone: str, language: str) -> str:
    """A day and an hour in full, for titles: 3 Machi 2026, 14:05."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{_date(local.date(), 'd MMMM y', language)}, {local.hour:02}:{local.minute:02}"


def day(t: Translator, at: datetime, *, zone: str, language: str, now: datetime) -> str:
    """Today, yesterday, or the date."""
    local = at.astimezone(ZoneInfo(zone)).date()
    days = (now.astimezone(ZoneInfo(zone)).date() - local).days
    if days in (0, 1):
        return t("day.today" if days == 0 else "day.yesterday")
    return _date(local, "EEEE d MMMM y", language)


# A page of the work list names a hundred moments, on a few days: Babel takes longer for those
# than the database for all the rest.
@lru_cache(maxsize=4096)
def _date(day: date, pattern: str, language: str) -> str:
    return str(format_date(day, pattern, locale=language))


def age(t: Translator, since: datetime, *, now: datetime) -> str:
    """How long ago, in the largest whole unit: 5 min, 3 h, 2 d."""
    seconds = max(0, int((now - since).total_seconds()))
    if seconds < MINUTE:
        return t("age.now")
    if seconds < HOUR:
        return t("age.minutes", count=seconds // MINUTE)
    if seconds < DAY:
        return t("age.hours", count=seconds // HOUR)
    return t("age.days", count=seconds // DAY)


def lasting(t: Translator, seconds: int) -> str:
    """How long something took, in the largest whole unit: 25 min, 3 h, 2 d."""
    start = datetime(2000, 1, 1, tzinfo=UTC)
    return age(t, start, now=start + timedelta(seconds=max(MINUTE, seconds)))


def mean(scores: Mapping[int, int], *, language: str) -> str:
    """The mean of scores that were given so often, with one place."""
    total = sum(scores.values())
    value = sum(score * count for score, count in scores.items()) / total if total else 0
    return str(format_decimal(value, format="0.0", locale=language))


def quantity(number: Decimal, *, language: str) -> str:
    """A quantity without needless zeros: 2, 0.5."""
    return str(format_decimal(number, locale=language))


def until(t: Translator, then: datetime, *, now: datetime) -> str:
    """How long until then, or by how much it has passed: 25 min, 3 h late."""
    if then < now:
        return t("sla.late", age=age(t, then, now=now))
    return t("sla.left", age=age(t, now, now=then))


def urgency(then: datetime, *, now: datetime) -> str:
    """`late`, `soon` (within the hour) or `calm`."""
    if then < now:
        return "late"
    return "soon" if (then - now).total_seconds() <= HOUR else "calm"
