"""Great-circle distance: how far a place on the map is, and which area it lies in."""

from __future__ import annotations

import pytest

from helpdesk.services.nearby import distance

DEGREE = 111.195
"""Kilometres of one degree on a great circle."""


@pytest.mark.parametrize(
    ("one", "other", "degrees"),
    [
        ((0, 0), (1, 0), 1),
        ((0, 0), (0, 1), 1),
        ((-6.8, 39.2), (-6.9, 39.2), 0.1),
        ((60, 0), (60, 0.1), 0.05),
        ((0, 0), (0, 180), 180),
    ],
)
def test_it_measures_along_the_globe(
    one: tuple[float, float], other: tuple[float, float], degrees: float
) -> None:
    assert distance(one, other) == pytest.approx(degrees * DEGREE, rel=1e-3)
    assert distance(other, one) == distance(one, other)
