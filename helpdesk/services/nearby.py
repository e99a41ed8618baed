"""Which delivery area a place on the map lies in: the nearest whose middle is near enough."""

from __future__ import annotations

from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

from helpdesk.services.profile import Area

NEAR = 15.0
"""Kilometres from the middle of an area within which goods are brought there."""

EARTH = 6371.0
"""Kilometres: the mean radius (IUGG)."""


def nearest(spot: tuple[float, float], areas: Iterable[Area]) -> Area | None:
    """The area nearest to that latitude and longitude; None if none is near."""
    known = [(distance(spot, area.at), area) for area in areas if area.at is not None]
    best = min(known, key=lambda one: one[0], default=None)
    return best[1] if best is not None and best[0] <= NEAR else None


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points by latitude and longitude (the haversine formula)."""
    (lat, lon), (lat2, lon2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, half)))
