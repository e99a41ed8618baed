"""The console on a database of its own, and browsers that are signed in or not."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from anyio.from_thread import BlockingPortal
from starlette.testclient import TestClient

from backoffice.app import create_app
from helpdesk.config import load_settings
from helpdesk.db.engine import Database
from helpdesk.db.upgrade import upgrade
from tests.integration.console.quick import hasty, one_loop
from tests.integration.console.world import Clock, World, fill, sign_in

Browser = Callable[[str], TestClient]


@pytest.fixture(scope="session")
def loop() -> Iterator[BlockingPortal]:
    """The event loop in which the console answers."""
    with one_loop() as portal:
        yield portal


@pytest.fixture(autouse=True)
def answering(loop: BlockingPortal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every browser of a test uses that loop, instead of making one for each request."""
    monkeypatch.setattr(TestClient, "portal", loop)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The world as it is before a test begins; made once, because hashing passwords is slow."""
    world = world_in(tmp_path_factory.mktemp("world"))
    upgrade(world.database)
    fill(world)
    world.database.close()
    return world


@pytest.fixture
def world(filled: World, tmp_path: Path) -> Iterator[World]:
    """A copy of the world to do as one pleases in."""
    shutil.copytree(filled.settings.var, tmp_path, dirs_exist_ok=True)
    fresh = world_in(tmp_path)
    world = replace(filled, settings=fresh.settings, database=fresh.database, clock=Clock())
    yield world
    world.database.close()


def world_in(folder: Path) -> World:
    """An empty world in that folder."""
    environment = {
        "OFISI_VAR": str(folder),
        "OFISI_DATABASE_URL": f"sqlite:///{folder}/ofisi.db",
        "OFISI_INTERNAL_SECRET": "only-for-tests",
    }
    settings = load_settings(environment, dotenv=folder / "no.env")
    return World(settings, hasty(Database(settings.database_url)), Clock())


@pytest.fixture
def stranger(world: World) -> TestClient:
    """A browser nobody has signed in with."""
    app = create_app(world.settings, world.database, world.clock)
    return TestClient(app, headers={"accept-language": "en"})


@pytest.fixture
def browser(world: World) -> Browser:
    """A browser somebody of the staff has signed in with, by user name."""

    def opened(username: str) -> TestClient:
        client = TestClient(create_app(world.settings, world.database, world.clock))
        assert sign_in(client, username).status_code == 303
        return client

    return opened
