"""The console alone, over a real socket, on the small world of its integration tests."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from backoffice.app import create_app
from helpdesk.config import load_settings
from helpdesk.db.engine import Database
from helpdesk.db.upgrade import upgrade
from tests.factories import ROOT
from tests.integration.console.world import PASSWORD, Clock, World, fill

SIZES = {"desktop": (1280, 900), "phone": (390, 844)}


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


@contextmanager
def served(world: World) -> Iterator[str]:
    """The address at which the console of that world answers meanwhile."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    app = create_app(world.settings, world.database, world.clock)
    config = uvicorn.Config(app, ws="none", log_level="error", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="package")
def address(world: World) -> Iterator[str]:
    """Where the console answers."""
    with served(world) as address:
        yield address


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
        page.goto("/sign-in")
        page.get_by_test_id("sign-in-user").fill(username)
        page.get_by_test_id("sign-in-password").fill(PASSWORD)
        page.get_by_test_id("sign-in-submit").click()
        page.wait_for_url("**/")
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
