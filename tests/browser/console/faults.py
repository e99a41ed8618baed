"""What a page may have wrong: by axe-core, and wider than its window."""

from __future__ import annotations

import re
from collections.abc import Mapping

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from backoffice.access import RIGHT_OF
from helpdesk.domain.enums import Role
from helpdesk.domain.rights import may
from scripts.shop.stage import Shop

Fault = tuple[str, str]
NOT_PAGES = re.compile(
    r"^/(events|queue|notices/count|files/.*|.*\.csv|.*\.svg|.*/(receipt|messages|photo))$"
)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": TAGS, "resultTypes": ["violations"]}
"""Contrast is among them, and since WCAG 2.2 the size of what one taps (2.5.8)."""

SHAPES = {**RULES, "rules": {"color-contrast": {"enabled": False}}}
"""All but contrast, which takes longest and is the same for everybody at one size."""

AXE = Axe()


def pages(shop: Shop, role: Role) -> list[str]:
    """The address of every page that role may open, and some that hold more than others."""
    known = {
        "reference": shop.tickets["weevils"],
        "order": shop.orders["john"],
        "code": "maize-flour",
        "member": "4",
        "sheet": "areas",
        "contact": "1",
        "row": "0",
        "number": "1",
    }
    found = []
    for (path, methods), right in RIGHT_OF.items():
        filled = re.sub(r"\{(\w+)(:\w+)?\}", lambda gap: known.get(gap[1], "1"), path)
        if "GET" in methods and may(role, right) and not NOT_PAGES.match(filled):
            found.append(filled)
    return sorted({*found, *_fuller(shop, role)})


def _fuller(shop: Shop, role: Role) -> list[str]:
    """An order's ticket, undelivered replies, a long name, one that is done; empty lists."""
    if role is Role.TRAINER:
        return []
    orders = ["/orders?tab=all", "/orders?tab=cancelled", f"/orders/{shop.orders['fatuma']}"]
    tickets = [f"/tickets/{shop.tickets[key]}" for key in ("john", "late", "dealer", "thanks")]
    lists = ["/?tab=all&kind=complaint", "/?q=hakuna-kitu-kama-hiki"]
    return [*lists, *orders, *tickets]


def faults_of_shape(page: Page) -> list[Fault]:
    """The same without contrast."""
    return faults_on(page, SHAPES)


def faults_on(page: Page, rules: Mapping[str, object] = RULES) -> list[Fault]:
    """What axe-core finds, and whether the page is wider than its window."""
    violations = AXE.run(page, options=rules).response["violations"]
    found = [(each["id"], each["nodes"][0]["html"][:160]) for each in violations]
    return [*found, *too_wide(page)]


def too_wide(page: Page) -> list[Fault]:
    """One fault, if the page must be scrolled sideways."""
    wide, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return [("scrolls sideways", f"{wide} of {window}")] if wide > window else []
