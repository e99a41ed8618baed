"""Closing, taking up again and adding to a case: only one's own, and only while it makes sense."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from actions.office import Office
from helpdesk.domain.enums import Author, TicketStatus
from helpdesk.domain.message import Message
from helpdesk.domain.ticket import Ticket, move
from helpdesk.services import contacts, conversations
from tests.conftest import NOW
from tests.unit.actions.conftest import Chat
from tests.unit.actions.test_wishing import complain

WISH, CHOOSE, ADD = "action_case_wish", "action_choose_case", "action_add_to_case"
ROADS = [
    ("action_case_status", "case_status"),
    (WISH, "close_case"),
    (WISH, "reopen_case"),
    ("action_tell_handler", "ask_handler"),
    (CHOOSE, "add_to_case"),
    ("action_rate_service", "rate_service"),
    ("action_tell_receipt", "ask_receipt"),
    ("action_amend_order", "cancel_order"),
    ("action_amend_order", "change_order"),
]


def ticket(here: Office) -> Ticket:
    with here.database.reading() as session:
        found: Ticket = session.execute(select(Ticket)).scalar_one()
        return found


@pytest.mark.parametrize(("action", "intent"), ROADS)
@pytest.mark.parametrize("named", ["foreign", "T-2222-22222", "P-9999-99999"])
async def test_a_foreign_case_is_as_unknown_as_none(
    chat: Chat, other: Chat, action: str, intent: str, named: str
) -> None:
    theirs = str((await complain(other)).said[0]["reference"])
    reference = theirs if named == "foreign" else named
    entities = [{"entity": "reference", "value": reference}, {"entity": "rating", "value": "5"}]

    answer = await chat.run(action, reference, intent=intent, entities=entities)

    assert answer.responses == ["utter_case_unknown"]


async def test_a_case_is_taken_up_again_within_two_days(chat: Chat, here: Office) -> None:
    await complain(chat)
    await chat.run(WISH, "limeisha", intent="close_case")

    answer = await chat.run(WISH, "bado halijaisha", intent="reopen_case")

    assert answer.responses == ["utter_case_reopened"]
    assert ticket(here).status is TicketStatus.OPEN


async def test_later_it_is_a_new_case(chat: Chat, here: Office) -> None:
    await complain(chat)
    await chat.run(WISH, "limeisha", intent="close_case")
    with here.database.begin() as session:
        case = session.execute(select(Ticket)).scalar_one()
        assert case.resolved_at is not None
        case.resolved_at -= timedelta(hours=49)
    chat.turn = "inbox:9"

    answer = await chat.run(WISH, "bado halijaisha", intent="reopen_case")

    assert answer.responses == ["utter_reopen_case_asked"]


async def test_thanks_take_nothing_up_again(chat: Chat, here: Office) -> None:
    await complain(chat)
    await chat.run(WISH, "limeisha", intent="close_case")

    await chat.run("action_route_answer", "asante", intent="thanks")

    assert ticket(here).status is TicketStatus.RESOLVED


async def say(chat: Chat, here: Office, text: str) -> None:
    """What the gateway keeps before the assistant hears of it."""
    with here.database.begin() as session:
        contact = contacts.by_sender(session, chat.sender)
        conversations.record(
            session, contact, text, author=Author.CUSTOMER, source_key=chat.turn, now=NOW
        )


async def test_what_is_added_stands_on_the_case(chat: Chat, here: Office) -> None:
    reference = (await complain(chat)).said[0]["reference"]
    chosen = await chat.run(CHOOSE, "nataka kuongeza kwenye kesi yangu", intent="add_to_case")
    chat.turn = "inbox:3"
    await say(chat, here, "sanduku lilikuwa wazi")

    answer = await chat.run(ADD, "sanduku lilikuwa wazi")

    assert chosen.slots["added_case"] == reference
    assert answer.responses == ["utter_added"]
    with here.database.reading() as session:
        found = select(Message).filter_by(text="sanduku lilikuwa wazi")
        assert session.execute(found).scalar_one().ticket_id == ticket(here).id


async def test_it_asks_which_case_where_there_are_several(chat: Chat) -> None:
    await complain(chat, turn="inbox:1")
    await complain(chat, turn="inbox:2")

    answer = await chat.run(CHOOSE, "ongeza kwenye kesi", intent="add_to_case")

    assert answer.responses == ["utter_add_to_which"]
    assert len(answer.said[0]["buttons"]) == 2


async def test_nothing_is_added_to_a_case_that_is_done(chat: Chat) -> None:
    reference = (await complain(chat)).said[0]["reference"]
    await chat.run(WISH, "limeisha", intent="close_case")

    answer = await chat.run(CHOOSE, f"ongeza kwenye {reference}", intent="add_to_case")

    assert answer.responses == ["utter_case_done"]


async def test_the_same_complaint_again_is_offered_to_join_the_first(
    chat: Chat, here: Office
) -> None:
    reference = (await complain(chat, kind="late")).said[0]["reference"]
    chat.form = "complaint_form"
    told = {"complaint_story": "bado hamjaleta", "complaint_kind": "late"}

    asked = await chat.run("action_ask_complaint_form_complaint_confirm", new=told)
    joined = await chat.run("action_join_complaint", intent="add_to_case", entities=[])

    assert (asked.responses, asked.said[0]["reference"]) == (
        ["utter_ask_complaint_join"],
        reference,
    )
    assert joined.responses == ["utter_added"]
    assert ticket(here).reference == reference


async def test_a_newer_case_that_is_done_does_not_hide_the_open_one(
    chat: Chat, here: Office
) -> None:
    first, second = [
        (await complain(chat, turn=f"inbox:{kind}", kind=kind)).said[0]["reference"]
        for kind in ("late", "quality")
    ]
    with here.database.begin() as session:
        done = session.execute(select(Ticket).filter_by(reference=second)).scalar_one()
        move(done, TicketStatus.RESOLVED, now=here.now())
    chat.form = "complaint_form"
    told = {"complaint_story": "bado hamjaleta", "complaint_kind": "late"}

    asked = await chat.run("action_ask_complaint_form_complaint_confirm", new=told)

    assert asked.said[0]["reference"] == first


async def test_another_matter_is_another_case(chat: Chat) -> None:
    await complain(chat, kind="late")
    chat.form = "complaint_form"
    told = {"complaint_story": "unga una wadudu", "complaint_kind": "quality"}

    asked = await chat.run("action_ask_complaint_form_complaint_confirm", new=told)

    assert asked.responses == ["utter_ask_complaint_confirm"]
