"""The tiers of the suite: nothing is in no tier, and a choice from a matrix holds every pair."""

from __future__ import annotations

from itertools import combinations, product

from tests import tiers
from tests.matrix import pairwise

NAMES = [f"tests/some/test_file.py::test_it[{number}]" for number in range(300)]
PARTS = 6


def test_the_parts_hold_every_test_of_the_matrices_once() -> None:
    of_part = {
        name: [part for part in range(1, PARTS + 1) if tiers.belongs(name, f"{part}/{PARTS}")]
        for name in NAMES
    }

    assert {len(parts) for parts in of_part.values()} == {1}
    assert {part for (part,) in of_part.values()} == set(range(1, PARTS + 1))


def test_a_pairwise_choice_holds_every_pair_and_loses_no_case() -> None:
    cases = list(product("abc", [1, 2], ["x", "y", "z", "w"]))

    found = pairwise(cases)

    assert [each.values for each in found] == cases
    chosen = [each.values for each in found if not each.marks]
    pairs = {pair for case in cases for pair in combinations(enumerate(case), 2)}
    assert {pair for case in chosen for pair in combinations(enumerate(case), 2)} == pairs
    assert len(chosen) < len(cases)
