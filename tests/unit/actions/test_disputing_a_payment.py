"""Money has gone: accounting gets the complaint, and the customer is offered a person."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from actions.office import Office
from helpdesk.domain.contact import Conversation
from helpdesk.domain.enums import Owner, Priority
from helpdesk.domain.ticket import Ticket
from tests.unit.actions.conftest import Answer, Chat


async def complain(chat: Chat, story: str, kind: str = "payment", **slots: Any) -> Answer:
    """Send a complaint of that kind."""
    told = {"complaint_story": story, "complaint_kind": kind, "complaint_order": "none"}
    return await chat.run("action_open_complaint", "ndiyo", intent="affirm", new={**told, **slots})


@pytest.mark.parametrize(
    "story",
    [
        "nimekatwa pesa mara mbili",
        "nimelipa lakini hamjathibitisha",
        "I was charged twice",
        "i paid n no confirmation",
    ],
)
async def test_it_offers_a_person_where_money_has_gone(chat: Chat, story: str) -> None:
    answer = await complain(chat, story)

    assert answer.responses == ["utter_payment_complaint_opened"]
    assert answer.said[0]["department"] == "Uhasibu"
    assert (chat.slots["misunderstandings"], chat.slots["upset"]) == ("offered", "payment_dispute")


async def test_it_offers_none_where_paying_does_not_work(chat: Chat) -> None:
    answer = await complain(chat, "namba ya malipo haifanyi kazi")

    assert answer.responses == ["utter_complaint_opened"]


async def test_it_offers_none_for_another_kind(chat: Chat) -> None:
    answer = await complain(chat, "nimelipa, unga una wadudu", kind="quality")

    assert answer.responses == ["utter_complaint_opened"]


async def test_what_else_waits_is_offered_before_the_person(chat: Chat) -> None:
    await complain(chat, "nimekatwa pesa mara mbili", second_need="order")

    assert chat.slots["misunderstandings"] is None


async def test_the_person_takes_up_the_same_case(chat: Chat, here: Office) -> None:
    opened = await complain(chat, "nimekatwa pesa mara mbili")
    chat.turn = "inbox:2"

    handed = await chat.run("action_hand_over", "ndiyo", intent="affirm")

    assert handed.said[0]["reference"] == opened.said[0]["reference"]
    with here.database.reading() as session:
        ticket = session.execute(select(Ticket)).scalar_one()
        chatting = session.execute(select(Conversation)).scalar_one()
    assert ticket.priority is Priority.HIGH
    assert (chatting.owner, chatting.ticket_id) == (Owner.QUEUE, ticket.id)
