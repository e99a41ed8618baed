"""Putting an order together, word by word, until it is placed."""

from __future__ import annotations

import pytest

from actions.office import Office
from helpdesk.domain.enums import TicketKind
from helpdesk.services import catalogue, contacts, orders, tickets
from tests.unit.actions.conftest import Answer, Chat

ASK = "action_ask_order_form_order_lines"


@pytest.fixture
def form(chat: Chat) -> Chat:
    chat.form = "order_form"
    return chat


async def say(form: Chat, text: str, intent: str = "inform") -> Answer:
    """The customer's words while the form asks for goods, and what the form asks next."""
    form.slots["requested_slot"] = "order_lines"
    await form.run("validate_order_form", text, intent=intent)
    return await form.run(ASK, text, intent=intent)


def lines(form: Chat) -> list[tuple[str, str]]:
    value = form.slots["order_lines"]
    assert isinstance(value, list)
    return [(line["product"], line["quantity"]) for line in value]


async def ready(form: Chat) -> Chat:
    form.slots.update(order_place="Sinza Mori", order_phone="+255712345678", order_confirm=True)
    await say(form, "sukari kilo 2 na mchele kilo 1")
    return form


async def test_it_takes_the_goods_from_the_words_that_began_the_order(form: Chat) -> None:
    form.form = None
    await form.run("validate_order_form", "nataka unga wa ngano kilo 2", intent="place_order")
    assert lines(form) == [("wheat-flour", "2")]


async def test_it_is_silent_when_the_order_begins_without_goods(form: Chat) -> None:
    form.form = None
    answer = await form.run("validate_order_form", "nataka kuagiza", intent="place_order")
    assert (answer.said, answer.slots) == ([], {})


async def test_it_shows_the_price_list_first_and_asks_again_later(form: Chat) -> None:
    answer = await form.run(ASK)
    assert answer.responses == ["utter_order_start"]
    assert "• Sukari — TSh 3,000 / kilo" in answer.said[0]["products"]
    assert (await say(form, "ndo nini hiki")).responses[-1] == "utter_order_ask_again"


async def test_it_names_what_is_not_sold_and_asks_again(form: Chat) -> None:
    answer = await say(form, "magari 3")
    assert answer.responses == ["utter_product_unknown", "utter_order_ask_again"]
    assert answer.said[0]["product"] == "magari"


async def test_it_says_back_goods_it_has_never_heard_of(form: Chat) -> None:
    answer = await say(form, "nataka pizza")
    assert (answer.responses[0], answer.said[0]["product"]) == ("utter_product_unknown", "pizza")


async def test_it_takes_nothing_for_goods_that_was_pressed(form: Chat) -> None:
    form.slots["requested_slot"] = "order_lines"
    answer = await form.run("validate_order_form", "Sukari kilo 2", entities=[])
    assert answer.slots == {"order_lines": None}


async def test_it_keeps_the_form_at_the_goods_until_all_is_clear(form: Chat) -> None:
    answer = await form.run("validate_order_form", "sukari", intent="place_order")
    assert answer.slots["requested_slot"] == "order_lines"
    answer = await form.run("validate_order_form", "habari", intent="greet")
    assert answer.slots == {"requested_slot": "order_lines"}


async def test_it_asks_how_much_and_takes_the_bare_answer(form: Chat) -> None:
    answer = await say(form, "nataka sukari na mchele kilo 3")
    assert answer.responses == ["utter_quantity_needed"]
    assert answer.said[0]["product"] == "Sukari (kilo)"
    await say(form, "kilo mbili")
    assert lines(form) == [("rice", "3"), ("sugar", "2")]


async def test_it_offers_the_choice_and_takes_the_word_that_tells(form: Chat) -> None:
    answer = await say(form, "sabuni tatu")
    assert answer.responses == ["utter_product_unclear"]
    assert answer.said[0]["choices"] == "• Sabuni ya kufulia\n• Sabuni ya kuogea"
    await say(form, "ya kuogea")
    assert lines(form) == [("bath-soap", "3")]


async def test_it_asks_about_one_thing_after_the_other(form: Chat) -> None:
    await say(form, "sukari na mchele")
    assert (await say(form, "2")).said[0]["product"] == "Mchele (kilo)"
    await say(form, "nusu kilo")
    assert lines(form) == [("sugar", "2"), ("rice", "0.5")]


async def test_it_takes_the_rest_when_the_customer_has_had_enough(form: Chat) -> None:
    await say(form, "sukari kilo 2 na magari 3")
    await say(form, "hapana", intent="deny")
    assert lines(form) == [("sugar", "2")]


async def test_what_is_said_anew_replaces_what_was_said(form: Chat) -> None:
    await say(form, "sukari kilo 2 na magari 3")
    await say(form, "sukari kilo 5")
    assert lines(form) == [("sugar", "5")]


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("sukari kilo 0", "utter_quantity_invalid"),
        ("sukari -2kg", "utter_quantity_invalid"),
        ("a million kilos of sugar", "utter_quantity_too_large"),
        ("sukari kilo 351", "utter_out_of_stock"),
    ],
)
async def test_it_says_what_is_wrong_with_a_quantity(form: Chat, text: str, response: str) -> None:
    assert (await say(form, text)).responses == [response]
    await say(form, "kilo moja")
    assert lines(form) == [("sugar", "1")]


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("greet", "habari"),
        ("affirm", "ndiyo"),
        ("deny", "sitaki sukari"),
        ("complain", "sukari kilo 2 mliyoleta ni mbovu"),
        ("stop", "acha"),
        ("send_photo", "sukari"),
        ("inform", "T-2222-22222"),
    ],
)
async def test_it_leaves_other_matters_to_the_rules(form: Chat, intent: str, text: str) -> None:
    form.slots["requested_slot"] = "order_lines"
    answer = await form.run("validate_order_form", text, intent=intent)
    assert (answer.said, answer.slots) == ([], {})


