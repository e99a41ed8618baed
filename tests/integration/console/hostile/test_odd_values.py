"""Numbers, days and texts no form of ours sends: a clear answer, and never a fault of ours."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from helpdesk.services import staff
from tests.integration.console.hostile import walking
from tests.integration.console.hostile.blank import blank
from tests.integration.console.hostile.conftest import entered
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


@pytest.mark.parametrize("drawn", [True, False], ids=["drawn", "blank"])
def test_no_address_breaks_a_page(
    anywhere: World, monkeypatch: pytest.MonkeyPatch, drawn: bool
) -> None:
    client = entered(anywhere)
    asked, values = walking.asked(client, anywhere), values_for(anywhere)
    if not drawn:
        blank(monkeypatch)
    wrong = []
    for route in walking.pages(anywhere):
        if not asked.get(route.path) or route.path == STREWN:
            continue
        names = sorted({*asked[route.path], *walking.ASKED})
        for fields in wild(names, route.path) if drawn else orderly(names, values):
            path = f"{address(route, anywhere)}?{walking.query(fields)}"
            status = client.get(path, follow_redirects=False).status_code
            if status >= 500:
                wrong.append((status, path[:300]))

    assert wrong == []


def test_no_row_that_is_asked_for_breaks_a_page(
    anywhere: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = entered(anywhere)
    right, values = token(client, "/notices"), values_for(anywhere)
    blank(monkeypatch)
    wrong = []
    for route in [*walking.pages(anywhere), *walking.posts(anywhere)]:
        posting = "POST" in (route.methods or ())
        for value in (HARD if posting else values) if "{" in route.path else ():
            path = walking.filled(route, value)
            form = [("csrf", right), ("version", "1"), ("text", "x"), ("password", "x")]
            answer = walking.send(client, path, form) if posting else client.get(path)
            if answer.status_code >= 500:
                wrong.append((answer.status_code, path[:200]))

    assert wrong == []


@pytest.mark.parametrize("drawn", [True, False], ids=["drawn", "blank"])
def test_no_form_breaks_a_page(
    anywhere: World, monkeypatch: pytest.MonkeyPatch, drawn: bool
) -> None:
    client = entered(anywhere)
    monkeypatch.setattr(staff, "_matches", lambda *_: False)
    asked, right = walking.asked(client, anywhere), token(client, "/notices")
    wrong = []
    with monkeypatch.context() as patch:
        if not drawn:
            blank(patch)
        for route in walking.posts(anywhere):
            names = sorted(asked.get(route.path, ())) if route.path not in LEAVES else []
            sent = wild(names, route.path) if drawn else orderly(names, values_for(anywhere))
            for fields in sent if names else ():
                answer = walking.send(client, address(route, anywhere), [("csrf", right), *fields])
                if answer.status_code >= 500 or answer.status_code == 403:
                    wrong.append((answer.status_code, route.path, str(fields)[:300]))
    pages = [client.get(address(each, anywhere)) for each in walking.pages(anywhere)]

    assert wrong == []
    assert {each.status_code for each in pages if each.url.path != STREWN} <= {200, 404, 422}
