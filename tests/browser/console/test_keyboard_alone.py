"""Whatever a clerk does in a day, with the keyboard alone, seeing at each stop where one is."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.shop.fill import PASSWORD
from scripts.shop.stage import Shop
from tests.browser.console.keyboard import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
InShop = Callable[..., Page]


@pytest.fixture
def at(in_shop: InShop) -> Callable[[str, str], tuple[Page, Keyboard]]:
    """Somebody at a page, with a keyboard."""

    def sit_down(username: str, path: str) -> tuple[Page, Keyboard]:
        page = in_shop(username)
        page.goto(path)
        return page, Keyboard(page)

    return sit_down


At = Callable[[str, str], tuple[Page, Keyboard]]


def test_signing_in(browser: Browser, shop_address: str) -> None:
    page = browser.new_page(base_url=shop_address)
    page.goto("/sign-in")
    keys = Keyboard(page)
    page.keyboard.type("salma")
    keys.write(page.get_by_test_id("sign-in-password"), PASSWORD)
    keys.press("Enter")
    page.wait_for_url("**/")
    page.close()


def test_the_skip_link_leads_past_the_menu(at: At) -> None:
    page, keys = at("neema", "/")
    keys.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    keys.press("Enter", "Tab")

    expect(page.locator("#main :focus")).to_have_count(1)


def test_the_menu_manage_opens_and_leads_on(at: At) -> None:
    page, keys = at("rehema", "/")
    keys.activate(page.locator(".menu summary"))
    keys.activate(page.locator('.menu-list a[href="/company"]'))

    page.wait_for_url("**/company")


def test_filtering_and_keeping_the_list(at: At) -> None:
    page, keys = at("neema", "/")
    keys.activate(page.locator(".filters summary"))
    keys.choose(page.locator(".filter-form select[name=kind]"), "complaint")
    keys.activate(page.locator(".filter-foot button"))
    page.wait_for_url(re.compile("kind=complaint"))
    keys.write(page.locator("#filter-name"), "Malalamiko yote")
    keys.press("Enter")

    expect(page.locator(".kept", has_text="Malalamiko yote")).to_be_visible()


def test_searching_and_opening_what_was_found(shop: Shop, at: At) -> None:
    page, keys = at("neema", "/")
    keys.press("/")
    page.keyboard.type("mafuta")
    keys.press("Enter")
    page.wait_for_url(re.compile("q=mafuta"))
    keys.press("j", "Enter")

    page.wait_for_url(f"**/tickets/{shop.tickets['again']}")


def test_claiming(shop: Shop, at: At) -> None:
    page, keys = at("neema", f"/tickets/{shop.tickets['overdue']}")
    keys.press("c")
    expect(page.get_by_test_id("claim")).to_be_focused()
    keys.press("Enter")

    expect(page.get_by_test_id("claim")).to_have_count(0)


def test_changing_status_and_priority(shop: Shop, at: At) -> None:
    page, keys = at("daudi", f"/tickets/{shop.tickets['person']}")
    keys.activate(page.locator(".manage summary"))
    keys.choose(page.locator("#m-status"), "on_hold")
    keys.choose(page.locator("#m-priority"), "urgent")
    keys.activate(page.get_by_test_id("manage-save"))

    expect(page.locator("#case-state .status-on_hold")).to_be_visible()
    expect(page.locator("#case-state .priority-urgent")).to_be_visible()


def test_inserting_a_ready_reply_and_sending_it(shop: Shop, at: At) -> None:
    page, keys = at("neema", f"/tickets/{shop.tickets['photo']}")
    keys.choose(page.locator("#canned"), "sorry")
    keys.activate(page.get_by_test_id("canned-insert"))
    expect(page.get_by_test_id("reply-text")).to_be_focused()
    expect(page.get_by_test_id("reply-text")).to_have_value(re.compile("Hamisi"))
    keys.press("Control+Enter")

    expect(page.get_by_test_id("message").filter(has_text="usumbufu huu")).to_be_visible()


def test_running_a_macro(shop: Shop, at: At) -> None:
    page, keys = at("salma", f"/tickets/{shop.tickets['wholesale']}")
    keys.choose(page.locator("#macro"), "ask-photo")
    keys.activate(page.get_by_test_id("macro-run"))

    expect(page.locator("#case-state .status-pending_customer")).to_be_visible()


def test_merging(shop: Shop, at: At) -> None:
    page, keys = at("neema", f"/tickets/{shop.tickets['again']}")
    keys.activate(page.locator(".manage summary"))
    keys.choose(page.locator("#m-into"), shop.tickets["weevils"])
    keys.activate(page.get_by_test_id("merge"))

    page.wait_for_url(f"**/tickets/{shop.tickets['weevils']}")
    expect(page.get_by_test_id("message").filter(has_text=shop.tickets["again"])).to_be_visible()


def test_snoozing(shop: Shop, at: At) -> None:
    page, keys = at("neema", f"/tickets/{shop.tickets['late']}")
    keys.activate(page.locator(".manage summary"))
    keys.choose(page.locator("#m-nap"), "tomorrow")
    keys.activate(page.get_by_test_id("snooze"))
    keys.activate(page.locator(".manage summary"))

    expect(page.locator('button[value="wake"]')).to_be_visible()


def test_a_step_of_an_order(shop: Shop, at: At) -> None:
    page, keys = at("salma", f"/orders/{shop.orders['john']}")
    keys.activate(page.get_by_test_id("step-acknowledge"))

    expect(page.get_by_test_id("step-acknowledge")).to_have_count(0)


def test_a_change_of_stock(at: At) -> None:
    page, keys = at("juma", "/stock/salt")
    before = page.get_by_test_id("stock-there").inner_text()
    keys.choose(page.locator("#reason"), "receipt")
    keys.write(page.locator("#quantity"), "12")
    keys.activate(page.get_by_test_id("stock-save"))

    expect(page.get_by_test_id("stock-there")).not_to_have_text(before)


def test_inviting_somebody(at: At) -> None:
    page, keys = at("rehema", "/staff")
    keys.write(page.locator("#name"), "Halima Abdi")
    keys.write(page.locator("#username"), "halima")
    keys.choose(page.locator("#role"), "agent")
    keys.reach(page.locator('input[name=department][value="storage"]'))
    keys.press("Space")
    keys.activate(page.get_by_test_id("invite"))

    expect(page.get_by_test_id("link")).to_have_value(re.compile("/welcome/"))


def test_the_dialog_keeps_the_focus_and_gives_it_back(shop: Shop, at: At) -> None:
    page, keys = at("neema", "/")
    keys.press("j")
    row = page.locator(".row-link").first
    expect(row).to_be_focused()
    keys.press("?")
    for _ in range(6):
        keys.press("Tab")
        held = page.evaluate("document.activeElement.closest('dialog') !== null")
        assert held or page.evaluate("document.activeElement === document.body")
    keys.press("Escape")

    expect(page.locator("#keys")).to_be_hidden()
    expect(row).to_be_focused()
