"""Taking goods out of an order that is being written, and correcting what was said before."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.actions.conftest import Answer, Chat

FORM = "validate_order_form"


@pytest.fixture
async def form(chat: Chat) -> Chat:
    chat.form = "order_form"
    chat.slots["requested_slot"] = "order_lines"
    await chat.run(FORM, "unga wa sembe kilo 2 na mafuta lita 3", intent="place_order")
    chat.slots["requested_slot"] = "order_place"
    return chat


def lines(chat: Chat) -> dict[str, str]:
    found: Any = chat.slots["order_lines"] or []
    return {line["product"]: line["quantity"] for line in found}


async def say(form: Chat, text: str, intent: str, asked: str = "order_place") -> Answer:
    form.slots["requested_slot"] = asked
    return await form.run(FORM, text, intent=intent)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("toa mafuta", "change_order"),
        ("futa mafuta", "cancel_order"),
        ("sitaki mafuta tena", "deny"),
        ("remove the oil please", "change_order"),
        ("without oil", "inform"),
    ],
)
async def test_it_takes_out_what_is_no_longer_wanted(form: Chat, text: str, intent: str) -> None:
    await say(form, text, intent)

    assert lines(form) == {"maize-flour": "2"}


@pytest.mark.parametrize(
    "text", ["hapana, kilo tatu si mbili", "no, 3 kg not 2", "si kilo mbili, kilo tatu"]
)
async def test_a_corrected_amount_is_of_what_comes_in_that_unit(form: Chat, text: str) -> None:
    await say(form, text, "deny")

    assert lines(form) == {"maize-flour": "3", "cooking-oil": "3"}


async def test_one_thing_instead_of_another_leaves_only_the_one(form: Chat) -> None:
    await say(form, "badilisha unga wa sembe uwe kilo 5", "change_order", "order_confirm")

    assert lines(form)["maize-flour"] == "5"


async def test_an_empty_basket_is_said_and_goods_are_asked_for(form: Chat) -> None:
    await say(form, "toa mafuta", "change_order")

    answer = await say(form, "toa unga wa sembe", "change_order")

    assert answer.responses == ["utter_basket_empty"]
    assert answer.slots["order_lines"] is None


async def test_a_place_is_not_taken_for_a_correction(form: Chat) -> None:
    await say(form, "Sinza kijiweni nyumba namba 3", "inform")

    assert lines(form) == {"maize-flour": "2", "cooking-oil": "3"}


async def test_another_place_replaces_the_first_and_its_fee(form: Chat) -> None:
    form.slots.update(order_place="Sinza", order_area="sinza", order_phone="+255712345678")

    await say(form, "niletee Tegeta badala ya Sinza", "change_order", "order_confirm")

    assert (form.slots["order_place"], form.slots["order_area"]) == ("Tegeta", "tegeta")


async def test_another_way_of_paying_replaces_the_first(form: Chat) -> None:
    form.slots.update(order_payment="mpesa")

    await say(form, "nitalipa kwa taslimu", "ask_payment_methods", "order_confirm")

    assert form.slots["order_payment"] == "cash"


async def test_the_basket_is_shown_when_it_has_just_changed(form: Chat) -> None:
    asked = await form.run("action_ask_order_form_order_place", new=dict(form.slots))

    assert "Jumla: TSh 20,100" in asked.said[0]["basket"]


async def test_the_number_we_know_is_offered_and_a_yes_takes_it(chat: Chat) -> None:
    await chat.run("action_place_order", new=PLACED)
    chat.form = "order_form"

    asked = await chat.run("action_ask_order_form_order_phone")
    await say(chat, "ndiyo hiyo hiyo", "affirm", "order_phone")

    assert asked.responses == ["utter_ask_order_phone_known"]
    assert chat.slots["order_phone"] == "+255712345678"


PLACED = {
    "order_lines": [{"product": "sugar", "quantity": "1"}],
    "order_place": "Sinza",
    "order_area": "sinza",
    "order_phone": "+255712345678",
    "order_payment": "mpesa",
}


async def test_the_last_order_fills_the_form(chat: Chat) -> None:
    await chat.run("action_place_order", new=dict(PLACED))

    answer = await chat.run("action_reorder", "kama mara iliyopita", intent="reorder")

    sugar = {"product": "sugar", "name": "Sukari", "quantity": "1", "unit": "kg"}
    assert answer.slots == {**PLACED, "order_lines": [sugar]}
    checked = await chat.run(FORM, "kama mara iliyopita", intent="reorder", new=dict(answer.slots))
    assert checked.said == []


async def test_who_has_ordered_nothing_begins_anew(chat: Chat) -> None:
    answer = await chat.run("action_reorder", "kama mara iliyopita", intent="reorder")

    assert (answer.responses, answer.slots) == (["utter_no_order_before"], {})


async def test_a_change_is_shown_first_and_made_at_a_yes(chat: Chat) -> None:
    await chat.run("action_place_order", new=dict(PLACED))
    chat.turn = "inbox:2"

    offered = await chat.run(
        "action_amend_order", "ongeza sukari kilo 2 kwenye oda yangu", intent="add_to_order"
    )
    made = await chat.run("action_change_order")

    assert (offered.responses, offered.slots["offer"]) == (["utter_change_sure"], "change")
    assert offered.said[0]["total"] == made.said[0]["total"] == "TSh 12,500"
    assert (made.responses, made.slots["offer"]) == (["utter_order_changed"], "none")


async def test_a_payment_is_noted_for_the_order_that_waits_for_it(chat: Chat) -> None:
    await chat.run("action_place_order", new=dict(PLACED))

    answer = await chat.run("action_claim_payment", "nimelipa QGH7X8K2LM", intent="send_payment")

    assert answer.responses == ["utter_payment_claimed"]


async def test_a_payment_without_an_order_leads_to_a_person(chat: Chat) -> None:
    answer = await chat.run("action_claim_payment", "QGH7X8K2LM", intent="send_payment")

    assert answer.responses == ["utter_payment_no_order"]


async def test_a_receipt_comes_as_text_and_file(chat: Chat) -> None:
    placed = await chat.run("action_place_order", new=dict(PLACED))
    reference = placed.said[0]["reference"]

    (said,) = (await chat.run("action_tell_receipt", "naomba risiti")).said

    assert reference in said["receipt"]
    assert said["custom"] == {"document": "receipt", "reference": reference}


async def test_nobody_gets_anothers_receipt(chat: Chat, other: Chat) -> None:
    placed = await chat.run("action_place_order", new=dict(PLACED))
    reference = placed.said[0]["reference"]

    answer = await other.run("action_tell_receipt", f"receipt for {reference}")

    assert answer.responses == ["utter_case_unknown"]


async def test_a_no_with_another_amount_drops_nothing(form: Chat) -> None:
    form.slots.update(order_confirm=False)

    answer = await form.run(
        FORM, "hapana, kilo tatu si mbili", intent="deny", new={"order_confirm": False}
    )

    assert answer.slots["order_confirm"] is None
    assert lines(form)["maize-flour"] == "3"


async def test_adding_as_much_again_doubles_it(chat: Chat) -> None:
    await chat.run("action_place_order", new=dict(PLACED))
    chat.turn = "inbox:2"

    offered = await chat.run(
        "action_amend_order", "ongeza sukari kilo 1 kwenye oda yangu", intent="add_to_order"
    )

    assert offered.slots["amended"]["lines"][0]["quantity"] == "2"
