"""`company/sla.yml`: how soon customers are promised an answer, and what cannot wait."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from fnmatch import fnmatchcase
from pathlib import Path

from helpdesk.domain.enums import Priority, TicketKind
from helpdesk.services.company_file import Page
from helpdesk.services.reading.words import plain

FILE = "sla.yml"
USUAL = timedelta(hours=8)
"""A working day, where nothing else is said."""


@dataclass(frozen=True)
class Sla:
    """`first` is the working time until the first answer.

    `urgent` are patterns of words, and `paid` those that tell of money that has gone.
    """

    first: Mapping[tuple[TicketKind, Priority], timedelta]
    urgent: tuple[str, ...] = ()
    paid: tuple[str, ...] = ()

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
    table = page.mapping(page.content.get("first_answer"), "'first_answer'")
    first = {}
    for name, row in table.items():
        kind = TicketKind(page.known(name, [str(kind) for kind in TicketKind], "the kind"))
        hours = page.mapping(row, name)
        for word in hours:
            priority = Priority(page.known(word, [str(p) for p in Priority], "the priority"))
            first[kind, priority] = timedelta(hours=float(page.number(hours, word)))
    urgent, paid = (page.words(page.content, key) for key in ("urgent_words", "paid_words"))
    return Sla(first, urgent, paid)


def _holds(story: str, patterns: tuple[str, ...]) -> bool:
    words = plain(story).split()
    return any(fnmatchcase(word, pattern) for word in words for pattern in patterns)
