"""Who left a form half-way finds it again, and is asked whether to go on."""

from __future__ import annotations

from typing import Any

from tests.unit.actions.conftest import Chat

LINES = [{"product": "sugar", "name": "Sukari", "quantity": "1", "unit": "kg"}]
LEFT = {"order_lines": LINES, "requested_slot": "order_place"}
BACK = {**LEFT, "returned": True}
PLACE = "action_ask_order_form_order_place"


async def test_a_new_session_is_empty_for_who_left_nothing(chat: Chat) -> None:
    answer = await chat.run("action_session_start", new={"order_phone": "+255712345678"})

    assert [event["event"] for event in answer.events] == ["session_started", "action"]


async def test_a_form_goes_on_where_it_was_left(chat: Chat) -> None:
    chat.form = "order_form"

    answer = await chat.run("action_session_start", new={**LEFT, "second_need": "complaint"})

    assert answer.events[1] == {"event": "active_loop", "timestamp": None, "name": "order_form"}
    assert answer.slots == {**BACK, "second_need": "complaint"}


async def test_a_form_that_held_nothing_yet_is_left(chat: Chat) -> None:
    chat.form = "order_form"

    answer = await chat.run("action_session_start", new={"requested_slot": "order_lines"})

    assert answer.slots == {}


async def test_who_says_something_else_is_offered_to_go_on(chat: Chat) -> None:
    chat.form = "order_form"

    answer = await chat.run(PLACE, "habari", intent="greet", new=dict(BACK))

    assert (answer.responses, answer.said[0]["words"]) == (["utter_order_left"], "Sukari kilo 1")
    assert {"event": "active_loop", "timestamp": None, "name": None} in answer.events
    assert (answer.slots["offer"], answer.slots["returned"]) == ("order", False)


async def test_a_complaint_is_offered_by_its_words(chat: Chat) -> None:
    chat.form = "complaint_form"
    left = {"complaint_story": "unga mbovu", "requested_slot": "complaint_photo", "returned": True}

    answer = await chat.run("action_ask_complaint_form_complaint_photo", "habari", new=dict(left))

    assert (answer.responses, answer.said[0]["words"]) == (["utter_complaint_left"], "unga mbovu")


async def test_who_answers_simply_goes_on(chat: Chat) -> None:
    chat.form = "order_form"

    answer = await chat.run("validate_order_form", "Sinza karibu na kanisa", new=dict(BACK))

    assert answer.slots["returned"] is False


async def test_a_yes_to_a_summary_of_yesterday_is_asked_for_once_more(chat: Chat) -> None:
    chat.form = "order_form"
    at_the_end: dict[str, Any] = {"requested_slot": "order_confirm", "returned": True}

    answer = await chat.run(
        "validate_order_form", "ndiyo", intent="affirm", new={**at_the_end, "order_confirm": True}
    )

    assert answer.responses == ["utter_still_so"]
    assert (answer.slots["order_confirm"], answer.slots["returned"]) == (None, False)
