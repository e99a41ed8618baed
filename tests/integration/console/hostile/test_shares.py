"""The shares of the walks: together they are the whole walk, and the first comes everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.integration.console.hostile import test_forgery as forgery
from tests.integration.console.hostile import test_headers as headers
from tests.integration.console.hostile import test_injection as injection
from tests.integration.console.hostile import test_odd_values as odd
from tests.integration.console.hostile import test_typed_back as typed
from tests.integration.console.hostile import test_uploads as uploads
from tests.integration.console.hostile import walking
from tests.integration.console.hostile.conftest import Asked
from tests.integration.console.hostile.files import ALL
from tests.integration.console.hostile.filling import corpus
from tests.integration.console.hostile.shares import of_share
from tests.integration.console.test_rights import routes
from tests.integration.console.world import World

WALKS: dict[str, tuple[int, Sequence[Any]]] = {
    "odd": (odd.SHARES, odd.ODD),
    "hard": (odd.SHARES, odd.HARD),
    "drawn": (odd.ROUNDS, range(odd.ROUNDS)),
    "injections": (injection.SHARES, injection.together()),
    "origins": (forgery.SHARES, forgery.ELSEWHERE),
    "bodies": (forgery.SHARES, forgery.KINDS),
    "looks": (len(forgery.LOOKS), forgery.LOOKS),
    "methods": (len(headers.METHODS), headers.METHODS),
}


def number(walk: str, world: World, asked: Asked) -> int:
    """How many places it goes to at least: those with a form, or whose address asks something."""
    forms = len([*odd.filling(asked, world)])
    few = min(forms, len([*odd.asking(asked, world)]), len(walking.pages(world)))
    return len(routes(world)) if walk == "methods" else few


@pytest.mark.parametrize("walk", WALKS)
def test_the_shares_are_the_whole_walk_and_the_first_comes_everywhere(
    house: World, asked: Asked, walk: str
) -> None:
    count, values = WALKS[walk]
    places, turns = range(number(walk, house, asked)), range(len(values))
    parts = [list(of_share(share, count, places, turns)) for share in range(count)]

    assert sorted(pair for part in parts for pair in part) == [
        (p, t) for p in places for t in turns
    ]
    assert {place for place, _ in parts[0]} == set(places)
    assert {turn for _, turn in parts[0]} == set(turns)


def test_every_text_is_given_back_by_some_form_with_every_change() -> None:
    given = [set(typed.texts(place, 0)) for place in range(len(typed.FORMS))]

    assert set().union(*given) == {text.replace("\r\n", "\n") for text in corpus()}
    for place in range(len(typed.FORMS)):
        third = [
            text.replace("\r\n", "\n") for text in corpus()[place % typed.THIRD :: typed.THIRD]
        ]
        shares = [list(typed.texts(place, share)) for share in range(typed.SHARES)]
        assert sorted(text for share in shares for text in share) == sorted(third)


def test_every_file_is_served_under_some_type_with_every_change() -> None:
    first = list(of_share(0, uploads.SHARES, uploads.MEDIA_TYPES, ALL))

    assert {kind for kind, _ in first} == set(uploads.MEDIA_TYPES)
    assert {bad.name for _, bad in first} == {bad.name for bad in ALL}
