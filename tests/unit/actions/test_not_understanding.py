"""What is said when nothing was understood, and when a customer loses heart."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from actions.office import Office
from actions.readings import label
from helpdesk.domain.contact import Conversation
from helpdesk.domain.enums import Owner
from tests.unit.actions.conftest import Chat

COUNT = "misunderstandings"


async def ask_back(chat: Chat, *names: str) -> dict[str, Any]:
    """What the action says to a message that may have meant these, from Rasa's own call."""
    ranking = [{"name": name, "confidence": 0.3} for name in names]
    latest = {"text": "qwerty", "intent": {}, "intent_ranking": ranking}
    tracker = {"sender_id": chat.sender, "slots": chat.slots, "latest_message": latest}
    call: Any = {"next_action": "action_not_understood", "tracker": {**tracker, "events": []}}
    result: Any = await chat.executor.run({**call, "domain": {}})
    return dict(result["responses"][0])


async def test_it_asks_back_then_offers_a_person_then_calls_one(chat: Chat) -> None:
    said = [(await chat.run("action_not_understood", "qwerty")).responses for _ in range(3)]
    assert said[:2] == [["utter_not_understood"], ["utter_not_understood_again"]]
    assert said[2][0] == "utter_giving_up"
    assert said[2][1].startswith("utter_handed_over")


async def test_it_offers_readings_by_name_in_the_customers_language(chat: Chat) -> None:
    said = await ask_back(chat, "nlu_fallback", "ask_price", "track_order")
    assert said["response"] == "utter_did_you_mean"
    assert [button["title"] for button in said["buttons"]] == [
        "Kujua bei",
        "Kujua oda yangu iko wapi",
        "Kitu kingine",
    ]


async def test_it_offers_what_there_is_when_it_has_no_idea(chat: Chat) -> None:
    assert (await ask_back(chat, "nlu_fallback"))["response"] == "utter_not_understood"


async def test_it_gives_the_chat_to_the_queue_and_leaves_the_form(
    chat: Chat, here: Office
) -> None:
    chat.form, chat.slots[COUNT] = "complaint_form", "twice"
    answer = await chat.run("action_not_understood", "qwerty", new={"complaint_story": "mbovu"})
    assert {"event": "active_loop", "timestamp": None, "name": None} in answer.events
    assert (answer.slots["complaint_story"], answer.slots["requested_slot"]) == (None, None)
    with here.database.reading() as session:
        assert session.execute(select(Conversation)).scalar_one().owner is Owner.QUEUE


async def test_it_counts_anew_after_a_person_was_called_or_declined(chat: Chat) -> None:
    chat.slots[COUNT] = "offered"
    assert (await chat.run("action_decline_person", "hapana")).responses == ["utter_help"]
    assert chat.slots[COUNT] == "none"
    chat.slots[COUNT] = "offered"
    await chat.run("action_hand_over", "ndiyo", intent="affirm")
    assert chat.slots[COUNT] is None


@pytest.mark.parametrize(
    ("before", "first"),
    [
        ("none", "utter_despair"),
        ("once", "utter_despair_again"),
        ("twice", "utter_despair_again"),
        ("offered", "utter_despair_again"),
    ],
)
async def test_it_calls_a_person_for_who_loses_heart_a_second_time(
    chat: Chat, before: str, first: str
) -> None:
    chat.slots[COUNT] = before
    answer = await chat.run("action_despair", "nimechoka", intent="despair")
    assert answer.responses[0] == first
    assert len(answer.responses) == (1 if before == "none" else 2)


@pytest.mark.parametrize("action", ["action_not_understood", "action_despair"])
@pytest.mark.parametrize(("form", "after"), [(None, "offered"), ("order_form", "twice")])
async def test_a_yes_inside_a_form_never_means_the_person(
    chat: Chat, action: str, form: str | None, after: str
) -> None:
    chat.form, chat.slots[COUNT] = form, "none" if action == "action_despair" else "once"
    assert (await chat.run(action, "qwerty")).slots[COUNT] == after


async def test_it_takes_the_unclear_words_for_the_story_when_the_reading_was_right(
    chat: Chat,
) -> None:
    words = "mzigo wangu mbona kimya jamani"
    await chat.run("action_not_understood", words, intent="nlu_fallback")
    pressed = label("complain_late", "sw")
    chat.form = "complaint_form"
    told = {"complaint_story": pressed}
    answer = await chat.run("validate_complaint_form", pressed, intent="complain_late", new=told)
    assert answer.slots == {"complaint_story": words, "complaint_kind": "late"}
