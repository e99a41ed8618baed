"""Matrices of cases: few of them run with every change, all of them in `make test-all`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import Any

import pytest

Case = Sequence[Any]


def full(*values: Any, **options: Any) -> Any:
    """A case of a parametrised test that belongs to the full matrix alone."""
    return pytest.param(*values, marks=pytest.mark.matrix, **options)


def pairwise(
    cases: Iterable[Case], factors: Callable[[Case], Sequence[Any]] = lambda case: case
) -> list[Any]:
    """All cases as parameters; those that a choice of all pairs needs run with every change.

    `factors` says what a case is made of, the whole case if it is not given. Any two values that
    meet in some case also meet in a chosen one: most faults need no more than two (Kuhn, Wallace
    and Gallo, IEEE TSE 30(6), 2004). The choice is the same every time.
    """
    found = [tuple(case) for case in cases]
    chosen = _covering([tuple(factors(case)) for case in found])
    return [pytest.param(*case) if at in chosen else full(*case) for at, case in enumerate(found)]


def _covering(cases: list[tuple[Any, ...]]) -> set[int]:
    """The places of cases that together hold every pair: greedily, the richest first."""
    pairs = [set(combinations(enumerate(case), 2)) for case in cases]
    missing: set[Any] = set().union(*pairs) if pairs else set()
    chosen: set[int] = set()
    while missing:
        best = max(range(len(pairs)), key=lambda at: (len(pairs[at] & missing), -at))
        chosen.add(best)
        missing -= pairs[best]
    return chosen
