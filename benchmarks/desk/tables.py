"""The figures as a table, and which goals they miss."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.desk.measuring import Line

SLOWEST = 0.1
"""Seconds that 95 of 100 answers may take."""

MOST_GROWTH = 2.0
"""How many times longer they may take with a hundred times the tickets."""


@dataclass(frozen=True)
class Run:
    """What was measured on one kind of database. `memory` is MiB, the most it ever was."""

    name: str
    small: int
    tickets: int
    per_ticket: int
    memory: int
    lines: list[Line]


def missed(line: Line) -> bool:
    """Whether a page that the goals are for misses one of them."""
    return line.held and (line.many.p95 > SLOWEST or line.growth > MOST_GROWTH)


def table(run: Run) -> str:
    """Markdown: one line for each page and reader, in milliseconds: least, median, p95."""
    head = (
        f"\n## {run.name}: {run.tickets:,} tickets, {run.tickets * run.per_ticket:,} messages\n\n"
        f"Resident memory at most {run.memory} MiB.\n\n"
        f"| page | who | {run.small:,}: least, median, p95 | {run.tickets:,}: least, median, p95 "
        "| growth |\n|---|---|---|---|---|"
    )
    return "\n".join((head, *map(row, run.lines)))


def row(line: Line) -> str:
    """One line of it."""
    few, many = (
        f"{each.least * 1000:.1f}, {each.median * 1000:.1f}, **{each.p95 * 1000:.1f}**"
        for each in (line.few, line.many)
    )
    mark = " missed" if missed(line) else "" if line.held else " (no goal)"
    who = line.who.removeprefix("kipimo-")
    return f"| {line.name} | {who} | {few} | {many} | {line.growth:.2f}{mark} |"
