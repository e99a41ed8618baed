"""What is brought up in the middle of something else is noted, and offered afterwards."""

from __future__ import annotations

import pytest

from tests.unit.actions.conftest import Chat

SUGAR = [{"product": "sugar", "name": "Sukari", "quantity": "2", "unit": "kg"}]
STORY = "unga mlioleta jana ulikuwa na wadudu"


async def test_it_notes_a_complaint_in_the_middle_of_an_order(chat: Chat) -> None:
    chat.form = "order_form"

    answer = await chat.run("action_note_need", STORY, intent="complain_quality")

    assert answer.responses == ["utter_complaint_noted"]
    assert answer.slots == {
        "second_need": "complaint",
        "complaint_story": STORY,
        "complaint_kind": "quality",
    }


async def test_it_adds_to_a_complaint_that_was_noted_before(chat: Chat) -> None:
    chat.form = "order_form"
    await chat.run("action_note_need", STORY, intent="complain_quality")

    answer = await chat.run("action_note_need", "na mlichelewa siku mbili", intent="complain_late")

    assert answer.slots["complaint_story"] == f"{STORY}\nna mlichelewa siku mbili"


async def test_it_notes_an_order_in_the_middle_of_a_complaint(chat: Chat) -> None:
    chat.form = "complaint_form"

    answer = await chat.run("action_note_need", "pia nataka sukari kilo 2", intent="place_order")

    assert answer.responses == ["utter_order_noted"]
    assert (answer.slots["second_need"], answer.slots["order_lines"]) == ("order", SUGAR)


@pytest.mark.parametrize("noted", ["order", "complaint"])
async def test_what_was_under_way_waits_when_the_other_comes_first(chat: Chat, noted: str) -> None:
    answer = await chat.run("action_switch_need", new={"second_need": noted})

    assert {noted, answer.slots["second_need"]} == {"order", "complaint"}


async def test_it_offers_what_was_noted_in_the_customers_words(chat: Chat) -> None:
    answer = await chat.run(
        "action_offer_need", new={"second_need": "complaint", "complaint_story": STORY}
    )

    assert answer.said[0]["words"] == STORY
    assert answer.slots == {"offer": "complaint", "second_need": None}


async def test_it_offers_the_goods_that_were_noted(chat: Chat) -> None:
    answer = await chat.run(
        "action_offer_need", new={"second_need": "order", "order_lines": SUGAR}
    )

    assert (answer.responses, answer.said[0]["words"]) == (
        ["utter_order_offered"],
        "Sukari kilo 2",
    )


async def test_it_offers_a_wish_without_words(chat: Chat) -> None:
    answer = await chat.run("action_offer_need", new={"second_need": "order"})

    assert answer.responses == ["utter_order_offered_bare"]


async def test_it_offers_nothing_where_nothing_was_noted(chat: Chat) -> None:
    answer = await chat.run("action_offer_need")

    assert (answer.said, answer.events) == ([], [])


async def test_a_no_forgets_what_was_offered(chat: Chat) -> None:
    answer = await chat.run("action_drop_need", new={"offer": "order", "order_lines": SUGAR})

    assert answer.responses == ["utter_stopped"]
    assert (answer.slots["offer"], answer.slots["order_lines"]) == ("none", None)


async def test_a_long_story_is_said_back_shortened(chat: Chat) -> None:
    answer = await chat.run(
        "action_offer_need", new={"second_need": "complaint", "complaint_story": "neno " * 200}
    )

    assert len(answer.said[0]["words"]) <= 121
