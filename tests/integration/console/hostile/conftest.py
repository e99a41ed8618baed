"""A console on a company of its own, so that a test may spoil anything."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from anyio.from_thread import BlockingPortal
from starlette.testclient import TestClient

from backoffice.app import create_app
from helpdesk.db.engine import Database
from helpdesk.services import company
from tests.factories import ROOT
from tests.integration.console.conftest import world_in
from tests.integration.console.hostile import walking
from tests.integration.console.quick import hasty
from tests.integration.console.world import START, Clock, World, fill, sign_in

Houses = Callable[[], World]
Asked = Mapping[str, set[str]]
AREAS = """areas:
- {code: kariakoo, sw: Kariakoo, en: Kariakoo, aliases: [kkoo], fee: 2000, hours: 3}
- {code: posta, sw: Posta, en: City centre, aliases: [kivukoni], fee: 2500, hours: 4}
"""
"""A short list: the long one of the sample company takes a while to read, a thousand times."""


@pytest.fixture
def houses(filled: World, tmp_path: Path) -> Iterator[Houses]:
    """Makes a fresh copy of the world, company folder and all, as often as it is called."""
    opened: list[Database] = []

    def one_more() -> World:
        world = another(filled, tmp_path / f"house-{len(opened)}")
        opened.append(world.database)
        return world

    yield one_more
    for database in opened:
        database.close()


def another(filled: World, folder: Path) -> World:
    """A copy of the world in that folder, with a company of its own."""
    shutil.copytree(filled.settings.var, folder)
    _company_in(folder)
    fresh = world_in(folder)
    settings = replace(fresh.settings, company=folder / "company")
    return replace(filled, settings=settings, database=fresh.database, clock=Clock())


def _company_in(folder: Path) -> None:
    shutil.copytree(ROOT / "company", folder / "company")
    (folder / "company" / "delivery.yml").write_text(AREAS, encoding="utf-8")


@pytest.fixture(scope="session")
def asked(filled: World, loop: BlockingPortal, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """What forms and addresses ask (`walking.asked`): alike in every world, and slow to find."""
    folder = tmp_path_factory.mktemp("asked") / "house"
    world = another(filled, folder)
    with world.database.begin() as session:
        company.load(session, world.settings.company, now=START)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TestClient, "portal", loop)
        return walking.asked(entered(world), world)


@pytest.fixture
def house(houses: Houses) -> World:
    """One such world."""
    return houses()


@pytest.fixture
def anywhere(database: Database, tmp_path: Path) -> World:
    """The same world on SQLite, and again on PostgreSQL, which forgives less."""
    _company_in(tmp_path)
    settings = world_in(tmp_path).settings
    settings = replace(settings, company=tmp_path / "company", database_url=database.url)
    world = World(settings, hasty(database), Clock())
    fill(world)
    with database.begin() as session:
        company.load(session, settings.company, now=START)
    return world


@pytest.fixture
def admin(house: World) -> TestClient:
    """Rehema in that world, who may do everything."""
    return entered(house)


def entered(world: World, username: str = "rehema") -> TestClient:
    """A browser in which somebody has signed in."""
    client = TestClient(create_app(world.settings, world.database, world.clock))
    assert sign_in(client, username).status_code == 303
    return client
