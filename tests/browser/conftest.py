"""One Chromium for all browser tests, and the people who sit at it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.people import Customer, Staff
from tests.street import Street

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A real Chromium, closed before other tests begin: it keeps an event loop running."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh window of desktop size."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(20_000)
    yield page
    page.close()


@pytest.fixture
def staff(browser: Browser, street: Street) -> Iterator[Staff]:
    """Somebody of the back office, signed in, in a browser of their own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(20_000)
    member = Staff(page, street.console)
    member.sign_in()
    yield member
    context.close()


@pytest.fixture
def customer(page: Page, street: Street) -> Customer:
    """Whoever sits at the playground."""
    return Customer(page, street.playground)


@pytest.fixture(scope="session")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small real JPEG, as a phone would send it."""
    from PIL import Image  # noqa: PLC0415 - heavy, and only this fixture needs it

    path = tmp_path_factory.mktemp("photo") / "unga.jpg"
    Image.new("RGB", (320, 240), (196, 164, 132)).save(path, "JPEG")
    return path
