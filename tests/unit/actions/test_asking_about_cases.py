"""How a case stands: one's own, and nobody else's."""

from __future__ import annotations

import pytest

from actions.office import Office
from tests.unit.actions.conftest import Chat

STATUS = "action_case_status"


async def complain(chat: Chat) -> str:
    story = {"complaint_story": "unga mbovu kabisa"}
    answer = await chat.run("action_open_complaint", new=story)
    return str(answer.said[0]["reference"])


async def test_it_lists_all_cases_in_the_customers_language(chat: Chat) -> None:
    reference = await complain(chat)
    answer = await chat.run(STATUS, "kesi zangu zimefikia wapi", intent="case_status")
    assert (
        answer.said[0]["cases"] == f"• {reference} — Malalamiko: limepokelewa «unga mbovu kabisa»"
    )
    chat.slots["language"] = "en"
    answer = await chat.run(STATUS, "my cases", intent="case_status")
    assert answer.said[0]["cases"] == f"• {reference} — Complaint: received «unga mbovu kabisa»"


async def test_it_says_that_there_is_none(chat: Chat) -> None:
    assert (await chat.run(STATUS, "oda yangu")).responses == ["utter_case_none"]


async def test_it_finds_the_reference_in_the_words(chat: Chat) -> None:
    reference = await complain(chat)
    spoken = reference.lower().replace("-", " ")
    answer = await chat.run(STATUS, f"je {spoken} imefikia wapi?", intent="case_status")
    assert answer.said[0] == answer.said[0] | {
        "response": "utter_case_one",
        "reference": reference,
        "status": "limepokelewa",
    }


async def test_it_knows_orders_by_their_own_reference(chat: Chat) -> None:
    placed = await chat.run(
        "action_place_order",
        new={
            "order_lines": [{"product": "sugar", "quantity": "1"}],
            "order_place": "Sinza",
            "order_phone": "+255712345678",
        },
    )
    reference = placed.said[0]["reference"]
    answer = await chat.run(STATUS, reference)
    assert (answer.said[0]["reference"], answer.said[0]["status"]) == (reference, "imepokelewa")
    assert (await chat.run(STATUS)).said[0][
        "cases"
    ] == f"• {reference} — Oda: imepokelewa «Sukari kilo 1»"


async def test_it_answers_the_same_for_anothers_case_and_for_none(chat: Chat, other: Chat) -> None:
    foreign = await chat.run(STATUS, await complain(other))
    missing = await chat.run(STATUS, "T-2222-22222")
    assert foreign.responses == ["utter_case_unknown"]
    assert foreign.said == missing.said


async def test_it_stops_looking_after_five_wrong_references(chat: Chat, here: Office) -> None:
    reference = await complain(chat)
    for _ in range(5):
        await chat.run(STATUS, "T-2222-22222")
    assert (await chat.run(STATUS, reference)).responses == ["utter_case_unknown"]


async def test_it_forgets_the_reference_it_was_asked_for(chat: Chat) -> None:
    answer = await chat.run(STATUS, new={"case_reference": "T-2222-22222"})
    assert (answer.responses, answer.slots["case_reference"]) == (["utter_case_unknown"], None)


@pytest.mark.parametrize(
    ("text", "responses", "events"),
    [
        ("sukari kilo mbili", [], ["followup"]),
        ("T-2222-22222", ["utter_case_unknown"], ["slot"]),
        ("mimi ni Neema", ["utter_nothing_asked"], []),
    ],
)
async def test_it_sees_where_an_answer_without_a_question_belongs(
    chat: Chat, text: str, responses: list[str], events: list[str]
) -> None:
    answer = await chat.run("action_route_answer", text)
    assert answer.responses == responses
    assert [event["event"] for event in answer.events] == events
