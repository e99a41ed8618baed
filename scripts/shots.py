"""Which pictures the guide needs: of which page, by whom, how large, and what is done before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

DESKTOP, LAPTOP, PHONE = (1280, 860), (1280, 720), (390, 780)


@dataclass(frozen=True)
class Shot:
    """One picture. `path` may name a ticket by `{key}`, an order by `{order_key}`.

    `by` is a user name, or nobody before signing in; `part` is a selector.
    """

    name: str
    by: str
    path: str
    size: tuple[int, int] = DESKTOP
    part: str = ""
    before: Callable[[Page], None] | None = None


def open_change(page: Page) -> None:
    """Unfold "Change ticket"."""
    page.locator("details.manage > summary").click()


def open_filters(page: Page) -> None:
    """Unfold the filters."""
    page.locator("details.filters > summary").click()


def insert_ready_reply(page: Page) -> None:
    """Choose a ready reply and insert it."""
    page.locator("#canned").select_option("sorry")
    page.get_by_test_id("canned-insert").click()


def show_keys(page: Page) -> None:
    """Ask for the keyboard shortcuts."""
    page.keyboard.press("?")


def answer_in_english(page: Page) -> None:
    """Answer a Swahili customer in English, and be warned."""
    page.get_by_test_id("reply-text").fill(
        "We are very sorry, we will bring you another bottle this afternoon"
    )
    page.get_by_test_id("reply-send").click()
    page.locator("#problem").wait_for()


def to_composer(page: Page) -> None:
    """Scroll to where one writes."""
    page.locator(".composer").scroll_into_view_if_needed()


SHOTS = (
    Shot("welcome", "", "/welcome/{invitation}", (640, 700)),
    Shot("work-list", "neema", "/"),
    Shot("filters", "brian", "/", part=".list-tools", before=open_filters),
    Shot("ticket", "neema", "/tickets/{weevils}", (1280, 900)),
    Shot("conversation", "neema", "/tickets/{weevils}", (1280, 1900), ".pane"),
    Shot("composer", "neema", "/tickets/{again}", part=".composer", before=insert_ready_reply),
    Shot("change", "neema", "/tickets/{again}", (1280, 1300), ".side > .card", open_change),
    Shot("deliveries", "neema", "/tickets/{late}", (1280, 1100), ".pane"),
    Shot("two-at-once", "neema", "/tickets/{photo}", part=".case-head"),
    Shot("orders", "daudi", "/orders?tab=all", LAPTOP),
    Shot("order-sales", "salma", "/orders/{order_john}"),
    Shot("order-accounting", "grace", "/orders/{order_fatuma}", LAPTOP),
    Shot("order-storage", "juma", "/orders/{order_mwangi}", LAPTOP),
    Shot("stock", "juma", "/stock/maize-flour", (1280, 900)),
    Shot("notices", "neema", "/notices", (1280, 900)),
    Shot("my-page", "neema", "/me", LAPTOP),
    Shot("keys", "neema", "/", LAPTOP, "#keys", show_keys),
    Shot("phone-list", "neema", "/", PHONE),
    Shot("phone-ticket", "neema", "/tickets/{weevils}", PHONE),
    Shot("phone-composer", "neema", "/tickets/{again}", PHONE, before=to_composer),
    Shot("reports", "daudi", "/reports?days=21", (1280, 1000)),
    Shot("replies", "daudi", "/replies", LAPTOP),
    Shot("staff", "rehema", "/staff", LAPTOP),
    Shot("company", "rehema", "/company", LAPTOP),
    Shot("data", "rehema", "/data", LAPTOP),
    Shot("audit", "amina", "/audit", LAPTOP),
    Shot("warning", "neema", "/tickets/{again}", part=".case-main", before=answer_in_english),
)
"""In the order they are taken; the last leaves a draft behind."""
