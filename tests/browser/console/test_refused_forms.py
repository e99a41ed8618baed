"""A refused form as one sees it: led to the first wrong field, without a fault for axe-core."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.console.faults import faults_on
from tests.integration.console.world import World, say_as_customer
from tests.matrix import full

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

EMPTIED = """form => {
  form.querySelectorAll("input:not([type=hidden]), textarea").forEach((field) => {
    if (field.type === "checkbox") { field.checked = false; } else { field.value = ""; }
  });
  form.noValidate = true;
  form.requestSubmit();
}"""
"""What somebody does whose browser does not help: everything empty, and sent."""


def forms(world: World) -> list[tuple[str, str]]:
    """The page and the address of each form in which something can be left out."""
    case = f"/tickets/{world.complaint}"
    return [
        (case, f"{case}/reply"),
        (case, f"{case}/note"),
        (f"{case}/split", f"{case}/split"),
        (case, f"{case}/link"),
        ("/", "/filters"),
        ("/stock/sugar", "/stock/sugar/change"),
        ("/me", "/me"),
        ("/me", "/me/password"),
        ("/staff", "/staff/invite"),
        ("/staff/2", "/staff/2"),
        ("/replies/0", "/replies/0"),
        ("/macros/0", "/macros/0"),
        ("/company/areas/new", "/company/areas/new"),
        ("/data", "/data/purge"),
        ("/data/people/1", "/data/people/1/erase"),
        ("/data/breaches", "/data/breaches"),
    ]


def faults_of(page: Page, at: str, action: str) -> list[tuple[str, str]]:
    """What is wrong with the page after its form was sent empty."""
    page.goto(at)
    with page.expect_navigation():
        page.locator(f'form[action="{action}"]').last.evaluate(EMPTIED)
    focused = page.evaluate("document.activeElement.getAttribute('aria-invalid')")
    return [*faults_on(page), *([] if focused == "true" else [("focus is elsewhere", at)])]


@pytest.mark.parametrize("size", ["phone", full("desktop")])
def test_one_is_led_to_what_is_wrong(
    world: World, at_desk: Callable[..., Page], size: str
) -> None:
    say_as_customer(world, world.complaint, "Na pia nataka sukari")
    page, faults = at_desk("rehema", size), []
    for at, action in forms(world):
        faults += [(action, *fault) for fault in faults_of(page, at, action)]

    assert faults == []
