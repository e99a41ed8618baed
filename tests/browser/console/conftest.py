"""The console alone, over a real socket: on the small world of its integration tests, and on
the shop of the guide's pictures, which has something of everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from backoffice.app import create_app
from helpdesk.config import load_settings
from helpdesk.db.engine import Database
from helpdesk.db.upgrade import upgrade
from helpdesk.domain.enums import Language
from helpdesk.domain.staff import StaffMember
from scripts.shop import fill as shopkeeper
from scripts.shop.serving import serving
from scripts.shop.stage import Shop
from tests.factories import ROOT
from tests.integration.console.world import PASSWORD, Clock, World, fill

SIZES = {"desktop": (1280, 900), "phone": (390, 844), "zoomed": (640, 450)}


@pytest.fixture(scope="package")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """People, departments and two cases."""
    folder: Path = tmp_path_factory.mktemp("console")
    environment = {
        "OFISI_VAR": str(folder),
        "OFISI_DATABASE_URL": f"sqlite:///{folder}/ofisi.db",
        "OFISI_INTERNAL_SECRET": "only-for-tests",
        "OFISI_COMPANY": str(ROOT / "company"),
    }
    settings = load_settings(environment, dotenv=folder / "no.env")
    world = World(settings, Database(settings.database_url), Clock())
    upgrade(world.database)
    fill(world)
    yield world
    world.database.close()


@pytest.fixture(scope="package")
def address(world: World) -> Iterator[str]:
    """Where the console answers."""
    with serving(create_app(world.settings, world.database, world.clock)) as found:
        yield found


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """The morning of a shop: long names, photos, notes, failed replies, orders in every step."""
    with shopkeeper.opened(tmp_path_factory.mktemp("shop"), weeks=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def shop_address(shop: Shop) -> Iterator[str]:
    """Where the shop's console answers."""
    with serving(create_app(shop.settings, shop.database, shop.clock)) as found:
        yield found


@pytest.fixture(scope="module")
def keys_to_the_shop(browser: Browser, shop_address: str) -> Callable[[str], Any]:
    """The cookies of somebody who has signed in, by user name; each signs in once."""

    @cache
    def cookies_of(username: str) -> Any:
        context = browser.new_context(base_url=shop_address)
        sign_in(context.new_page(), username, shopkeeper.PASSWORD)
        kept = context.storage_state()
        context.close()
        return kept

    return cookies_of


@pytest.fixture
def in_shop(
    browser: Browser,
    shop: Shop,
    shop_address: str,
    keys_to_the_shop: Callable[[str], Any],
) -> Iterator[Callable[..., Page]]:
    """A window of the shop: by user name, language, and size."""
    opened = []

    def sit_down(
        username: str, language: str = "sw", size: str = "desktop", *, calm: bool = False
    ) -> Page:
        read_in(shop, username, language)
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height},
            base_url=shop_address,
            storage_state=keys_to_the_shop(username),
            reduced_motion="reduce" if calm else "no-preference",
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield sit_down
    for context in opened:
        context.close()


def read_in(shop: Shop, username: str, language: str) -> None:
    """Let that member of staff read the console in that language."""
    with shop.database.begin() as session:
        member = session.query(StaffMember).filter_by(username=username).one()
        member.language = Language(language)


def sign_in(page: Page, username: str, password: str = PASSWORD) -> None:
    """Come in by the front door."""
    page.goto("/sign-in")
    page.get_by_test_id("sign-in-user").fill(username)
    page.get_by_test_id("sign-in-password").fill(password)
    page.get_by_test_id("sign-in-submit").click()
    page.wait_for_url("**/")


@pytest.fixture
def at_desk(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """A window somebody has signed in with: by user name and size, with or without scripts."""
    opened = []

    def sit_down(username: str, size: str = "desktop", *, scripts: bool = True) -> Page:
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            base_url=address,
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        sign_in(page, username)
        return page

    yield sit_down
    for context in opened:
        context.close()


@contextmanager
def problems(page: Page) -> Iterator[list[str]]:
    """What the browser complains about meanwhile: broken scripts, refused content."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda line: found.append(line.text) if line.type == "error" else None)
    yield found
