"""Every page, for every role, on a desktop and a phone: no fault that axe-core finds, no broken
script, nothing refused, no sideways scrolling."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from backoffice.access import RIGHT_OF
from helpdesk.domain.enums import Role
from helpdesk.domain.rights import may
from tests.browser.console.conftest import problems
from tests.integration.console.world import World

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PEOPLE = {
    "rehema": Role.ADMIN,
    "brian": Role.AGENT,
    "amina": Role.AUDITOR,
    "tatu": Role.TRAINER,
}
NOT_PAGES = re.compile(
    r"^/(events|queue|notices/count|files/.*|.*\.csv|.*\.svg|.*/(receipt|messages))$"
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


def pages(world: World, role: Role) -> list[str]:
    """The address of every page that role may open."""
    known = {
        "reference": world.complaint,
        "order": world.goods,
        "code": "sugar",
        "member": "2",
        "sheet": "areas",
        "contact": "1",
        "row": "0",
        "number": "0",
    }
    found = []
    for (path, methods), right in RIGHT_OF.items():
        filled = re.sub(r"\{(\w+)(:\w+)?\}", lambda gap: known.get(gap[1], "1"), path)
        if "GET" in methods and may(role, right) and not NOT_PAGES.match(filled):
            found.append(filled)
    return sorted(found)


def faults_on(page: Page) -> list[tuple[str, str]]:
    """What axe-core finds, and whether the page is wider than its window."""
    violations = Axe().run(page, options=RULES).response["violations"]
    found = [(each["id"], each["nodes"][0]["html"][:160]) for each in violations]
    wide, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return [*found, *([("scrolls sideways", f"{wide} of {window}")] if wide > window else [])]


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("username", sorted(PEOPLE))
def test_it_has_no_fault_on_any_page(
    world: World, at_desk: Callable[..., Page], username: str, size: str
) -> None:
    page = at_desk(username, size)
    faults = []
    with problems(page) as complaints:
        for path in pages(world, PEOPLE[username]):
            page.goto(path)
            faults += [(path, *fault) for fault in faults_on(page)]

    assert faults == []
    assert complaints == []


def test_the_door_has_no_fault(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    page.goto("/sign-in")
    found = faults_on(page)
    page.close()

    assert found == []
