"""When the business is at work: the week, public holidays, and the days it says otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from helpdesk.locale import catalogue
from helpdesk.services.company_file import Names
from helpdesk.services.reading.words import plain

LOOKED_AHEAD = 60
"""Days in which some day must be a working one; a business closed for longer promises nothing."""

NAMED_AHEAD = 366
"""Days among which a holiday is sought that somebody asks about by its name."""

ESTIMATED = (" (makisio)", " (inakadiriwa)", " (estimated)")

BINDING = frozenset(
    """siku ya za wa na el al ul sikukuu mwaka kwanza kumbukumbu day the and of s public holiday
    monday friday jumatatu ijumaa new good kuu""".split()
)
"""Words in holidays' names that do not tell one from another."""


@dataclass(frozen=True)
class BusinessTime:
    """`week[0]` is Monday's (opens, closes) in minutes, or None. `country` is an ISO 3166 code.

    `closed` names further days off, `opened` are holidays on which work goes on.
    """

    timezone: str
    country: str
    week: tuple[tuple[int, int] | None, ...]
    closed: Mapping[date, Names]
    opened: frozenset[date]

    def local(self, moment: datetime) -> datetime:
        """The moment by the clock of the business."""
        return moment.astimezone(ZoneInfo(self.timezone))

    def day_off(self, day: date) -> Names | None:
        """Why that day is off, if it is: a holiday, or a day the business has named."""
        if day in self.closed:
            return self.closed[day]
        return None if day in self.opened else _holiday(self.country, day)

    def named_in(self, text: str, today: date) -> date | None:
        """The next day off that the text names, as in `krismasi mnafungua?`; else None."""
        words = _telling(text)
        for ahead in range(NAMED_AHEAD):
            day = today + timedelta(days=ahead)
            names = self.day_off(day)
            if names is not None and words & _telling(f"{names.sw} {names.en}"):
                return day
        return None

    def span(self, day: date) -> tuple[datetime, datetime] | None:
        """From when to when work goes on that day; None on a day off."""
        hours = self.week[day.weekday()]
        if hours is None or self.day_off(day) is not None:
            return None
        midnight = datetime.combine(day, time(), ZoneInfo(self.timezone))
        return midnight + timedelta(minutes=hours[0]), midnight + timedelta(minutes=hours[1])

    def is_open(self, now: datetime) -> bool:
        """Whether somebody is at work."""
        span = self.span(self.local(now).date())
        return span is not None and span[0] <= now < span[1]

    def next_opening(self, now: datetime) -> datetime | None:
        """When work begins next after `now`; None if it does not for weeks."""
        return next((opens for opens, _ in self._spans(now) if opens > now), None)

    def after(self, now: datetime, work: timedelta) -> datetime | None:
        """When that much working time will have passed; None if it does not for weeks."""
        for opens, closes in self._spans(now):
            begins = max(opens, now)
            if begins >= closes:
                continue
            if begins + work <= closes:
                return begins + work
            work -= closes - begins
        return None

    def between(self, start: datetime, end: datetime) -> timedelta:
        """How much working time lies between two moments; none where the first is the later."""
        total = timedelta()
        for opens, closes in self._spans(start):
            if opens >= end:
                break
            total += max(min(closes, end) - max(opens, start), timedelta())
        return total

    def _spans(self, now: datetime) -> Iterator[tuple[datetime, datetime]]:
        today = self.local(now).date()
        for ahead in range(LOOKED_AHEAD):
            span = self.span(today + timedelta(days=ahead))
            if span is not None:
                yield span


@lru_cache(maxsize=1024)
def _holiday(country: str, day: date) -> Names | None:
    sw, en = (_calendar(country, day.year, language).get(day) for language in ("sw", "en_US"))
    if not sw and not en:
        return None
    name = _plain(en or sw or "")
    return Names(_spoken("sw", name) or _plain(sw or name), _spoken("en", name) or name)


def _spoken(language: str, name: str) -> str | None:
    """What people call a holiday the library has only an official name for."""
    key = "_".join(plain(name).split())
    return catalogue(language, "promises").get(f"promises.holiday.{key}")


def _telling(text: str) -> set[str]:
    # Of long words the beginning counts: krismas, krismasi.
    return {word[:6] for word in plain(text).split() if word not in BINDING and len(word) > 2}


@lru_cache(maxsize=64)
def _calendar(country: str, year: int, language: str) -> Mapping[date, str]:
    try:
        return holidays.country_holidays(country, years=year, language=language)
    except NotImplementedError:
        return {}  # a country the library does not know: hours.yml names its days off


def _plain(name: str) -> str:
    # Moon-sighted days are reckoned; hours.yml says where they fell otherwise.
    for mark in ESTIMATED:
        name = name.removesuffix(mark)
    return name
