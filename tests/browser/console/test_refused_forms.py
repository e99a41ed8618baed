"""Forms that were filled in wrongly: the page that says so has no fault either, and says it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from scripts.shop.stage import Shop
from tests.browser.console.faults import faults_on

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
InShop = Callable[..., Page]

PAST = {"for": "until", "until": "2026-01-05T08:00"}
SEND = """(form, typed) => {
  for (const [name, text] of Object.entries(typed)) form.elements[name].value = text;
  form.noValidate = true;
  form.requestSubmit(form.querySelector("button[name=step], button"));
}"""
"""Past what the browser itself would say, as from a phone that checks nothing."""

REFUSED: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "a name that is taken": (
        "rehema",
        "/staff",
        "/staff/invite",
        {"name": "N", "username": "neema"},
    ),
    "passwords that differ": (
        "neema",
        "/me",
        "/me/password",
        {"old": "x", "new": "mvua-za-masika", "again": "mvua-za-vuli-leo"},
    ),
    "half of the quiet hours": ("neema", "/notices", "/notices/quiet", {"from": "21:00"}),
    "a reply in one language": ("daudi", "/replies/0", "/replies/0", {"title_sw": "Karibu"}),
    "a count that is no number": (
        "juma",
        "/stock/salt",
        "/stock/salt/change",
        {"quantity": "moja"},
    ),
    "cancelling without why": ("salma", "/orders/{order}", "/orders/{order}/step", {}),
    "an empty note": ("neema", "/tickets/{ticket}", "/tickets/{ticket}/note", {}),
    "a time that has passed": ("neema", "/tickets/{ticket}", "/tickets/{ticket}/snooze", PAST),
    "an area without a name": ("rehema", "/company/areas/new", "/company/areas/new", {}),
    "a breach without a day": ("rehema", "/data/breaches", "/data/breaches", {}),
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_says_what_is_wrong_without_a_fault(shop: Shop, in_shop: InShop, what: str) -> None:
    username, path, action, typed = REFUSED[what]
    known = {"order": shop.orders["zuhura"], "ticket": shop.tickets["late"]}
    page = in_shop(username)
    page.goto(path.format(**known))
    form = page.locator(f'form[action="{action.format(**known)}"]').last
    form.evaluate(SEND, typed)
    expect(page.locator("[role=alert], [aria-invalid=true]").first).to_be_visible()

    assert faults_on(page) == []
