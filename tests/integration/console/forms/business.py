"""The forms by which the business itself is edited, row by row."""

from __future__ import annotations

from tests.integration.console.forms import bad
from tests.integration.console.forms.rows import Row

AREA = {"code": "mji-mpya", "sw": "Mji Mpya", "en": "New Town", "aliases": "mjimpya",
        "fee": "2500", "hours": "4", "at": "-6.8, 39.27"}  # fmt: skip
TWICE = "company.problem.twice"
BUSINESS = (
    Row(
        "/company/{sheet}/{row}",
        "/company/areas/new",
        "/company/areas/new",
        good=AREA,
        bad={
            "code": [
                *bad.words(),
                *bad.each(
                    ("Mji Mpya", "mji/mpya", bad.arabic("3"), "x" * 41), "company.problem.code"
                ),
                *bad.each(("kariakoo",), TWICE),
            ],
            "sw": [*bad.words(), *bad.each(("Kariakoo",), TWICE)],
            "en": [*bad.words(), *bad.each(("kkoo",), TWICE)],
            "aliases": [*bad.words(needed=False), *bad.each(("posta", "a, a", "mji mpya"), TWICE)],
            "fee": [
                *bad.number("0", "1,000,000,000"),
                *bad.each(("2.555",), "company.problem.number", least="0", most="1,000,000,000"),
            ],
            "hours": [
                *bad.number("0.25", "2,000"),
                *bad.each(("0", "2001"), "company.problem.number", least="0.25", most="2,000"),
            ],
            "at": bad.each(
                ("hapa", "1", "1,2,3", "91, 0", "0, 181", "NaN, 1", bad.arabic("3, 3")),
                "company.problem.place",
            ),
            "seen": bad.stale(),
        },
        gone=("/company/no-such/new", "/company/areas/99999", "/company/areas/" + "9" * 25),
    ),
    Row(
        "/company/{sheet}/{row}",
        "/company/areas/0",
        "/company/areas/0",
        good={**AREA, "code": "kariakoo", "aliases": ""},
        bad={"code": bad.each(("another",), "company.problem.fixed")},
    ),
    Row(
        "/company/{sheet}/{row}",
        "/company/hours/0",
        "/company/hours/0",
        good={"value": "08:00-16:00"},
        bad={
            "value": [
                *bad.words(),
                *bad.each(
                    (
                        "usiku kucha",
                        "17:00-08:00",
                        "08:70-09:00",
                        "08:00-25:00",
                        bad.arabic("08:00-17:00"),
                    ),
                    "company.problem.span",
                ),
            ]
        },
    ),
    Row(
        "/company/{sheet}/{row}",
        "/company/closed/new",
        "/company/closed/new",
        good={"date": "2026-12-31", "sw": "Kuhesabu", "en": "Counting"},
        bad={
            "date": [
                *bad.each((None, "", " "), "company.problem.missing"),
                *bad.each(
                    ("kesho", "2026-13-01", bad.arabic("2026-12-31"), "NaN"), "company.problem.day"
                ),
            ]
        },
    ),
    Row(
        "/company/{sheet}/{row}",
        "/company/products/0",
        "/company/products/0",
        good={
            "code": "maize-flour",
            "sw": "Unga",
            "en": "Flour",
            "aliases": "",
            "unit": "packet",
            "price": "1900",
            "stock": "400",
        },
        bad={
            "unit": [
                *bad.each((None, "", " "), "company.problem.missing"),
                *bad.each(("no-such",), "company.problem.choice"),
            ],
            "price": bad.number("0", "1,000,000,000"),
            "stock": bad.number("0", "1,000,000"),
            "sw": bad.each(("Mchele",), TWICE),
        },
    ),
    Row(
        "/company/{sheet}/{row}/remove",
        "/company/areas/0",
        "/company/areas/0/remove",
        bad={"seen": bad.stale()},
        gone=("/company/areas/99999/remove", "/company/hours/99/remove"),
    ),
    Row(
        "/company/{sheet}/{row}/remove",
        "/company/departments/0",
        "/company/departments/0/remove",
        bad={"why": bad.each(("needed",), "company.problem.needed", beside=False)},
        keeps=False,
    ),
    Row(
        "/company/{sheet}/restore",
        "/company/areas",
        "/company/areas/restore",
        good={"version_id": "{version}"},
        bad={"version_id": bad.nowhere(), "seen": bad.stale()},
        keeps=False,
    ),
)
