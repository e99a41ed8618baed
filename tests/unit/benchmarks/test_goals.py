"""The table of goals: what is met, what is not, and what has no figure."""

from __future__ import annotations

import math

from benchmarks.understanding.goals import Line, as_json, table

CAUGHT = Line("caught", "%", 81.24, 80.0)
SLOW = Line("p50", "ms", 7.0, 5.0, more_is_better=False)


def test_it_meets_a_goal_by_more_or_by_less() -> None:
    assert CAUGHT.met is True
    assert SLOW.met is False
    assert Line("p50", "ms", 5.0, 5.0, more_is_better=False).met is True


def test_it_meets_nothing_without_a_goal_or_a_figure() -> None:
    assert Line("told", "%", 50.0).met is None
    assert Line("caught", "%", math.nan, 80.0).met is None


def test_it_prints_the_goal_beside_the_figure() -> None:
    cells = [cell.strip() for cell in table([CAUGHT]).splitlines()[-1].split("|")[1:-1]]
    assert cells == ["caught", "%", "81.2", "≥ 80", "met", ""]


def test_it_says_plainly_what_is_not_met() -> None:
    cells = [cell.strip() for cell in table([SLOW]).splitlines()[-1].split("|")[1:-1]]
    assert cells[2:5] == ["7.0", "≤ 5", "not met"]


def test_it_prints_a_dash_where_there_is_no_figure() -> None:
    assert "| - |" in " ".join(table([Line("x", "%", math.nan)]).split())


def test_it_makes_every_line_of_the_table_of_goals_equally_long() -> None:
    assert len({len(line) for line in table([CAUGHT, SLOW]).splitlines()}) == 1


def test_it_writes_no_figure_as_null() -> None:
    written = as_json({"scope": [Line("x", "%", math.nan, 80.0)]})
    assert (written["scope"][0]["value"], written["scope"][0]["met"]) == (None, None)
