"""Every page, for every role, in both languages, on a desktop and a phone: no fault that
axe-core finds, no broken script, nothing refused, no sideways scrolling."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from helpdesk.domain.enums import Role
from scripts.shop.stage import Shop
from tests.browser.console.conftest import problems
from tests.browser.console.faults import Fault, faults_of_shape, faults_on, pages, too_wide
from tests.matrix import full

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
InShop = Callable[..., Page]

PEOPLE = {
    "rehema": Role.ADMIN,
    "daudi": Role.LEAD,
    "brian": Role.AGENT,
    "amina": Role.AUDITOR,
    "tatu": Role.TRAINER,
}
ROLES = ["rehema", *map(full, ("daudi", "brian", "amina", "tatu"))]
"""The admin's pages are everybody's; who may see which is tested route by route."""


def walk(page: Page, paths: list[str], look: Callable[[Page], list[Fault]]) -> list[object]:
    """What is wrong on those pages, whatever the browser itself complains about included."""
    found: list[object] = []
    with problems(page) as complaints:
        for path in paths:
            answer = page.goto(path)
            assert answer is not None
            assert answer.status == 200, path
            found += [(path, *fault) for fault in look(page)]
    return [*found, *complaints]


def test_the_cast_has_every_role() -> None:
    assert set(PEOPLE.values()) == set(Role)


@pytest.mark.parametrize("language", ["sw", "en"])
@pytest.mark.parametrize("username", ROLES)
def test_it_has_no_fault_on_a_desktop(
    shop: Shop, in_shop: InShop, username: str, language: str
) -> None:
    page = in_shop(username, language)
    look = faults_on if language == "sw" else faults_of_shape

    assert walk(page, pages(shop, PEOPLE[username]), look) == []


@pytest.mark.matrix
def test_english_words_have_contrast_enough(shop: Shop, in_shop: InShop) -> None:
    page = in_shop("rehema", "en")

    assert walk(page, pages(shop, Role.ADMIN), faults_on) == []


@pytest.mark.parametrize("username", ROLES)
def test_it_has_no_fault_on_a_phone(shop: Shop, in_shop: InShop, username: str) -> None:
    """In Swahili, whose words are longer. The admin's pages are everybody's: contrast is looked
    at there.
    """
    page = in_shop(username, "sw", "phone")
    look = faults_on if username == "rehema" else faults_of_shape

    assert walk(page, pages(shop, PEOPLE[username]), look) == []


@pytest.mark.parametrize(
    ("size", "language"),
    [("phone", "en"), ("zoomed", "sw"), full("phone", "sw"), full("zoomed", "en")],
)
def test_nothing_scrolls_sideways_when_it_is_narrow_or_enlarged_twofold(
    shop: Shop, in_shop: InShop, size: str, language: str
) -> None:
    page = in_shop("rehema", language, size)

    assert walk(page, pages(shop, Role.ADMIN), too_wide) == []


@pytest.mark.parametrize("language", ["sw", "en"])
def test_the_door_has_no_fault(browser: Browser, shop_address: str, language: str) -> None:
    page = browser.new_page(base_url=shop_address, locale=language)
    page.goto("/sign-in")
    found = faults_on(page)
    page.close()

    assert found == []
