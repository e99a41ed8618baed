"""What can be wrong with a field, by its kind, and with which sentence it must be refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

ENDLESS = 100_000


def arabic(digits: str) -> str:
    """The same in Arabic-Indic digits, which Python's `int` reads and no keyboard here has."""
    return "".join(chr(0x660 + int(c)) if c.isdigit() else c for c in digits)


NOT_NUMBERS = ("kumi", "-1", "NaN", "Infinity", "1e999", arabic("3"), "0x10", "1_000", "")
NO_ROWS = (None, "", "abc", "-1", arabic("3"), "1e9", "999999999", "9" * 25)


@dataclass(frozen=True)
class Bad:
    """A value (several for boxes, None for a field that is not posted) and the sentence due."""

    value: str | tuple[str, ...] | None
    says: str
    values: Mapping[str, object] = field(default_factory=dict)
    beside: bool = True
    """Whether the sentence stands beside the field, and not above the form."""


def each(
    values: Iterable[str | None], says: str, *, beside: bool = True, **more: object
) -> list[Bad]:
    """These values, all refused alike."""
    return [Bad(value, says, more, beside) for value in values]


def text(most: int, *, needed: bool = True, says: str = "console.error.") -> list[Bad]:
    """A text of at most so many characters."""
    empty = each((None, "", "  \r\n\t "), f"{says}empty_text") if needed else []
    return [*empty, *each(("x" * (most + 1), "x" * ENDLESS), f"{says}text_too_long", limit=most)]


def pick(*, needed: bool = True, beside: bool = True) -> list[Bad]:
    """One of some words."""
    missing = (None, "", " ") if needed else ()
    return each((*missing, "no-such", "x" * ENDLESS), "console.error.bad_choice", beside=beside)


def ticked(*, needed: bool = True) -> list[Bad]:
    """Some of several boxes."""
    none = [Bad((), "console.error.nothing_chosen")] if needed else []
    return [*none, Bad(("sw", "sales", "no-such"), "console.error.bad_choice")]


def whole(most: int) -> list[Bad]:
    """A whole number."""
    values = (None, *NOT_NUMBERS, "1.5", str(most + 1), "9" * 400)
    return each(values, "console.error.bad_number", limit=f"{most:,}")


def amount(*, needed: bool = True) -> list[Bad]:
    """A quantity with at most three decimals."""
    wrong = (*NOT_NUMBERS[:-1], "1.2345", "1000001", "9" * 400)
    missing = (None, "", " ") if needed else ()
    return each((*missing, *wrong), "console.error.bad_quantity", limit="1,000,000")


def number(least: str, most: str) -> list[Bad]:
    """A number of the business, with its bounds."""
    wrong = (*NOT_NUMBERS[:-1], "9" * 400)
    missing = each((None, "", " "), "company.problem.missing")
    return [*missing, *each(wrong, "company.problem.number", least=least, most=most)]


def words(*, needed: bool = True) -> list[Bad]:
    """A text of the business."""
    missing = each((None, "", " "), "company.problem.missing") if needed else []
    return [*missing, *each(("x" * 501, "x" * ENDLESS), "company.problem.long", limit=500)]


def stale(by: str = "") -> list[Bad]:
    """The state the page showed, which is another by now (`by` whom is told), or never was."""
    values = (None, "", "0", "abc", arabic("3"), "-1", "NaN", "9" * 25, "0" * 64)
    said = "console.error.stale_version" + ("_by" if by else "")
    return each(values, said, beside=False, **({"by": by} if by else {}))


def nowhere() -> list[Bad]:
    """The number of something that is not there."""
    return each(NO_ROWS, "console.error.not_found", beside=False)


def secret(most: int = 1024) -> list[Bad]:
    """A password that is asked for."""
    return [
        *each((None, ""), "console.error.empty_text"),
        *each(("x" * (most + 1), "x" * ENDLESS), "console.error.text_too_long", limit=most),
    ]
