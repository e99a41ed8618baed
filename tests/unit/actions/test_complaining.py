"""A complaint from the first words to the ticket."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from actions.office import Office
from helpdesk.domain.enums import Author, Priority, TicketKind
from helpdesk.domain.ticket import Ticket
from helpdesk.services import attachments, contacts, conversations
from tests.conftest import NOW
from tests.unit.actions.conftest import Chat

VALIDATE = "validate_complaint_form"
STORY = "unga mlioniletea juzi ulikuwa na wadudu"


@pytest.fixture
def form(chat: Chat) -> Chat:
    chat.form = "complaint_form"
    return chat


def photo_of(here: Office, sender: str) -> str:
    with here.database.begin() as session:
        contact = contacts.by_sender(session, sender)
        said = conversations.record(session, contact, "", author=Author.CUSTOMER, now=NOW)
        return str(attachments.add(session, said, kind="photo", file_id="f", now=NOW).id)


@pytest.mark.parametrize(
    "text",
    [
        "nimepata unga mbovu",
        "I got rotten tomatoes yesterday",
        "nataka kulalamika, mchele mliouleta ulikuwa na mawe",
    ],
)
async def test_it_takes_the_first_words_for_the_story(form: Chat, text: str) -> None:
    answer = await form.run(VALIDATE, text, new={"complaint_story": text})
    assert (answer.said, answer.slots) == ([], {"complaint_story": text})


@pytest.mark.parametrize(
    "text",
    ["nataka kulalamika", "nina malalamiko", "I want to make a complaint please", "tatizo", ""],
)
async def test_it_asks_for_the_story_behind_a_bare_wish(form: Chat, text: str) -> None:
    answer = await form.run(VALIDATE, text, new={"complaint_story": text})
    assert (answer.said, answer.slots) == ([], {"complaint_story": None})


async def test_it_asks_for_a_little_more(form: Chat) -> None:
    form.slots["requested_slot"] = "complaint_story"
    answer = await form.run(VALIDATE, "mbovu", new={"complaint_story": "mbovu"})
    assert answer.responses == ["utter_story_too_short"]
    answer = await form.run(VALIDATE, new={"complaint_story": "mkate mgumu"})
    assert answer.slots == {"complaint_story": "mkate mgumu"}


async def test_it_keeps_a_story_short_enough_to_say_back(form: Chat) -> None:
    answer = await form.run(VALIDATE, new={"complaint_story": "mchele mbovu " * 400})
    assert len(answer.slots["complaint_story"]) <= 3001


async def test_it_disarms_what_rasa_would_trip_over(form: Chat) -> None:
    answer = await form.run(VALIDATE, new={"complaint_story": "unga mbovu sana {0[language]}"})
    assert "0[" not in answer.slots["complaint_story"]


@pytest.mark.parametrize("text", ["none", "sina", "Sikumbuki", "I don't have it", "no idea"])
async def test_it_goes_on_without_an_order_number(form: Chat, text: str) -> None:
    answer = await form.run(VALIDATE, text, new={"complaint_order": text})
    assert answer.slots == {"complaint_order": "none"}


async def test_it_takes_only_the_customers_own_order(form: Chat, other: Chat) -> None:
    placed = await other.run(
        "action_place_order",
        new={
            "order_lines": [{"product": "sugar", "quantity": "1"}],
            "order_place": "Sinza",
            "order_phone": "+255712345678",
        },
    )
    reference = placed.said[0]["reference"]
    for unknown in (reference, "P-2222-22222", "1234"):
        answer = await form.run(VALIDATE, new={"complaint_order": unknown})
        assert answer.responses == ["utter_order_reference_unknown"]
        assert answer.slots == {"complaint_order": None}
    text = f"ni oda {reference.lower()}"
    answer = await other.run(VALIDATE, text, new={"complaint_order": text})
    assert answer.slots == {"complaint_order": reference}


async def test_it_takes_only_the_customers_own_photo(
    form: Chat, other: Chat, here: Office
) -> None:
    photo = photo_of(here, form.sender)
    entities = [{"entity": "photo", "value": photo}]
    form.slots["requested_slot"] = other.slots["requested_slot"] = "complaint_photo"
    mine = await form.run(VALIDATE, entities=entities, new={"complaint_photo": photo})
    assert (mine.responses, mine.slots) == (["utter_photo_received"], {"complaint_photo": photo})
    theirs = await other.run(VALIDATE, entities=entities, new={"complaint_photo": photo})
    assert (theirs.responses, theirs.slots) == ([], {"complaint_photo": None})


async def test_it_opens_one_ticket_for_one_turn(form: Chat, here: Office) -> None:
    photo = photo_of(here, form.sender)
    told = {"complaint_story": STORY, "complaint_order": "none", "complaint_photo": photo}
    first = await form.run("action_open_complaint", new=told)
    second = await form.run("action_open_complaint", new=told)
    assert first.said == second.said
    assert first.said[0]["department"] == "Uzalishaji"
    with here.database.reading() as session:
        ticket = session.execute(select(Ticket)).scalar_one()
    assert (ticket.kind, ticket.priority) == (TicketKind.COMPLAINT, Priority.HIGH)
    assert (ticket.story, ticket.about_order) == (STORY, None)
    assert first.said[0]["reference"] == ticket.reference


async def test_it_forgets_the_complaint_when_it_is_opened_or_dropped(form: Chat) -> None:
    for action in ("action_open_complaint", "action_reset_complaint"):
        form.turn = action
        await form.run(action, new={"complaint_story": STORY})
        assert form.slots["complaint_story"] is None
