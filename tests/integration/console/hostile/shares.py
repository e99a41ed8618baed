"""Shares of a walk: each pair of a place and a value is tried, in one of several tests.

The first share runs with every change. It comes to every place and tries every value, as long as
there are as many of both as there are shares; the others belong to the full matrix.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from tests.matrix import full

POSTGRES_LATER = pytest.mark.parametrize(
    "database_url",
    ["sqlite", pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.matrix])],
    indirect=True,
)
"""For what PostgreSQL judges no differently: there it is a case of the full matrix."""


def shares(count: int) -> list[Any]:
    """The numbers of so many shares, as parameters."""
    return [0, *map(full, range(1, count))]


def of_share[Place, Value](
    share: int, count: int, places: Iterable[Place], values: Iterable[Value]
) -> Iterator[tuple[Place, Value]]:
    """The pairs of one share, by place."""
    each = list(values)
    for row, place in enumerate(places):
        yield from ((place, value) for value in turns(share, count, row, each))


def turns[Value](share: int, count: int, row: int, values: Iterable[Value]) -> Iterator[Value]:
    """What a share tries in the place of that number."""
    return (value for turn, value in enumerate(values) if (row + turn) % count == share)
