"""Handing over to a person, with what was already told."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from actions import people
from actions.office import Office
from helpdesk.db import tables
from helpdesk.domain.contact import Contact, Conversation
from helpdesk.domain.enums import Author, Owner
from helpdesk.domain.ticket import Ticket
from helpdesk.services import conversations
from tests.conftest import NOW
from tests.unit.actions.conftest import Chat


@dataclass(frozen=True)
class OfficeAt(Office):
    """The office at a time of our choosing."""

    time: datetime = NOW

    def now(self) -> datetime:
        return self.time


def at(here: Office, time: datetime, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(people, "office", lambda: OfficeAt(here.database, here.profile, time))


async def test_it_gives_the_conversation_to_the_queue(
    chat: Chat, here: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(here, NOW, monkeypatch)
    answer = await chat.run("action_hand_over", "naomba mhudumu", intent="ask_person")
    assert answer.responses == ["utter_handed_over"]
    assert answer.said[0]["department"] == "Huduma kwa Wateja"
    with here.database.reading() as session:
        assert session.execute(select(Conversation)).scalar_one().owner is Owner.QUEUE


async def test_it_says_the_hours_when_nobody_is_there(
    chat: Chat, here: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(here, NOW - timedelta(days=1), monkeypatch)
    answer = await chat.run("action_hand_over", "naomba mhudumu", intent="ask_person")
    assert answer.responses == ["utter_handed_over_closed"]
    assert "Jumatatu–Ijumaa 08:00–17:00" in answer.said[0]["hours"]


async def test_it_takes_along_what_was_told(chat: Chat, here: Office) -> None:
    chat.form = "complaint_form"
    told = {"complaint_story": "mchele ulikuwa na mawe"}
    answer = await chat.run("action_hand_over", "mhudumu", intent="ask_person", new=told)
    with here.database.reading() as session:
        ticket = session.execute(select(Ticket)).scalar_one()
    assert json.loads(ticket.packet or "") == {
        "reason": "asked_person",
        "said": [],
        "form": "complaint_form",
        "slots": told,
        "missing": ["complaint_order", "complaint_photo", "complaint_confirm"],
        "intent": "ask_person",
        "confidence": 0.9,
        "language": "sw",
        "suggested_department": "production",
    }
    assert ticket.story == "mchele ulikuwa na mawe"
    assert set(answer.slots.values()) == {None}


async def test_it_opens_one_ticket_however_often_it_is_asked(chat: Chat, here: Office) -> None:
    first = await chat.run("action_hand_over", "mhudumu")
    chat.turn = "inbox:2"
    second = await chat.run("action_hand_over", "mhudumu!")
    assert first.said[0]["reference"] == second.said[0]["reference"]


def packet(here: Office) -> dict[str, object]:
    """What staff are told with the only ticket there is."""
    with here.database.reading() as session:
        found: dict[str, object] = json.loads(
            session.execute(select(tables.ticket.c.packet)).scalar_one() or "{}"
        )
        return found


async def test_it_takes_along_the_customers_last_words(chat: Chat, here: Office) -> None:
    with here.database.begin() as session:
        asha = session.execute(select(Contact)).scalar_one()
        for words in ("moja", "mbili", "", "tatu", "nne"):
            conversations.record(session, asha, words, author=Author.CUSTOMER, now=NOW)

    await chat.run("action_hand_over", "mhudumu", intent="ask_person")

    assert packet(here)["said"] == ["mbili", "tatu", "nne"]


async def test_it_tells_goods_and_areas_by_their_names(chat: Chat, here: Office) -> None:
    chat.form = "order_form"
    lines = [{"product": "sugar", "name": "Sukari", "quantity": "2", "unit": "kg"}]
    area = here.profile.areas[0]
    told = {"order_lines": lines, "order_area": area.code, "complaint_photo": "17"}

    await chat.run("action_hand_over", "mhudumu", intent="ask_person", new=told)

    assert packet(here)["slots"] == {
        "complaint_photo": "sent",
        "order_lines": ["Sukari × 2"],
        "order_area": area.names.sw,
    }


@pytest.mark.parametrize(
    ("slots", "intent", "reason"),
    [
        ({}, "ask_person", "asked_person"),
        ({"misunderstandings": "offered"}, "affirm", "not_understood"),
        ({"misunderstandings": "offered"}, "ask_person", "asked_person"),
        ({"misunderstandings": "offered", "upset": "insult"}, "affirm", "insult"),
        ({"upset": "despair"}, "ask_person", "despair"),
        ({"upset": "none", "misunderstandings": "once"}, "despair", "despair"),
    ],
)
async def test_it_tells_why(
    chat: Chat, here: Office, slots: dict[str, str], intent: str, reason: str
) -> None:
    await chat.run("action_hand_over", "ndiyo", intent=intent, new=slots)

    assert packet(here)["reason"] == reason
