"""The small world of the console's tests, and systems that have tokens in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from starlette.testclient import TestClient

from backoffice.api.table import BASE
from backoffice.app import create_app
from helpdesk.domain.scopes import TokenScope
from helpdesk.services import staff, tokens
from tests.integration.console.conftest import answering, browser, filled, loop, stranger, world
from tests.integration.console.world import World

__all__ = ["answering", "browser", "filled", "loop", "stranger", "world"]

System = Callable[..., TestClient]
ROOT = f"http://testserver{BASE}"


def token_for(
    world: World, username: str = "rehema", scopes: Iterable[TokenScope] = TokenScope
) -> str:
    """The secret of a token that this member of staff made."""
    with world.database.begin() as session:
        maker = staff.by_username(session, username)
        assert maker is not None
        _token, secret = tokens.make(session, maker, name="Till", scopes=scopes, now=world.clock())
    return secret


def bearer(secret: str) -> dict[str, str]:
    """The header that shows a token."""
    return {"authorization": f"Bearer {secret}"}


def version(system: TestClient, path: str) -> int:
    """The version of the ticket or order at that address."""
    return int(system.get(path).json()["version"])


def code(answer: Any) -> tuple[int, str]:
    """The status of a refusal, and its code for machines."""
    return answer.status_code, answer.json()["code"]


@pytest.fixture
def system(world: World) -> System:
    """Another system of the company's, whose token that member of staff made."""
    app = create_app(world.settings, world.database, world.clock)

    def made(username: str = "rehema", scopes: Iterable[TokenScope] = TokenScope) -> TestClient:
        headers = {**bearer(token_for(world, username, scopes)), "accept-language": "en"}
        return TestClient(app, base_url=ROOT, headers=headers)

    return made
