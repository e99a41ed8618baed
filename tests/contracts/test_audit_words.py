"""Whatever is noted in the audit has words an auditor can read, in every language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpdesk.domain.enums import StockReason
from helpdesk.locale import catalogue
from helpdesk.services import order_steps
from tests.factories import ROOT

FOLDERS = ("actions", "backoffice", "bot/telegram", "helpdesk")
NOTED = re.compile(r"[a-z]+\.[a-z_]+")
WRITERS = {"record", "log", "_log", "note", "note_alone"}
PUT_TOGETHER = {
    *(f"order.{step}" for step in order_steps.STEPS if step != "paid"),
    *(f"stock.{reason}" for reason in StockReason),
    *(f"ticket.{field}" for field in ("priority", "department", "assignee", "snoozed_until")),
}
"""What is noted under a name made of two parts."""


def noted_in(path: Path) -> Iterator[str]:
    """The second parts of calls such as `log(session, staff, "ticket.claimed", …)`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _name(node.func) in WRITERS:
            given = [*node.args, *(word.value for word in node.keywords if word.arg == "what")]
            for inner in (part for each in given for part in ast.walk(each)):
                if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                    yield inner.value


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def everything_noted() -> set[str]:
    files = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
    found = {word for path in files for word in noted_in(path) if NOTED.fullmatch(word)}
    found = {word for word in found if word not in catalogue("sw", "tickets")}
    return found | PUT_TOGETHER


@pytest.mark.parametrize("language", ["sw", "en"])
def test_it_has_words_for_everything_that_is_noted(language: str) -> None:
    known = catalogue(language, "console")
    noted = everything_noted()

    assert len(noted) > 50
    assert sorted(each for each in noted if f"console.did.{each}" not in known) == []
