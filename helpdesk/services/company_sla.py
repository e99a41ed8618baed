"""`company/sla.yml`: how soon customers are promised an answer, and what cannot wait."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from fnmatch import fnmatchcase
from pathlib import Path

from helpdesk.domain.enums import Priority, SlaTarget, TicketKind
from helpdesk.services.company_file import Page
from helpdesk.services.reading.words import plain

FILE = "sla.yml"
USUAL = timedelta(hours=8)
"""A working day, where nothing else is said."""


WEEKS = timedelta(weeks=8)
Table = Mapping[tuple[TicketKind, Priority], timedelta]


@dataclass(frozen=True)
class Sla:
    """`first` is the working time until the first answer, `following` until each later one,
    `resolution` until all is done. `warn_share` is the part of it at whose beginning staff are
    warned; `by_load` says whether new tickets are put into somebody's hands.

    `urgent` are patterns of words, and `paid` those that tell of money that has gone.
    """

    first: Table
    urgent: tuple[str, ...] = ()
    paid: tuple[str, ...] = ()
    following: Table = field(default_factory=dict)
    resolution: Table = field(default_factory=dict)
    warn_share: float = 0.25
    by_load: bool = False
    most_open: int = 20

    @property
    def longest_warning(self) -> timedelta:
        """No warning comes earlier than this before its time, nights and Sundays counted."""
        return WEEKS * self.warn_share

    def for_target(self, target: SlaTarget, kind: TicketKind, priority: Priority) -> timedelta:
        """The working time of one of the clocks."""
        if target is SlaTarget.RESOLUTION:
            return self.resolution.get((kind, priority), 3 * USUAL)
        if target is SlaTarget.NEXT_REPLY:
            return self.following.get((kind, priority), self.until(kind, priority))
        return self.until(kind, priority)

    def until(self, kind: TicketKind, priority: Priority) -> timedelta:
        """The working time until the first answer."""
        return self.first.get((kind, priority), USUAL)

    def is_urgent(self, story: str) -> bool:
        """Whether the story tells of harm: sickness, a child, stolen money."""
        return _holds(story, self.urgent)

    def is_about_money_gone(self, story: str) -> bool:
        """Whether a complaint about a payment says that money was taken or sent."""
        return _holds(story, self.paid)


def read(folder: Path) -> Sla:
    """The promises of the business; a working day each, where it has no such file."""
    if not (folder / FILE).exists():
        return Sla({})
    page = Page(folder, FILE)
    urgent, paid = (page.words(page.content, key) for key in ("urgent_words", "paid_words"))
    return Sla(
        first=_table(page, "first_answer"),
        following=_table(page, "next_answer") if "next_answer" in page.content else {},
        resolution=_table(page, "resolution") if "resolution" in page.content else {},
        urgent=urgent,
        paid=paid,
        warn_share=float(_number(page, "warn_percent", 25)) / 100,
        by_load=page.content.get("assign_by_load") is True,
        most_open=int(_number(page, "most_open", 20)),
    )


def _number(page: Page, key: str, usual: int) -> Decimal:
    return page.number(page.content, key) if key in page.content else Decimal(usual)


def _table(page: Page, key: str) -> Table:
    found = {}
    for name, row in page.mapping(page.content.get(key), f"'{key}'").items():
        kind = TicketKind(page.known(name, [str(kind) for kind in TicketKind], "the kind"))
        hours = page.mapping(row, name)
        for word in hours:
            priority = Priority(page.known(word, [str(p) for p in Priority], "the priority"))
            found[kind, priority] = timedelta(hours=float(page.number(hours, word)))
    return found


def _holds(story: str, patterns: tuple[str, ...]) -> bool:
    words = plain(story).split()
    return any(fnmatchcase(word, pattern) for word in words for pattern in patterns)
