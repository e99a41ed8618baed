"""Buttons pressed twice, late, and after the draft has changed: each order exactly once."""

from __future__ import annotations

import pytest

from tests.conversations.house import House
from tests.conversations.talk import Talk
from tests.matrix import full

pytestmark = pytest.mark.timeout(400)

TAPS = 10
"""On each draft."""


def draft(talk: Talk, goods: str = "sukari kilo 1") -> dict[str, str]:
    """Write an order up to its summary; the button that would place it."""
    talk.say(goods)
    talk.say("Sinza kwa Remmy")
    talk.say("0712345678")
    talk.say("taslimu")
    assert "Niagize" in talk.heard, str(talk)
    return next(button for button in talk.buttons if "agiza" in button["title"])


@pytest.mark.parametrize("drafts", [5, full(50)])
def test_ten_taps_on_each_draft_are_one_order_each(house: House, drafts: int) -> None:
    placed = 0
    for number in range(drafts):
        talk = Talk(house)
        yes = draft(talk)
        # Half of them at once, as a finger that slips; half after the answer.
        updates = [talk.pressing(yes) for _ in range(TAPS // 2)]
        house.receive(*updates)
        for _ in range(TAPS // 2):
            talk.tap(yes)
        placed += talk.counts()["orders"]
        assert talk.counts()["orders"] == 1, f"draft {number}\n{talk}"
    assert placed == drafts


def test_an_old_button_never_acts_on_a_new_draft(house: House) -> None:
    talk = Talk(house)
    old = draft(talk)
    talk.say("acha")
    draft(talk, "mchele kilo 5")

    talk.tap(old)
    assert talk.counts()["orders"] == 0, str(talk)

    talk.press("agiza")
    assert (talk.counts()["orders"], talk.counts()["total"]) == (1, 14000)


def test_an_old_button_never_acts_on_a_changed_draft(house: House) -> None:
    talk = Talk(house)
    old = draft(talk)
    talk.say("ongeza mchele kilo 5")

    talk.tap(old)

    assert talk.counts()["orders"] == 0, str(talk)


def test_nobody_presses_anothers_button(house: House) -> None:
    yes = draft(Talk(house))
    other = Talk(house)
    draft(other)

    other.tap(yes)

    assert other.counts()["orders"] == 0


@pytest.mark.parametrize(
    "data", ["", "b:", "b:0000000000000000", "/affirm", "b:" + "x" * 60, "💥"]
)
def test_an_invented_button_does_nothing(house: House, data: str) -> None:
    talk = Talk(house)
    draft(talk)

    talk.tap({"title": "?", "data": data})

    assert talk.counts()["orders"] == 0
