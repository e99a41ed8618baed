"""Wishes about orders and cases that are there already: passed on, never pretended."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from actions.office import Office
from helpdesk.db import tables
from helpdesk.domain.enums import OrderStatus, Priority, TicketStatus
from helpdesk.domain.order import Order
from helpdesk.domain.ticket import Ticket, move
from tests.conftest import NOW
from tests.unit.actions.conftest import Answer, Chat

AMEND, WISH = "action_amend_order", "action_case_wish"


async def order(chat: Chat) -> str:
    chat.turn = "inbox:order"
    told = {
        "order_lines": [{"product": "sugar", "quantity": "1"}],
        "order_place": "Sinza",
        "order_phone": "+255712345678",
    }
    answer = await chat.run("action_place_order", new=told)
    chat.turn = "inbox:2"
    return str(answer.said[0]["reference"])


def the_order(here: Office) -> Order:
    with here.database.reading() as session:
        order: Order = session.execute(select(Order)).scalar_one()
        return order


async def complain(chat: Chat, turn: str = "inbox:1", kind: str | None = None) -> Answer:
    chat.turn = turn
    told = {"complaint_story": "naomba mnisikilize jamani", "complaint_kind": kind}
    answer = await chat.run("action_open_complaint", new=told)
    chat.turn = f"{turn}:next"
    return answer


@pytest.mark.parametrize(
    ("kind", "department"),
    [
        (None, "Huduma kwa Wateja"),
        ("quality", "Uzalishaji"),
        ("late", "Ghala"),
        ("payment", "Uhasibu"),
        ("staff", "Huduma kwa Wateja"),
        ("unheard_of", "Huduma kwa Wateja"),
    ],
)
async def test_a_complaint_goes_where_its_kind_belongs(
    chat: Chat, here: Office, kind: str | None, department: str
) -> None:
    assert (await complain(chat, kind=kind)).said[0]["department"] == department
    with here.database.reading() as session:
        packet = session.execute(select(tables.ticket.c.packet)).scalar_one()
    assert packet == (f'{{"complaint_kind": "{kind}"}}' if kind else None)
    assert chat.slots["complaint_kind"] is None


async def test_it_asks_before_it_cancels_an_order_that_was_not_named(
    chat: Chat, here: Office
) -> None:
    reference = await order(chat)
    answer = await chat.run(AMEND, "futa oda yangu", intent="cancel_order")
    assert answer.responses == ["utter_cancel_sure"]
    assert answer.said[0]["buttons"] == [
        {
            "title": f"Ndiyo, ghairi {reference}",
            "payload": f'/cancel_order{{"reference": "{reference}"}}',
        }
    ]
    assert the_order(here).status is OrderStatus.CONFIRMED


async def test_it_cancels_by_the_button_without_a_reason(chat: Chat, here: Office) -> None:
    reference = await order(chat)
    pressed = [{"entity": "reference", "value": reference}]
    label = f"Ndiyo, ghairi {reference}"
    answer = await chat.run(AMEND, label, intent="cancel_order", entities=pressed)
    cancelled = the_order(here)
    assert answer.responses == ["utter_order_cancelled"]
    assert (cancelled.status, cancelled.cancel_reason) == (OrderStatus.CANCELLED, None)


async def test_it_cancels_what_was_named_and_keeps_the_reason(chat: Chat, here: Office) -> None:
    reference = await order(chat)
    words = f"ghairi oda {reference} nimepata kwingine"
    await chat.run(AMEND, words, intent="cancel_order")
    assert the_order(here).cancel_reason == words


async def test_it_passes_the_cancelling_of_a_packed_order_on(chat: Chat, here: Office) -> None:
    reference = await order(chat)
    with here.database.begin() as session:
        session.execute(select(Order)).scalar_one().status = OrderStatus.PACKED
    answer = await chat.run(AMEND, "futa oda yangu", intent="cancel_order")
    assert answer.responses == ["utter_cancelling_passed_on"]
    assert (answer.said[0]["order"], answer.said[0]["department"]) == (reference, "Mauzo")
    with here.database.reading() as session:
        newest = session.execute(select(Ticket).order_by(tables.ticket.c.id)).scalars().all()[-1]
        assert session.execute(select(Order)).scalar_one().status is OrderStatus.PACKED
    assert (newest.about_order, newest.priority) == (reference, Priority.HIGH)


async def test_it_begins_an_order_where_there_is_none_to_add_to(chat: Chat) -> None:
    answer = await chat.run(AMEND, "ongeza sukari kilo moja", intent="add_to_order")
    assert (answer.responses, answer.events[0]["event"]) == ([], "followup")


@pytest.mark.parametrize("intent", ["change_order", "cancel_order"])
async def test_it_says_that_there_is_no_order(chat: Chat, intent: str) -> None:
    answer = await chat.run(AMEND, "futa oda", intent=intent)
    assert answer.responses == ["utter_order_none_to_change"]


async def test_it_says_when_it_is_too_late(chat: Chat, here: Office) -> None:
    reference = await order(chat)
    with here.database.begin() as session:
        session.execute(select(Order)).scalar_one().status = OrderStatus.DELIVERED
    answer = await chat.run(AMEND, f"futa oda {reference}", intent="cancel_order")
    assert answer.responses == ["utter_order_past"]
    assert answer.said[0]["status"] == "imefika"


async def test_it_touches_nobody_elses_order(chat: Chat, other: Chat) -> None:
    reference = await order(other)
    answer = await chat.run(AMEND, f"futa oda {reference}", intent="cancel_order")
    assert answer.responses == ["utter_case_unknown"]


async def test_it_shows_the_orders_under_way_and_no_other_case(chat: Chat) -> None:
    assert (await chat.run("action_track_order")).responses == ["utter_order_none"]
    reference = await order(chat)
    await complain(chat)
    answer = await chat.run("action_track_order", "oda yangu iko wapi", intent="track_order")
    assert answer.said[0]["cases"] == f"• {reference} — Oda: imepokelewa «Sukari kilo 1»"


async def test_it_closes_a_case_that_is_settled_and_asks_how_it_was(
    chat: Chat, here: Office
) -> None:
    reference = (await complain(chat)).said[0]["reference"]
    answer = await chat.run(WISH, "tatizo limeisha", intent="close_case")
    assert answer.responses == ["utter_case_closed"]
    assert [button["title"] for button in answer.said[0]["buttons"]] == list("12345")
    with here.database.reading() as session:
        ticket = session.execute(select(Ticket)).scalar_one()
    assert (ticket.reference, ticket.status) == (reference, TicketStatus.RESOLVED)


async def test_it_asks_which_case_when_there_are_several(chat: Chat) -> None:
    first = (await complain(chat)).said[0]["reference"]
    await complain(chat, "inbox:9")
    answer = await chat.run(WISH, "funga kesi yangu", intent="close_case")
    assert answer.responses == ["utter_which_case"]
    answer = await chat.run(WISH, f"funga {first}", intent="close_case")
    assert answer.said[0]["reference"] == first


async def test_it_asks_staff_to_take_up_a_case_again(chat: Chat, here: Office) -> None:
    old = (await complain(chat, kind="late")).said[0]["reference"]
    with here.database.begin() as session:
        move(session.execute(select(Ticket)).scalar_one(), TicketStatus.RESOLVED, now=NOW)
    answer = await chat.run(WISH, "limerudi tena", intent="reopen_case")
    assert answer.responses == ["utter_reopen_case_asked"]
    assert answer.said[0]["department"] == "Ghala"
    with here.database.reading() as session:
        stories = session.execute(select(tables.ticket.c.story)).scalars().all()
    assert f"{old}: limerudi tena" in stories


async def test_it_names_the_department_that_has_the_case_and_no_person(chat: Chat) -> None:
    assert (await chat.run("action_tell_handler")).responses == ["utter_case_none"]
    await complain(chat, kind="quality")
    answer = await chat.run("action_tell_handler", "nani ana kesi yangu", intent="ask_handler")
    assert (answer.responses, answer.said[0]["department"]) == (["utter_handler"], "Uzalishaji")


@pytest.mark.parametrize(
    ("text", "intent", "set_slots"),
    [
        ("mzigo umechelewa siku tatu", "complain_late", {"complaint_kind": "late"}),
        ("Mzigo umechelewa", "complain_late", {"complaint_kind": "late"}),
        ("nina malalamiko yangu hapa", "complain", {}),
    ],
)
async def test_it_keeps_the_kind_of_complaint_with_or_without_a_story(
    chat: Chat, text: str, intent: str, set_slots: dict[str, str]
) -> None:
    chat.form = "complaint_form"
    told = {"complaint_story": text}
    answer = await chat.run("validate_complaint_form", text, intent=intent, new=told)
    story = text if text.startswith("mzigo") else None
    assert answer.slots == {"complaint_story": story, **set_slots}