async def test_it_takes_goods_for_goods_whatever_they_were_mistaken_for(form: Chat) -> None:
    await say(form, "sabuni tatu")
    await say(form, "ya kuogea", intent="affirm")
    assert lines(form) == [("bath-soap", "3")]


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("ask_price", "sukari kilo 2 ni bei gani?"),
        ("ask_hours", "mnafungua saa ngapi?"),
        ("complain_damaged", "mayai mliyoleta yamevunjika"),
    ],
)
@pytest.mark.parametrize("asked", ["order_lines", "order_place"])
async def test_it_takes_a_question_or_a_complaint_for_no_answer(
    form: Chat, asked: str, intent: str, text: str
) -> None:
    form.slots["requested_slot"] = asked
    answer = await form.run("validate_order_form", text, intent=intent)
    assert (answer.said, answer.slots) == ([], {})


async def test_it_takes_a_place_whatever_it_was_mistaken_for(form: Chat) -> None:
    form.slots["requested_slot"] = "order_place"
    await form.run("validate_order_form", "Plot 22, Sinza", intent="out_of_scope")
    assert form.slots["order_place"] == "Plot 22, Sinza"


@pytest.mark.parametrize("asked", ["order_place", "order_phone", "order_confirm"])
async def test_it_adds_goods_at_any_question(form: Chat, asked: str) -> None:
    await say(form, "sukari kilo 2")
    form.slots["requested_slot"] = asked
    await form.run("validate_order_form", "ongeza mchele kilo 1", intent="add_to_order")
    assert lines(form) == [("sugar", "2"), ("rice", "1")]


@pytest.mark.parametrize("place", ["", "?", "12345", "🏠🏠🏠"])
async def test_it_asks_again_for_a_place_nobody_could_find(form: Chat, place: str) -> None:
    answer = await form.run("validate_order_form", place, new={"order_place": place})
    assert (answer.responses, answer.slots) == (["utter_place_unclear"], {"order_place": None})


async def test_it_reads_a_telephone_number_or_shows_how(form: Chat) -> None:
    answer = await form.run("validate_order_form", new={"order_phone": "0712 345 678"})
    assert answer.slots == {"order_phone": "+255712345678"}
    answer = await form.run("validate_order_form", new={"order_phone": "sina simu"})
    assert (answer.responses, answer.slots) == (["utter_phone_invalid"], {"order_phone": None})
    assert answer.said[0]["example"]


async def test_it_sums_the_order_up(form: Chat) -> None:
    answer = await (await ready(form)).run("action_ask_order_form_order_confirm")
    (summary,) = answer.said
    assert summary["lines"] == "• Sukari: kilo 2 — TSh 6,000\n• Mchele: kilo 1 — TSh 2,800"
    assert "+255 712 345 678" in summary["details"]


async def test_it_sums_up_in_english(form: Chat) -> None:
    form.slots["language"] = "en"
    answer = await (await ready(form)).run("action_ask_order_form_order_confirm")
    assert answer.said[0]["lines"].splitlines()[0] == "• Sugar: 2 kg — TSh 6,000"


async def test_it_places_the_order_once_however_often_it_is_told(form: Chat, here: Office) -> None:
    await ready(form)
    told = dict(form.slots)
    first = await form.run("action_place_order", "ndiyo", intent="affirm")
    form.slots = told
    second = await form.run("action_place_order", "ndiyo", intent="affirm")
    assert first.responses == ["utter_order_placed"]
    assert first.said == second.said
    with here.database.reading() as session:
        asha = contacts.by_sender(session, form.sender)
        (order,) = orders.of_contact(session, asha)
        (ticket,) = tickets.of_contact(session, asha)
        assert catalogue.by_code(session, "sugar").stock == 348
    assert (ticket.kind, ticket.order_id) == (TicketKind.ORDER, order.id)
    assert ticket.subject == "Sukari kilo 2, Mchele kilo 1"
    assert ticket.story == f"{ticket.subject}\nSinza Mori\n+255 712 345 678"


async def test_it_forgets_the_draft_when_it_has_placed_it(form: Chat) -> None:
    await (await ready(form)).run("action_place_order")
    assert {form.slots[name] for name in form.slots if name.startswith("order_")} == {None}


async def test_it_says_what_ran_out_meanwhile(form: Chat, here: Office) -> None:
    await ready(form)
    with here.database.begin() as session:
        catalogue.by_code(session, "sugar").stock = catalogue.by_code(session, "rice").stock * 0
    answer = await form.run("action_place_order")
    assert answer.responses == ["utter_out_of_stock"]
    assert (answer.said[0]["product"], answer.said[0]["available"]) == ("Sukari", "kilo 0")


async def test_it_does_not_believe_prices_and_products_in_slots(form: Chat) -> None:
    await ready(form)
    form.slots["order_lines"] = [{"product": "gold", "quantity": "1", "price": 1}]
    assert (await form.run("action_place_order")).responses == ["utter_product_unknown"]


@pytest.mark.parametrize("strange", ["text", 7, [7], [{"x": 1}], {"lines": 3}, {"problems": [1]}])
async def test_it_stands_strange_slots(form: Chat, strange: object) -> None:
    form.slots["order_lines"] = strange
    answer = await form.run("action_place_order")
    assert len(answer.responses) == 1
