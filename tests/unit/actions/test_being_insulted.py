"""Insults: calm at first, then a person is offered, then one is called."""

from __future__ import annotations

from sqlalchemy import select

from actions.office import Office
from helpdesk.domain.contact import Conversation
from helpdesk.domain.enums import Owner
from tests.unit.actions.conftest import Chat


async def insult(chat: Chat) -> list[str]:
    """The responses to an insult."""
    return (await chat.run("action_insult", "wajinga nyie", intent="insult")).responses


async def test_it_stays_calm_then_offers_a_person_then_calls_one(chat: Chat, here: Office) -> None:
    assert await insult(chat) == ["utter_insult"]
    assert await insult(chat) == ["utter_insult_again"]
    apology, handed = await insult(chat)

    assert (apology, handed[:17]) == ("utter_despair_again", "utter_handed_over")
    with here.database.reading() as session:
        assert session.execute(select(Conversation)).scalar_one().owner is Owner.QUEUE


async def test_it_is_calm_again_once_something_else_was_talked_about(chat: Chat) -> None:
    await insult(chat)
    chat.slots["upset"] = "none"  # as the slot's mapping does

    assert await insult(chat) == ["utter_insult"]


async def test_it_leaves_the_form_when_it_calls_a_person(chat: Chat) -> None:
    chat.form = "order_form"
    await insult(chat)
    await insult(chat)

    answer = await chat.run("action_insult", "wajinga nyie", intent="insult")

    assert {"event": "active_loop", "timestamp": None, "name": None} in answer.events


async def test_who_declines_the_person_is_met_calmly_again(chat: Chat) -> None:
    await insult(chat)
    await insult(chat)
    await chat.run("action_decline_person", "hapana", intent="deny")

    assert await insult(chat) == ["utter_insult"]
