"""Every status has a name for customers, and every sentence the code asks for exists."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path

import pytest

from helpdesk.domain.enums import OrderStatus, TicketKind, TicketStatus
from helpdesk.locale import catalogue

ROOT = Path(__file__).resolve().parent.parent.parent
NAMED: dict[str, type[Enum]] = {"kind": TicketKind, "ticket": TicketStatus, "order": OrderStatus}
ASKED = re.compile(r'\bsay\(\s*[^"()]*(?:\([^()]*\))?[^"()]*"([a-z_]+\.[a-z_.]+)"')
OF_THE_COMMAND = re.compile(r'(?:voice\.(?:say|text)|Stop|fail)\(\s*"([a-z_0-9]+)"')


@pytest.mark.parametrize("language", ["sw", "en"])
@pytest.mark.parametrize("group", sorted(NAMED))
def test_it_names_every_state_for_customers(language: str, group: str) -> None:
    known = catalogue(language, "actions")

    assert [w for w in NAMED[group] if f"actions.{group}.{w.value}" not in known] == []


@pytest.mark.parametrize("folder", ["actions", "bot", "helpdesk"])
def test_it_has_every_sentence_the_code_asks_for(folder: str) -> None:
    files = sorted((ROOT / folder).rglob("*.py"))
    asked = {key for file in files for key in ASKED.findall(file.read_text(encoding="utf-8"))}

    assert asked
    assert [key for key in asked if key not in catalogue("sw", key.partition(".")[0])] == []


def test_it_has_every_sentence_of_the_command() -> None:
    files = sorted((ROOT / "helpdesk" / "running").glob("*.py"))
    asked = {key for file in files for key in OF_THE_COMMAND.findall(file.read_text("utf-8"))}

    assert asked
    assert [key for key in asked if f"cli.{key}" not in catalogue("sw", "cli")] == []
