from __future__ import annotations

from sqlalchemy import select

from helpdesk.domain.enums import Owner
from helpdesk.domain.message import Message
from helpdesk.locale import say
from helpdesk.services import conversations
from tests.integration.gateway.conftest import Counter
from tests.integration.gateway.fakes import message, press


async def handed_over(counter: Counter, *, source_key: str = "inbox:0") -> int:
    """The customer asked for a person; the id of the ticket."""
    await counter.receive(message(1, text="Nataka mtu"))
    with counter.gateway.database.begin() as session:
        ticket = conversations.hand_over(
            session,
            counter.contact(session),
            story="Nataka mtu",
            packet={},
            source_key=source_key,
            now=counter.time,
        )
    return ticket.id or 0


def on_ticket(counter: Counter, ticket_id: int) -> list[str]:
    with counter.gateway.database.reading() as session:
        found = select(Message).filter_by(ticket_id=ticket_id)
        return [said.text for said in session.execute(found).scalars()]


async def test_it_puts_messages_on_the_ticket_and_asks_no_assistant(counter: Counter) -> None:
    ticket = await handed_over(counter)

    await counter.receive(message(2, text="Mpo?"), message(3, text="Haraka tafadhali"))

    assert len(counter.heard) == 1
    assert on_ticket(counter, ticket) == ["Mpo?", "Haraka tafadhali"]


async def test_it_says_once_that_a_message_was_passed_on(counter: Counter) -> None:
    await handed_over(counter)

    await counter.receive(message(2, text="Mpo?"), message(3, text="Haraka"))

    passed_on = say("sw", "gateway.passed_on", department="Huduma kwa Wateja")
    assert [text.lower() for text in counter.said()] == [passed_on.lower()]


async def test_it_gives_the_chat_back_to_the_assistant_when_asked(counter: Counter) -> None:
    await handed_over(counter)

    await counter.receive(message(2, text="Rudi kwa bot"), message(3, text="Nataka unga"))

    assert counter.said() == [say("sw", "gateway.back_to_bot")]
    assert counter.heard[-1]["text"] == "Nataka unga"
    with counter.gateway.database.reading() as session:
        conversation = conversations.of(session, counter.contact(session))
        assert conversation.owner is Owner.BOT


async def test_it_fetches_the_replies_of_the_turn_that_handed_over(counter: Counter) -> None:
    counter.status = 503
    await counter.receive(message(1, text="Nataka mtu"))
    key = counter.heard[0]["turn"]
    await handed_over(counter, source_key=key)
    counter.status, counter.replies = 200, [{"text": "Nimekuunganisha"}]

    await counter.later(60)

    assert counter.said()[-1] == "Nimekuunganisha"


async def test_it_puts_a_press_on_the_ticket(counter: Counter) -> None:
    counter.replies = [{"text": "?", "buttons": [{"title": "Oda", "payload": "/place_order"}]}]
    ticket = await handed_over(counter)
    data = counter.bot.markups[0].inline_keyboard[0][0].callback_data

    await counter.receive(press(2, data))

    assert on_ticket(counter, ticket) == ["Oda"]
