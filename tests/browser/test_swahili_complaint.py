"""A Swahili complaint with a photo goes to staff, and the answer comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.people import PATIENCE, TICKET, Customer, Staff

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]
STORY = "Unga wa sembe nilioletewa jana una wadudu na harufu mbaya sana"
ANSWER = "Pole sana kwa usumbufu. Tutakuletea unga mpya leo jioni bila malipo."


def complain(customer: Customer, photo: Path) -> str:
    """Tell the whole story and get a reference."""
    customer.come_in_as("Asha")
    customer.write("Habari, nataka kulalamika")
    customer.write(STORY)
    customer.write("sina")
    customer.send_photo(photo)
    customer.press("Ndiyo")
    said = customer.expect_said(TICKET)
    found = TICKET.search(said)
    assert found is not None
    return found.group()


def test_it_carries_a_complaint_to_staff_and_the_answer_back(
    customer: Customer, staff: Staff, photo: Path
) -> None:
    """The customer never leaves the chat, staff never leave the console."""
    reference = complain(customer, photo)

    staff.open_ticket(reference)
    staff.expect_conversation(STORY)
    expect(staff.page.get_by_test_id("photo").first).to_be_visible(timeout=PATIENCE)
    assert staff.page.get_by_test_id("photo").first.evaluate("image => image.naturalWidth") == 320
    staff.claim()
    staff.reply(ANSWER)

    said = customer.expect_said(ANSWER)
    assert "Uzalishaji" in said

    staff.resolve()
    customer.expect_said("imekamilika")
