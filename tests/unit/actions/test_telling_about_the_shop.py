"""Prices, hours, places: what is known is told, the rest goes to a person."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from actions.office import Office
from helpdesk.domain.enums import Owner, TicketKind
from helpdesk.domain.ticket import Ticket
from helpdesk.services import catalogue, contacts, conversations
from tests.unit.actions.conftest import Chat

GOODS, ABOUT, PASS = "action_tell_goods", "action_tell_about", "action_pass_on"


async def test_it_tells_the_price_of_what_was_named(chat: Chat) -> None:
    answer = await chat.run(GOODS, "sukari bei gani", intent="ask_price")
    assert answer.responses == ["utter_goods_named"]
    assert answer.said[0]["products"] == "• Sukari — TSh 3,000 / kilo: inapatikana"


async def test_it_believes_the_products_that_were_found(chat: Chat) -> None:
    found = [{"entity": "product", "value": code} for code in ("rice", "sugar")]
    chat.slots["language"] = "en"
    answer = await chat.run(GOODS, "how much", intent="ask_price", entities=found)
    assert [line[2:7] for line in answer.said[0]["products"].splitlines()] == ["Rice ", "Sugar"]


async def test_it_says_what_has_run_out(chat: Chat, here: Office) -> None:
    with here.database.begin() as session:
        sugar = catalogue.by_code(session, "sugar")
        sugar.stock = sugar.stock * 0
    answer = await chat.run(GOODS, "mna sukari", intent="ask_availability")
    assert answer.said[0]["products"].endswith("imeisha kwa sasa")


async def test_a_picture_goes_with_the_answer_about_one_product(chat: Chat, here: Office) -> None:
    with here.database.begin() as session:
        catalogue.by_code(session, "sugar").photo = "ab/cd"
    answer = await chat.run(GOODS, "sukari bei gani", intent="ask_price")
    assert answer.said[0]["custom"] == {"document": "product", "reference": "sugar"}
    both = await chat.run(GOODS, "sukari na mchele bei gani", intent="ask_price")
    assert not both.said[0].get("custom")


@pytest.mark.parametrize("text", ["mnauza nini", "mna bidhaa gani", "send me the price list"])
async def test_it_tells_all_there_is(chat: Chat, text: str) -> None:
    answer = await chat.run(GOODS, text, intent="ask_catalogue")
    assert answer.responses == ["utter_goods_all"]
    assert len(answer.said[0]["products"].splitlines()) > 15


async def test_it_says_that_something_is_not_sold(chat: Chat) -> None:
    found = [{"entity": "product_unknown", "value": "baiskeli"}]
    answer = await chat.run(GOODS, "mna baiskeli", intent="ask_availability", entities=found)
    assert answer.responses == ["utter_product_unknown", "utter_goods_all"]


async def test_it_tells_the_hours_and_the_place(chat: Chat) -> None:
    hours = await chat.run(ABOUT, "mnafungua lini", intent="ask_hours")
    assert hours.responses[0] in ("utter_hours_open", "utter_hours_closed", "utter_hours_holiday")
    assert "08:00–17:00" in hours.said[0]["hours"]
    place = await chat.run(ABOUT, "mko wapi", intent="ask_location")
    assert "Kariakoo" in place.said[0]["address"]


async def test_it_tells_every_way_of_paying(chat: Chat) -> None:
    answer = await chat.run(ABOUT, "nalipaje", intent="ask_payment_methods")
    assert answer.responses == ["utter_payment_methods"]
    assert answer.said[0]["ways"].startswith("Taslimu mzigo ukifika, M-Pesa")


async def test_it_tells_what_the_owner_wrote_down(chat: Chat) -> None:
    answer = await chat.run(ABOUT, "mnafika wapi", intent="ask_delivery_area", entities=[])
    assert answer.responses == ["utter_fact"]


@pytest.mark.parametrize(
    ("intent", "response"),
    [
        ("ask_delivery_cost", "utter_question_passed_on"),
        ("ask_wholesale", "utter_wholesale_passed_on"),
        ("ask_jobs", "utter_jobs_passed_on"),
        ("ask_promotions", "utter_no_promotions"),
    ],
)
async def test_it_does_not_make_up_what_nobody_wrote_down(
    chat: Chat, intent: str, response: str
) -> None:
    assert (await chat.run(ABOUT, "je?", intent=intent)).responses == [response]


async def test_it_asks_a_person_once_and_goes_on_answering(chat: Chat, here: Office) -> None:
    first = await chat.run(PASS, "nataka kuuza unga kwenu", intent="ask_supplier")
    chat.turn = "inbox:2"
    again = await chat.run(PASS, "nataka kuwauzia unga", intent="ask_supplier")
    assert first.said[0]["department"] == "Utawala"
    assert first.said == again.said
    with here.database.reading() as session:
        ticket = session.execute(select(Ticket)).scalar_one()
        asha = contacts.by_sender(session, chat.sender)
        assert conversations.of(session, asha).owner is Owner.BOT
    assert (ticket.kind, ticket.story) == (TicketKind.QUESTION, "nataka kuuza unga kwenu")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("mnafika Mbagala?", "ask_delivery_area"),
        ("kuleta Mbagala ni shilingi ngapi", "ask_delivery_cost"),
        ("ikiletwa Mbagala inachukua muda gani", "ask_delivery_time"),
    ],
)
async def test_it_tells_the_fee_and_time_of_an_area(chat: Chat, text: str, intent: str) -> None:
    (said,) = (await chat.run(ABOUT, text, intent=intent)).said
    assert said["response"] == "utter_delivery_to"
    assert (said["area"], said["fee"], said["hours"]) == ("Mbagala", "TSh 5,000", "8")
