"""Takes the pictures of the guide for staff: `.venv/bin/python -m scripts.console_pictures`.

A throw-away shop is filled, its console served on a free port, and each page photographed with
Chromium, in both languages, into docs/pictures/console/. Given names, it takes only those.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, sync_playwright

from backoffice.app import create_app
from helpdesk.domain.enums import DraftKind, Language
from helpdesk.domain.form import Form
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket
from helpdesk.services import drafts, invites, presence
from scripts.shop.fill import PASSWORD, ROOT, opened
from scripts.shop.serving import serving
from scripts.shop.stage import NOW, Shop
from scripts.shots import SHOTS, Shot

WHERE = ROOT / "docs" / "pictures" / "console"
COLOURS = 100
"""Twice so many are in a picture."""
CORNERS = 24
"""So many pixels may differ from one run to the next."""

FLAGS = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"]


def main(names: Sequence[str]) -> None:
    """Take those pictures, or all, and say how large they are."""
    wanted = [shot for shot in SHOTS if not names or shot.name in names]
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None or not wanted:
        sys.exit("Chromium is not installed, or there is no picture of that name.")
    with (
        tempfile.TemporaryDirectory() as folder,
        opened(Path(folder)) as shop,
        serving(create_app(shop.settings, shop.database, shop.clock)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        sizes = [
            size
            for language in Language
            for size in Photographer(browser, address, shop, language).take(wanted)
        ]
        browser.close()
    print(f"{len(sizes)} pictures, {sum(sizes) / 1e6:.2f} MB, in {WHERE.relative_to(ROOT)}")


class Photographer:
    """Goes through the console in one language, with a window for each person."""

    def __init__(self, browser: Browser, address: str, shop: Shop, language: Language) -> None:
        self.browser, self.address = browser, address
        self.shop, self.language = shop, language
        self.windows: dict[str, Page] = {}
        self.places = {
            **shop.tickets,
            **{f"order_{key}": reference for key, reference in shop.orders.items()},
            "invitation": prepared(shop, language),
        }

    def take(self, shots: Sequence[Shot]) -> list[int]:
        """Take them all; gives the sizes of the files in bytes."""
        sizes = [self._one(shot) for shot in shots]
        for page in self.windows.values():
            page.context.close()
        return sizes

    def _one(self, shot: Shot) -> int:
        page = self.windows.get(shot.by) or self._window(shot.by)
        page.set_viewport_size({"width": shot.size[0], "height": shot.size[1]})
        page.goto(shot.path.format_map(self.places))
        page.wait_for_function("document.fonts.ready.then(() => true)")
        if shot.before is not None:
            shot.before(page)
        page.wait_for_timeout(500)  # the bell is counted a moment after the page is there
        area = page.locator(shot.part).first if shot.part else page
        taken = area.screenshot(animations="disabled")
        place = WHERE / self.language / f"{shot.name}.png"
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = small(taken)
        if not (place.exists() and is_same(place.read_bytes(), fresh)):
            place.write_bytes(fresh)
        return place.stat().st_size

    def _window(self, by: str) -> Page:
        context = self.browser.new_context(
            base_url=self.address,
            locale="en-GB" if self.language is Language.EN else "sw",
            timezone_id="Africa/Dar_es_Salaam",
            reduced_motion="reduce",
        )
        page = context.new_page()
        if by:
            page.goto("/sign-in")
            page.get_by_test_id("sign-in-user").fill(by)
            page.get_by_test_id("sign-in-password").fill(PASSWORD)
            page.get_by_test_id("sign-in-submit").click()
            page.wait_for_url("**/")
        self.windows[by] = page
        return page


def prepared(shop: Shop, language: Language) -> str:
    """Everybody reads that language; a colleague types beside; the word of a fresh invitation."""
    with shop.database.begin() as session:
        people = {each.username: each for each in session.query(StaffMember)}
        for member in people.values():
            member.language = language
        tickets = {each.reference: each for each in session.query(Ticket)}
        beside = tickets[shop.tickets["photo"]]
        presence.seen(session, beside, people["brian"], replying=True, now=NOW)
        drafts.drop(session, tickets[shop.tickets["again"]], people["neema"], DraftKind.REPLY)
        for invite in invites.open_ones(session, now=NOW):
            invites.withdraw(session, people["rehema"], invite.id or 0, now=NOW)
        typed = {"username": "halima", "name": "Halima Abdi", "role": "agent"}
        form = Form({**typed, "language": str(language)}, {"department": ["storage"]})
        return invites.make(session, people["rehema"], form, departments=["storage"], now=NOW)


def is_same(before: bytes, after: bytes) -> bool:
    """Whether it is the same picture, but for a few pixels at round corners: browsers vary."""
    one, other = (Image.open(io.BytesIO(each)).convert("RGB") for each in (before, after))
    if one.size != other.size:
        return False
    unlike = ImageChops.difference(one, other).convert("L").point(lambda much: 255 * (much > 0))
    return unlike.histogram()[255] < CORNERS


def small(picture: bytes) -> bytes:
    """The same picture in few colours: those there is most of, and some from all the others."""
    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    counted = whole.getcolors(whole.width * whole.height) or []
    most: list[Any] = [colour for _, colour in sorted(counted, reverse=True)[:COLOURS]]
    rest = whole.quantize(COLOURS, Image.Quantize.MAXCOVERAGE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([*chain.from_iterable(most), *rest][: 2 * COLOURS * 3])
    out = io.BytesIO()
    whole.quantize(palette=palette, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])
