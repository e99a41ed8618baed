"""Times and days as other systems write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from backoffice.api import times


@pytest.mark.parametrize(
    ("given", "hour", "microsecond"),
    [
        ("2026-03-03T07:30:00Z", 7, 0),
        ("2026-03-03t07:30:00z", 7, 0),
        ("2026-03-03T10:30:00+03:00", 7, 0),
        ("2026-03-03T07:30:00.5Z", 7, 500_000),
        ("2026-03-03T07:30:00.123456789Z", 7, 123_456),
    ],
)
def test_it_reads_what_rfc_3339_allows(given: str, hour: int, microsecond: int) -> None:
    expected = datetime(2026, 3, 3, hour, 30, 0, microsecond, tzinfo=UTC)

    assert times.moment(given) == expected


@pytest.mark.parametrize(
    "given",
    [
        "",
        "2026-03-03",
        "2026-03-03T07:30:00",
        "2026-03-03 07:30:00Z",
        "2026-02-30T07:30:00Z",
        "2026-03-03T24:00:00Z",
        "2026-03-03T07:30:60Z",
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "2026-03-03T07:30:00+24:00",
        "٢٠٢٦-03-03T07:30:00Z",
        "2026-03-03T07:30:00Z\n",
    ],
)
def test_it_refuses_what_is_no_time(given: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        times.moment(given)


@pytest.mark.parametrize(
    "given", ["2026-02-30", "2026-3-3", "20260303", "2026-03-03 ", "٢٠٢٦-03-03"]
)
def test_it_refuses_what_is_no_day(given: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        times.day(given)


def test_it_writes_in_utc() -> None:
    nairobi = timezone(timedelta(hours=3))

    assert times.stamp(datetime(2026, 3, 3, 10, 30, tzinfo=nairobi)) == "2026-03-03T07:30:00Z"
    assert times.stamp(None) is None
