"""Asking for a person, and getting back to the assistant."""

from __future__ import annotations

from helpdesk.domain.enums import Author, Owner
from helpdesk.domain.ticket import Ticket
from helpdesk.services import conversations
from tests.unit.helpdesk.conftest import Desk


def hand_over(desk: Desk, source_key: str) -> Ticket:
    """Asha asks for a person."""
    return conversations.hand_over(
        desk.session,
        desk.asha,
        story="Nataka kuongea na mtu",
        packet={"intent": "ask_person"},
        source_key=source_key,
        now=desk.now,
    )


def test_it_puts_the_conversation_in_the_queue(desk: Desk) -> None:
    """From now on the bot is silent."""
    ticket = hand_over(desk, "inbox:1")

    conversation = conversations.of(desk.session, desk.asha)
    assert (conversation.owner, conversation.ticket_id) == (Owner.QUEUE, ticket.id)


def test_it_opens_one_ticket_however_often_somebody_asks(desk: Desk) -> None:
    """Impatience is no new case."""
    assert hand_over(desk, "inbox:1") is hand_over(desk, "inbox:2")


def test_it_gives_the_conversation_back(desk: Desk) -> None:
    """The assistant answers again."""
    hand_over(desk, "inbox:1")
    conversations.return_to_bot(desk.session, desk.asha, now=desk.now)

    assert conversations.of(desk.session, desk.asha).owner is Owner.BOT


def test_it_stores_what_was_said_once(desk: Desk) -> None:
    """The same update handled twice leaves one message."""
    first, second = (
        conversations.record(
            desk.session,
            desk.asha,
            "Habari",
            author=Author.CUSTOMER,
            source_key="inbox:9",
            now=desk.now,
        )
        for _ in range(2)
    )

    assert first is second
