"""Numbers, days and texts no form of ours sends: a clear answer, and never a fault of ours."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from helpdesk.services import staff
from tests.integration.console.hostile import walking
from tests.integration.console.hostile.blank import blank
from tests.integration.console.hostile.conftest import Asked, entered
from tests.integration.console.hostile.shares import POSTGRES_LATER, shares, turns
from tests.integration.console.test_rights import address
from tests.integration.console.world import World, token

HARD = (
    *("9" * 18, "9" * 19, "9" * 5000, "9e999999", "NaN", "\0", "a\0b", "\ud800", "x" * 65),
    *("x" * 10_000, "0001-01-01", "9999-12-31", "0001-01-01T00:00", "9999-12-31T23:59"),
)
"""What a database, a clock or a counter has no room for."""

ODD = (
    *HARD,
    *("", "0", "-1", "+1", "1.5", "1e5,9e99", "Infinity", "1e-400", "1_000", "\u00b2", "\u0663"),
    *("2026-02-30", "2026-03-05", "20260305", "2026-03-05T10:00+03:00", "24:00", "23:59", "-1:00"),
    *("\r\nX: y", "\u202e", "\U0001f600" * 500, "../../etc/passwd", "/", "%00", "%", "[]", "{0}"),
    *(
        "%s",
        "null",
        "yes",
        "resolved",
        "kind",
        "intent",
        "a=b&c=d",
        "!!python/object:x",
        "&a [*a]",
        "- x",
        ": x",
    ),
)
SEED = 5
SHARES = 12
ROUNDS = 4
"""How often each form is sent with values drawn at random besides every value in every field."""

LEAVES = ("/sign-out",)
STREWN = "/readyz"
"""It answers 503 where other processes are away, and asks nothing."""


def values_for(world: World) -> tuple[str, ...]:
    """All of them on SQLite; on PostgreSQL those it knows no room for."""
    return ODD if world.database.url.startswith("sqlite") else HARD


def orderly(names: list[str], values: tuple[str, ...]) -> Iterator[list[tuple[str, str]]]:
    """Every value in every field, each time beside others."""
    for turn in range(len(values) if names else 1):
        yield [(name, values[(turn + 5 * n) % len(values)]) for n, name in enumerate(names)]


def wild(names: list[str], seed: str) -> Iterator[list[tuple[str, str]]]:
    """Some drawn at random, the same in every run."""
    drawn = random.Random(f"{SEED}{seed}")  # noqa: S311 - no secret
    for _ in range(ROUNDS if names else 0):
        yield [(name, drawn.choice(ODD)) for name in names]


def asking(asked: Asked, world: World) -> Iterator[tuple[int, Route, list[str]]]:
    """The pages whose address may ask something, numbered, with what it may ask."""
    pages = [each for each in walking.pages(world) if asked.get(each.path)]
    for row, route in enumerate(each for each in pages if each.path != STREWN):
        yield row, route, sorted({*asked[route.path], *walking.ASKED})


def faults(client: TestClient, addresses: Iterable[str]) -> list[tuple[int, str]]:
    """The addresses at which something of ours broke."""
    answers = ((client.get(each, follow_redirects=False), each) for each in addresses)
    return [(a.status_code, each[:300]) for a, each in answers if a.status_code >= 500]


@pytest.mark.parametrize("share", shares(SHARES))
def test_no_address_breaks_a_page(
    anywhere: World, asked: Asked, monkeypatch: pytest.MonkeyPatch, share: int
) -> None:
    client, values = entered(anywhere), values_for(anywhere)
    blank(monkeypatch)
    addresses = (
        f"{address(route, anywhere)}?{walking.query(fields)}"
        for row, route, names in asking(asked, anywhere)
        for fields in turns(share, SHARES, row, orderly(names, values))
    )

    assert faults(client, addresses) == []


@POSTGRES_LATER
@pytest.mark.parametrize("share", shares(ROUNDS))
def test_no_address_drawn_at_random_breaks_a_page(
    anywhere: World, asked: Asked, share: int
) -> None:
    addresses = (
        f"{address(route, anywhere)}?{walking.query(fields)}"
        for row, route, names in asking(asked, anywhere)
        for fields in turns(share, ROUNDS, row, wild(names, route.path))
    )

    assert faults(entered(anywhere), addresses) == []


@pytest.mark.parametrize("share", shares(SHARES))
def test_no_row_that_is_asked_for_breaks_a_page(
    anywhere: World, monkeypatch: pytest.MonkeyPatch, share: int
) -> None:
    client = entered(anywhere)
    right, values = token(client, "/notices"), values_for(anywhere)
    blank(monkeypatch)
    wrong = []
    every = [*walking.pages(anywhere), *walking.posts(anywhere)]
    for row, route in enumerate(each for each in every if "{" in each.path):
        posting = "POST" in (route.methods or ())
        for value in turns(share, SHARES, row, HARD if posting else values):
            path = walking.filled(route, value)
            form = [("csrf", right), ("version", "1"), ("text", "x"), ("password", "x")]
            answer = walking.send(client, path, form) if posting else client.get(path)
            if answer.status_code >= 500:
                wrong.append((answer.status_code, path[:200]))

    assert wrong == []


def filling(asked: Asked, world: World) -> Iterator[tuple[int, Route, list[str]]]:
    """The routes of forms, numbered, with their fields."""
    forms = (each for each in walking.posts(world) if each.path not in LEAVES)
    for row, route in enumerate(each for each in forms if asked.get(each.path)):
        yield row, route, sorted(asked[route.path])


def refused(
    client: TestClient,
    world: World,
    right: str,
    sent: Iterable[tuple[Route, list[tuple[str, str]]]],
) -> list[tuple[int, str, str]]:
    """The forms that broke something, or never came as far as the page."""
    wrong = []
    for route, fields in sent:
        answer = walking.send(client, address(route, world), [("csrf", right), *fields])
        if answer.status_code >= 500 or answer.status_code == 403:
            wrong.append((answer.status_code, route.path, str(fields)[:300]))
    return wrong


def broken(client: TestClient, world: World) -> set[int]:
    """What pages answer that do not answer as they should, after all that was sent."""
    pages = [client.get(address(each, world)) for each in walking.pages(world)]
    return {each.status_code for each in pages if each.url.path != STREWN} - {200, 404, 422}


@pytest.mark.parametrize("share", shares(SHARES))
def test_no_form_breaks_a_page(
    anywhere: World, asked: Asked, monkeypatch: pytest.MonkeyPatch, share: int
) -> None:
    client, values = entered(anywhere), values_for(anywhere)
    right = token(client, "/notices")
    monkeypatch.setattr(staff, "_matches", lambda *_: False)
    sent = (
        (route, fields)
        for row, route, names in filling(asked, anywhere)
        for fields in turns(share, SHARES, row, orderly(names, values))
    )
    with monkeypatch.context() as patch:
        blank(patch)
        assert refused(client, anywhere, right, sent) == []

    assert broken(client, anywhere) == set()


@POSTGRES_LATER
@pytest.mark.parametrize("share", shares(ROUNDS))
def test_no_form_drawn_at_random_breaks_a_page(
    anywhere: World, asked: Asked, monkeypatch: pytest.MonkeyPatch, share: int
) -> None:
    client = entered(anywhere)
    right = token(client, "/notices")
    monkeypatch.setattr(staff, "_matches", lambda *_: False)
    sent = (
        (route, fields)
        for row, route, names in filling(asked, anywhere)
        for fields in turns(share, ROUNDS, row, wild(names, route.path))
    )

    assert refused(client, anywhere, right, sent) == []
    assert broken(client, anywhere) == set()
