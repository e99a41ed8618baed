"""Pages that are not drawn: what would have stood on them is kept, and time is saved."""

from __future__ import annotations

from typing import Any

import pytest

from backoffice import pages

LISTS = ("rows", "found", "entries")
"""What templates call the rows of a list."""


class Blank:
    """Stands in for the templates: keeps what each was given, and draws nothing."""

    def __init__(self) -> None:
        self.given: list[dict[str, Any]] = []

    def get_template(self, _name: str) -> Blank:
        """Whatever template it is."""
        return self

    def render(self, values: dict[str, Any]) -> str:
        """An empty page."""
        self.given.append(values)
        return ""

    def found(self) -> int:
        """How many rows would have stood on the page drawn last."""
        rows = [len(each[name]) for each in self.given for name in LISTS if name in each][-1:]
        self.given = []
        return sum(rows)


def blank(monkeypatch: pytest.MonkeyPatch) -> Blank:
    """Draw no page until the end of the test."""
    made = Blank()
    monkeypatch.setattr(pages, "_environment", lambda: made)
    return made
