"""Who is there: the departments and how busy they are, staff, customers, and their vocabulary."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from benchmarks.desk.words import Vocabulary, english, swahili

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
DAYS = 700
"""How long the desk has been at work: what is older is let go (two years, docs/operator.md)."""

ADMIN, AGENT = "kipimo-admin", "kipimo-agent"
THEIRS = "accounting"
"""The one department of the measured agent: a tenth of all tickets."""

BUSY = {
    "customer_service": 0.38,
    "sales": 0.26,
    "accounting": 0.10,
    "storage": 0.08,
    "production": 0.06,
    "marketing": 0.05,
    "administration": 0.04,
    "hr": 0.03,
}
"""The share of all tickets that are each department's."""

STAFF = 40
PER_CUSTOMER = 2.5
"""Tickets of a customer on average; the busiest have hundreds."""


@dataclass
class World:
    """What the rows of one database are made from; everything follows from the size."""

    size: int
    per_ticket: int
    departments: dict[str, int]
    products: list[tuple[int, int]]
    swahili: Vocabulary = field(default_factory=lambda: swahili(8000, seed=11))
    english: Vocabulary = field(default_factory=lambda: english(3000, seed=12))
    names: Vocabulary = field(default_factory=lambda: swahili(1200, seed=13))

    def __post_init__(self) -> None:
        self.numbers = np.random.default_rng(self.size)
        self.dice = random.Random(self.size)  # noqa: S311 - a benchmark's dice
        self.own = {
            number: swahili(250, seed=100 + place)
            for place, number in enumerate(self.departments.values())
        }
        self.customers = max(1, int(self.size / PER_CUSTOMER))
        self.desks = _desks(self.departments)
        self.heard: set[str] = set()
        self.tickets = _tickets(self)

    def hand(self, department: int) -> int:
        """Somebody of that department."""
        return self.dice.choice(self.desks[department])


def _desks(departments: dict[str, int]) -> dict[int, list[int]]:
    """Who works where. Numbers 1 and 2 are the two who are measured."""
    desks: dict[int, list[int]] = {number: [] for number in departments.values()}
    desks[departments[THEIRS]].append(2)
    codes = list(BUSY)
    for number in range(3, STAFF + 1):
        desks[departments[codes[number % len(codes)]]].append(number)
    return desks


def _tickets(world: World) -> dict[str, Any]:
    """What is drawn for all tickets at once, as arrays by column."""
    dice, size = world.numbers, world.size
    recent = np.arange(size) / size
    chance = np.where(recent > 0.97, 0.47, np.where(recent > 0.75, 0.027, 0.0))
    shares = list(BUSY.values())
    order = np.searchsorted(np.cumsum([0.30, 0.30, 0.25]), dice.random(size))
    return {
        "age": DAYS * 86400 * (1 - recent),
        "lasted": dice.exponential(86400 * 1.5, size),
        # Two in a hundred are open: most of them young, some forgotten for months.
        "open": dice.random(size) < chance,
        "kind": order,
        "place": dice.choice(len(BUSY), size, p=np.array(shares) / sum(shares)),
        # A few customers write again and again; the busiest has a hundred tickets and more.
        "customer": (world.customers * dice.random(size) ** 1.5).astype(int) + 1,
        "english": dice.random(size) < 0.22,
        "messages": dice.poisson(0.6 * world.per_ticket, size) + 1,
    }


def stamp(seconds: float) -> str:
    """The time so many seconds ago, as both databases read it."""
    at = NOW - timedelta(seconds=int(seconds))
    return at.replace(tzinfo=None).isoformat(" ", "microseconds")
