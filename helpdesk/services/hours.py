"""When the office is open, in its own time, and how that is written."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from babel.dates import get_day_names
from sqlalchemy import select
from sqlalchemy.orm import Session

from helpdesk.domain.company import OpeningHours


def is_open(session: Session, *, timezone: str, now: datetime) -> bool:
    """Whether somebody is at work now; always, where no hours were loaded."""
    week = _week(session)
    local = now.astimezone(ZoneInfo(timezone))
    minute = local.hour * 60 + local.minute
    return not week or any(
        day.weekday == local.weekday()
        and day.opens is not None
        and day.closes is not None
        and day.opens <= minute < day.closes
        for day in week
    )


def describe(session: Session, language: str) -> str:
    """The opening hours on one line: `Jumatatu–Ijumaa 08:00–17:00, Jumamosi 09:00–14:00`."""
    names = get_day_names("wide", locale=language)
    days = [day for day in _week(session) if day.opens is not None and day.closes is not None]
    # Neighbouring days with the same hours keep the same distance to their place in the list.
    runs = groupby(enumerate(days), key=lambda at: (at[1].weekday - at[0], _span(at[1])))
    return ", ".join(
        f"{_from_to([names[day.weekday] for _, day in run])} {span}" for (_, span), run in runs
    )


def _week(session: Session) -> list[OpeningHours]:
    found = session.execute(select(OpeningHours)).scalars()
    return sorted(found, key=lambda day: day.weekday)


def _from_to(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}"


def _span(day: OpeningHours) -> str:
    return f"{_clock(day.opens or 0)}–{_clock(day.closes or 0)}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
