"""The action server stops in the middle of a complaint: an apology, no lie, and one case."""

from __future__ import annotations

import pytest

from tests.road import FATUMA, GRACE, TICKET, Chatter, Clerk
from tests.street import Street

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]
APOLOGY_SECONDS = 5.0

TALKS = {
    "sw": (
        FATUMA,
        ["nataka kulalamika", "Sukari niliyopewa ina mawe", "sina", "sina picha"],
    ),
    "en": (GRACE, ["I want to complain", "The sugar I got is full of stones", "none", "no photo"]),
}
YES = {"sw": "ndiyo", "en": "yes"}
SORRY = {"sw": "Samahani", "en": "Sorry"}


@pytest.mark.parametrize("language", ["sw", "en"])
def test_it_apologises_and_keeps_the_case_once(street: Street, language: str) -> None:
    """Stock Rasa says "your case was created" here (measured 4 of 4)."""
    chat, talk = TALKS[language]
    customer = Chatter(street.playground, chat)
    for text in talk:
        customer.write(text)

    street.control("stop", "actions")
    customer.post("text", {"text": YES[language]})
    apology = customer.answer(within=APOLOGY_SECONDS)
    street.control("start", "actions")
    success = customer.answer()

    assert SORRY[language] in apology
    assert TICKET.search(apology) is None
    assert len(TICKET.findall(success)) == 1
    assert count_of(street, talk[1]) == 1


def count_of(street: Street, story: str) -> int:
    """How many tickets in the queue tell that story."""
    clerk = Clerk(street.console)
    clerk.sign_in()
    rows = clerk.queue().split('data-testid="ticket-row"')[1:]
    return sum(story in row for row in rows)
