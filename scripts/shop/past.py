"""Three weeks before today, made up by seed: cases, orders and talk the assistant ended alone."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from scripts.shop.stage import NOW

DAYS = 21
BY_DEPARTMENT = {"accounting": ["grace"], "storage": ["juma"], "sales": ["salma", "brian"]}
SERVICE = ["neema", "neema", "brian", "daudi"]
SCORES = [5, 5, 5, 4, 4, 4, 3, 2, 1]
OPENS, WORKING_HOURS = 8, 9
Happening = tuple[datetime, Mapping[str, Any], Mapping[str, Any]]


def happenings(told: Mapping[str, Any], chance: random.Random) -> Iterator[Happening]:
    """When, in which talk, and what, for every day; not in order. Each case has a customer of
    its own, so that nobody talks into another case of theirs.
    """
    names = names_of(told)
    chance.shuffle(names)
    others = [names.pop() for _ in range(40)]
    for back in range(DAYS, 0, -1):
        day = (NOW - timedelta(days=back)).replace(hour=OPENS, minute=0)
        busy = {6: 2, 5: 5}.get(day.weekday(), chance.randint(6, 10) + (day.weekday() == 0) * 3)
        for number in range(busy):
            at = day + timedelta(minutes=chance.randint(0, WORKING_HOURS * 60))
            talk = {"key": f"{back}-{number}", "who": names.pop()}
            yield from _case(told, talk, at, chance)
        for number in range(busy // 2 + 1):
            at = day + timedelta(minutes=chance.randint(-60, WORKING_HOURS * 60))
            talk = {"key": f"{back}-o{number}", "who": chance.choice(others)}
            yield from _order(told, talk, at, chance)
        for _ in range(busy * 2):
            at = day + timedelta(minutes=chance.randint(-90, 780))
            talk = {"key": "talk", "who": chance.choice(others)}
            asked, answered = chance.choice(told["alone"])
            yield at, talk, {"customer": asked}
            yield at + timedelta(seconds=2), talk, {"bot": answered}


def names_of(told: Mapping[str, Any]) -> list[str]:
    """Every customer of those weeks."""
    return [f"{first} {last}" for first in told["first"] for last in told["last"]]


def _case(
    told: Mapping[str, Any], talk: Mapping[str, Any], at: datetime, chance: random.Random
) -> Iterator[Happening]:
    case = chance.choice(told["cases"])
    packet = {name: case[name] for name in ("intent", "reason", "language") if name in case}
    priority = chance.choice(["normal", "normal", "normal", "high", "low"])
    opened = {"open": case["kind"], "department": case["department"], "story": case["text"]}
    by = chance.choice(BY_DEPARTMENT.get(case["department"], SERVICE))
    first = at + timedelta(minutes=chance.choice([8, 15, 25, 40, 70, 110, 200, 420]))
    done = first + timedelta(minutes=chance.choice([20, 45, 90, 240, 1300, 2700]))
    yield at, talk, {"customer": case["text"]}
    yield at, talk, {**opened, "packet": packet, "priority": priority}
    yield first, talk, {"reply": told["answer"][case["language"]], "by": by}
    yield min(done, NOW - timedelta(hours=2)), talk, {"resolve": by}
    if chance.random() < 0.6:
        rated = min(done, NOW - timedelta(hours=2)) + timedelta(minutes=chance.randint(2, 60))
        yield rated, talk, {"rate": chance.choice(SCORES)}


def _order(
    told: Mapping[str, Any], talk: Mapping[str, Any], at: datetime, chance: random.Random
) -> Iterator[Happening]:
    codes = chance.sample(told["goods"], chance.randint(1, 4))
    goods = {code: chance.randint(1, 3) for code in codes}
    place = {"area": "sinza", "place": "Sinza Mori", "fee": 350000, "payment": "cash"}
    yield at, talk, {"order": goods, **place}
    by = {"acknowledge": "salma", "pack": "juma", "dispatch": "juma", "deliver": "juma"}
    minutes = 0
    for step, who in (*by.items(), ("paid", "grace")):
        minutes += chance.randint(10, 60)
        yield at + timedelta(minutes=minutes), talk, {"step": step, "by": who}
