"""A real browser with scripts on, among hostile texts: nothing runs, nothing is sent away."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from backoffice.app import create_app
from helpdesk.db.upgrade import upgrade
from scripts.shop.serving import serving
from tests.factories import ROOT
from tests.integration.console.conftest import world_in
from tests.integration.console.hostile.filling import Placed, corpus, fill_with
from tests.integration.console.hostile.test_markup import lists
from tests.integration.console.world import PASSWORD, World, fill, say_as_customer

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

WATCH = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
  window[name] = () => window.ran.push(name);
}
document.addEventListener("securitypolicyviolation",
  (event) => window.ran.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
"""Put into every page before anything of its own: what ran, or tried to, is written down."""

STRANGE = """() => [...document.querySelectorAll("*")].flatMap((one) => {
  const names = one.getAttributeNames();
  const bad = names.filter((name) => /^(on|style$|srcdoc$|hx-on|data-hx-)/i.test(name));
  const addresses = ["href", "src", "action", "formaction", "hx-get"]
    .map((name) => one.getAttribute(name))
    .filter((value) => value !== null && !/^([/#?](?![/])|$)/.test(value));
  const foreign = /^(iframe|object|embed|base|math|applet|style|marquee)$/i.test(one.tagName)
    || (one.tagName === "SCRIPT" && !(one.getAttribute("src") || "").startsWith("/static/"));
  return bad.length || addresses.length || foreign ? [one.outerHTML.slice(0, 160)] : [];
})"""

RAN = """async () => {
  while (!window.ran.length) await new Promise((next) => setTimeout(next, 20));
  return window.ran;
}"""
"""What ran, as soon as something did."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, list[Placed]]]:
    """The small world with every third text of the corpus in every field."""
    folder: Path = tmp_path_factory.mktemp("hostile")
    shutil.copytree(ROOT / "company", folder / "company")
    fresh = world_in(folder)
    world = World(replace(fresh.settings, company=folder / "company"), fresh.database, fresh.clock)
    upgrade(world.database)
    fill(world)
    placed = fill_with(world, corpus()[::3])
    for text in corpus():
        say_as_customer(world, world.complaint, text)
    yield world, placed
    world.database.close()


@pytest.fixture
def page(browser: Browser, hostile: tuple[World, list[Placed]]) -> Iterator[Page]:
    """Rehema's window there; it stays on this machine or the test fails."""
    world = hostile[0]
    app = create_app(world.settings, world.database, world.clock)
    with serving(app) as address:
        context = browser.new_context(base_url=address)
        context.add_init_script(WATCH)
        page = context.new_page()
        page.goto("/sign-in")
        page.get_by_test_id("sign-in-user").fill("rehema")
        page.get_by_test_id("sign-in-password").fill(PASSWORD)
        page.get_by_test_id("sign-in-submit").click()
        page.wait_for_url("**/")
        yield page
        context.close()


def wrong_on(page: Page) -> list[str]:
    """What ran, or stands there and could."""
    return [*page.evaluate("window.ran"), *page.evaluate(STRANGE)]


def test_nothing_runs_on_any_page(page: Page, hostile: tuple[World, list[Placed]]) -> None:
    world, placed = hostile
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    found = []
    paths = [path for path in lists(world) if "/files/" not in path and "count" not in path]
    paths += [path for each in placed[::9] for path in each.pages()]
    for path in [*paths, f"/tickets/{world.complaint}?earlier=1"]:
        page.goto(path)
        found += [(path, each) for each in wrong_on(page)]
    here = page.evaluate("location.origin")

    assert found == []
    assert [url for url in asked if not url.startswith(f"{here}/")] == []


def test_nothing_runs_in_what_a_page_fetches_anew(
    page: Page, hostile: tuple[World, list[Placed]]
) -> None:
    world, _ = hostile
    page.goto(f"/tickets/{world.complaint}?earlier=1")
    for text in corpus():
        say_as_customer(world, world.complaint, f"{text} ")
    with page.expect_response("**/messages?*") as fetched:
        page.evaluate("document.body.dispatchEvent(new Event('changed'))")
    # The policy forbids eval to the test as well: ask from outside.
    expect(page.locator(".bubble").nth(2 * len(corpus()))).to_be_attached()

    assert fetched.value.status == 200
    assert wrong_on(page) == []


def test_it_would_see_what_runs(page: Page) -> None:
    """The watch itself: a handler that was let in is found, and the policy stops it."""
    page.goto("/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')")
    expect(page.locator("img[src=x]")).to_be_attached()
    seen = page.evaluate(RAN)

    assert any("script-src" in each for each in seen)
    assert "onerror" in str(page.evaluate(STRANGE))
