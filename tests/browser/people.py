"""What a customer and a staff member do in their browsers, in their words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.street import ADMIN, PASSWORD

TICKET = re.compile(r"T-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{5}")
ORDER = re.compile(r"P-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{5}")
PATIENCE = 20_000


@dataclass
class Customer:
    """A person at the playground's chat page."""

    page: Page
    address: str

    def come_in_as(self, name: str) -> None:
        """Open the page and choose who to be."""
        self.page.goto(self.address)
        self.page.locator('[data-testid^="customer-"]', has_text=name).first.click()

    def write(self, text: str) -> None:
        """Type and send; return once the bot has answered."""
        before = self.bot_bubbles().count()
        self.page.get_by_test_id("compose").fill(text)
        self.page.get_by_test_id("send").click()
        self.await_answer(before)

    def press(self, title: str) -> None:
        """Tap the newest inline button of that title; return once the bot has answered."""
        before = self.bot_bubbles().count()
        self.page.get_by_test_id("inline-button").filter(has_text=title).last.click()
        self.await_answer(before)

    def send_photo(self, photo: Path) -> None:
        """Attach a photo and send it."""
        before = self.bot_bubbles().count()
        self.page.get_by_test_id("attach-photo").set_input_files(photo)
        self.page.get_by_test_id("send").click()
        self.await_answer(before)

    def bot_bubbles(self) -> Locator:
        """All that the bot has said."""
        return self.page.locator('[data-testid="message"][data-author="bot"]')

    def await_answer(self, before: int) -> None:
        """Wait for one bubble more than before."""
        expect(self.bot_bubbles().nth(before)).to_be_visible(timeout=PATIENCE)

    def expect_said(self, text: str | re.Pattern[str]) -> str:
        """Wait until the bot says it; the whole bubble."""
        bubble = self.bot_bubbles().filter(has_text=text).last
        expect(bubble).to_be_visible(timeout=PATIENCE)
        return bubble.inner_text()


@dataclass
class Staff:
    """A person at the console."""

    page: Page
    address: str

    def sign_in(self) -> None:
        """Come in by the front door."""
        self.page.goto(self.address)
        self.page.get_by_test_id("sign-in-user").fill(ADMIN)
        self.page.get_by_test_id("sign-in-password").fill(PASSWORD)
        self.page.get_by_test_id("sign-in-submit").click()

    def open_ticket(self, reference: str) -> None:
        """Find the ticket in the queue and open it."""
        self.page.goto(self.address)
        row = self.page.locator(f'[data-testid="ticket-row"][data-reference="{reference}"]')
        row.get_by_role("link").first.click()

    def claim(self) -> None:
        """Take the ticket."""
        self.page.get_by_test_id("claim").click()

    def reply(self, text: str) -> None:
        """Answer the customer."""
        self.page.get_by_test_id("reply-text").fill(text)
        self.page.get_by_test_id("reply-send").click()

    def resolve(self) -> None:
        """Finish the ticket."""
        self.page.get_by_test_id("resolve").click()

    def expect_conversation(self, text: str) -> None:
        """See that text in the conversation."""
        said = self.page.get_by_test_id("message").filter(has_text=text).first
        expect(said).to_be_visible(timeout=PATIENCE)
