"""Times and days as the API writes and reads them: RFC 3339, given in UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}:[0-9]{2}:[0-9]{2})([.][0-9]+)?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def stamp(at: datetime | None) -> str | None:
    """The time in UTC, such as `2026-03-03T07:30:00Z`."""
    if at is None:
        return None
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def moment(given: str) -> datetime:
    """The time that was written (RFC 3339, section 5.6). Raises ValueError for none."""
    found = _MOMENT.fullmatch(given)
    if found is None:
        raise ValueError(given)
    day, clock, fraction, zone = found.groups()
    zone = "+00:00" if zone in "Zz" else zone
    read = datetime.fromisoformat(f"{day}T{clock}{(fraction or '.0')[:7]:0<7}{zone}")
    try:
        return read.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(given) from error


def day(given: str) -> date:
    """The day that was written. Raises ValueError for none."""
    if _DAY.fullmatch(given) is None:
        raise ValueError(given)
    return date.fromisoformat(given)
