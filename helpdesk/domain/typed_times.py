"""Days and times as they are typed into forms and addresses: those a business may mean."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from helpdesk.domain.errors import BadTime

YEARS = range(2000, 2200)
"""Beyond these a slip of the pen was typed; the last hours of the year 9999 have no UTC."""


def read_day(given: str) -> date:
    """The day of a text such as 2026-03-05; more than a day is cut off. Raises BadTime."""
    return _read(given).date()


def read_moment(given: str, zone: str) -> datetime:
    """The moment of a text such as 2026-03-05T14:00, as the clocks of the zone show it.

    Raises BadTime.
    """
    return _read(given).replace(tzinfo=ZoneInfo(zone))


def _read(given: str) -> datetime:
    try:
        read = datetime.fromisoformat(given.strip())
    except ValueError as error:
        raise BadTime from error
    # A browser sends no zone; what somebody else sends would be taken for ours.
    if read.year not in YEARS or read.tzinfo is not None:
        raise BadTime
    return read
