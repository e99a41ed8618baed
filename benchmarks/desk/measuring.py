"""Asking two databases in turn, so that whatever else the machine does hits both alike."""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from benchmarks.desk.asking import Answer, Browser, Processor, console, started
from benchmarks.desk.pages import PAGES, Page, Subjects, workable
from benchmarks.desk.people import ADMIN, AGENT
from benchmarks.figures import percentile
from helpdesk.db import tables
from helpdesk.db.engine import Database

WARM = 6
"""The first few load templates and fill caches; they are not counted."""


@dataclass(frozen=True)
class Took:
    """Seconds: the least, the median, and what 95 of 100 answers took at most.

    `processor` is what 95 of 100 took of the processor at most, whoever else wanted it.
    """

    least: float
    median: float
    p95: float
    processor: float


@dataclass(frozen=True)
class Line:
    """A page, who asked, and what it took with few tickets and with many."""

    name: str
    who: str
    few: Took
    many: Took
    held: bool

    @property
    def growth(self) -> float:
        """How many times longer the p95 is with many tickets."""
        return self.many.p95 / self.few.p95


@dataclass
class House:
    """A console on one of the databases, with the two people signed in."""

    app: Any
    database: Database
    subjects: Subjects
    people: dict[str, Browser]
    work: dict[str, list[Any]]


async def open_house(url: str, var: Path, found: Subjects) -> House:
    """The console with both signed in."""
    app, database = console(url, var)
    with database.reading() as session:
        session.execute(select(1))  # the one connection there is from now on
    clock = Processor(database)
    people = {name: Browser(app, clock) for name in (ADMIN, AGENT)}
    for name, browser in people.items():
        await browser.sign_in(name)
    work = {who: workable(database, found, who) for who in people}
    return House(app, database, found, people, work)


async def measure(few: House, many: House, rounds: int, only: str = "") -> list[Line]:
    """Every page by everybody who may see it, then the writing."""
    asked = [(p.name, who, _asking(p, who), p.held) for p in PAGES for who in p.who]
    done = [
        (n, who, _doing(act, who), True) for n, act in WRITES.items() for who in (ADMIN, AGENT)
    ]
    async with started(few.app), started(many.app):
        return [
            await _line(name, who, once, (few, many), rounds, held)
            for name, who, once, held in (*asked, *done)
            if only in name
        ]


Once = Callable[[House, random.Random], Awaitable[Answer]]


async def _line(
    name: str, who: str, once: Once, houses: tuple[House, House], rounds: int, held: bool
) -> Line:
    taken: tuple[list[Answer], list[Answer]] = ([], [])
    dice = [random.Random(7) for _ in houses]  # noqa: S311 - a benchmark's dice
    for turn in range(rounds + WARM):
        for place, house in enumerate(houses):
            answer = await once(house, dice[place])
            if turn >= WARM:
                taken[place].append(answer)
    line = Line(name, who, _took(taken[0]), _took(taken[1]), held)
    few, many = (
        f"{each.p95 * 1000:.1f} ({each.processor * 1000:.1f})" for each in (line.few, line.many)
    )
    print(f"  {name}, {who}: {few} → {many} ms", file=sys.stderr)
    return line


def _took(answers: list[Answer]) -> Took:
    seconds = [each.seconds for each in answers]
    used = percentile([each.processor for each in answers], 0.95)
    return Took(min(seconds), percentile(seconds, 0.5), percentile(seconds, 0.95), used)


def _asking(page: Page, who: str) -> Once:
    async def once(house: House, dice: random.Random) -> Answer:
        path, browser = page.address(house.subjects, dice, who), house.people[who]
        expected = 200
        if page.unchanged:
            mark = re.search(rb"mark=(\w+)", (await browser.get(path, live=True)).body)
            assert mark is not None, path
            path += f"{'&' if '?' in path else '?'}mark={mark[1].decode()}"
            expected = 204
        answer = await browser.get(path, live=page.live)
        assert answer.status == expected, (page.name, path, answer.status)
        return answer

    return once


Act = Callable[[Browser, str, int], Awaitable[Answer]]


def _doing(act: Act, who: str) -> Once:
    async def once(house: House, dice: random.Random) -> Answer:
        number, reference = dice.choice(house.work[who])
        version = _free(house.database, number)
        answer = await act(house.people[who], f"/tickets/{reference}", version)
        assert answer.status in (204, 303), (reference, answer.status)
        return answer

    return once


def _free(database: Database, number: int) -> int:
    """Nobody's, open, and which version it has now."""
    ticket = tables.ticket.c
    with database.begin() as session:
        free = update(tables.ticket).where(ticket.id == number)
        session.execute(free.values(assignee_id=None, status="open"))
        return int(session.execute(select(ticket.version).where(ticket.id == number)).scalar_one())


async def _claim(browser: Browser, ticket: str, _version: int) -> Answer:
    return await browser.post(f"{ticket}/claim")


async def _reply(browser: Browser, ticket: str, version: int) -> Answer:
    text = "Samahani kwa usumbufu, mzigo wako unafika kesho asubuhi."
    return await browser.post(
        f"{ticket}/reply", text=text, version=str(version), language_seen="yes"
    )


async def _note(browser: Browser, ticket: str, _version: int) -> Answer:
    return await browser.post(f"{ticket}/note", text="Mteja amepigiwa simu.")


async def _draft(browser: Browser, ticket: str, _version: int) -> Answer:
    return await browser.post(f"{ticket}/draft", reply="Samahani kwa")


WRITES: dict[str, Act] = {"claim": _claim, "reply": _reply, "note": _note, "keep a draft": _draft}
