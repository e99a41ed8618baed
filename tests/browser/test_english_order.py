"""An English order of two products, confirmed by button and by word, reaches sales."""

from __future__ import annotations

import pytest

from tests.browser.people import ORDER, Customer, Staff

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


def order(customer: Customer, name: str) -> None:
    """Ask for two products and answer every question, up to the last."""
    customer.come_in_as(name)
    customer.write("Hello, I want to order 2 kg of sugar and 3 kg of rice")
    customer.write("Kariakoo, Msimbazi Street, house 12")
    customer.write("0754 123 456")
    customer.write("cash on delivery")


def placed(customer: Customer) -> str:
    """The order's reference, once the bot has said it."""
    found = ORDER.search(customer.expect_said(ORDER))
    assert found is not None
    return found.group()


def find_and_answer(staff: Staff, reference: str) -> None:
    """Sales find the order in the queue by its lines, and answer."""
    staff.page.goto(staff.address)
    row = staff.page.get_by_test_id("ticket-row").filter(has_text="John").first
    staff.open_ticket(str(row.get_attribute("data-reference")))
    staff.expect_conversation(reference)
    staff.claim()
    staff.reply("Your order is packed and leaves within the hour.")


def test_it_takes_an_order_confirmed_by_button(customer: Customer, staff: Staff) -> None:
    """The whole road in English, with a tap at the end."""
    order(customer, "John")
    customer.press("Yes")
    reference = placed(customer)

    find_and_answer(staff, reference)

    said = customer.expect_said("leaves within the hour")
    assert "Sales" in said
    staff.resolve()
    customer.expect_said("is resolved")


def test_it_takes_an_order_confirmed_by_typing_yes(customer: Customer) -> None:
    """Buttons die after a while; words always work."""
    order(customer, "John")
    customer.write("yes")

    assert placed(customer)
