"""What staff do with a ticket, and what of it reaches the customer."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from helpdesk.db.tables import audit_entry
from helpdesk.domain.delivery import Delivery
from helpdesk.domain.enums import Author, Owner, Priority, TicketStatus, Visibility
from helpdesk.domain.errors import (
    AlreadyClaimed,
    EmptyText,
    IllegalTransition,
    NotFound,
    StaleVersion,
    TextTooLong,
)
from helpdesk.services import contacts, conversations, handling, tickets
from tests.unit.helpdesk.conftest import Desk


def sent_to_customer(desk: Desk) -> list[str]:
    """The texts that wait in the outbox."""
    rows = desk.session.execute(select(Delivery)).scalars()
    return [json.loads(row.payload)["text"] for row in rows]


def test_it_gives_a_ticket_to_the_first_who_claims_it(desk: Desk) -> None:
    """The second is told who has it."""
    ticket = desk.complaint()
    tickets.claim(desk.session, ticket, desk.neema, now=desk.now)

    with pytest.raises(AlreadyClaimed) as refusal:
        tickets.claim(desk.session, ticket, desk.joseph, now=desk.now)
    assert refusal.value.values == {"by": "Neema"}


def test_it_sends_a_reply_under_the_department_name(desk: Desk) -> None:
    """Staff never meet the customer: their own name does not appear."""
    ticket = desk.complaint()
    tickets.reply(desk.session, ticket, desk.neema, "Pole sana", version=1, now=desk.now)

    (text,) = sent_to_customer(desk)
    assert text == f"Huduma kwa Wateja · {ticket.reference}\n\nPole sana"


def test_it_lets_staff_own_the_conversation_after_a_reply(desk: Desk) -> None:
    """The bot must be silent while a person is talking."""
    ticket = desk.complaint()
    tickets.reply(desk.session, ticket, desk.neema, "Pole sana", version=1, now=desk.now)

    conversation = conversations.of(desk.session, desk.asha)
    assert (conversation.owner, conversation.ticket_id) == (Owner.HUMAN, ticket.id)
    assert ticket.status is TicketStatus.PENDING_CUSTOMER


def test_it_makes_it_our_turn_again_when_the_customer_answers(desk: Desk) -> None:
    """A waiting ticket wakes up."""
    ticket = desk.complaint()
    tickets.reply(desk.session, ticket, desk.neema, "Lini?", version=1, now=desk.now)
    conversations.record(
        desk.session,
        desk.asha,
        "Jana",
        author=Author.CUSTOMER,
        ticket_id=ticket.id,
        now=desk.now,
    )

    assert ticket.status is TicketStatus.OPEN


def test_it_refuses_a_reply_written_on_an_old_page(desk: Desk) -> None:
    """Two colleagues answering at once: the second must look again."""
    ticket = desk.complaint()
    tickets.reply(desk.session, ticket, desk.neema, "Moja", version=1, now=desk.now)

    with pytest.raises(StaleVersion):
        tickets.reply(desk.session, ticket, desk.joseph, "Mbili", version=1, now=desk.now)
    assert len(sent_to_customer(desk)) == 1


def test_it_keeps_a_note_among_staff(desk: Desk) -> None:
    """Nothing goes out."""
    note = tickets.note(desk.session, desk.complaint(), desk.neema, "Mpigie", now=desk.now)

    assert note.visibility is Visibility.INTERNAL
    assert sent_to_customer(desk) == []


def test_it_tells_the_customer_when_the_ticket_is_resolved(desk: Desk) -> None:
    """And gives the conversation back to the assistant."""
    ticket = desk.complaint()
    tickets.reply(desk.session, ticket, desk.neema, "Tumebadilisha", version=1, now=desk.now)
    tickets.resolve(desk.session, ticket, desk.neema, version=ticket.version, now=desk.now)

    assert "imekamilika" in sent_to_customer(desk)[-1]
    assert conversations.of(desk.session, desk.asha).owner is Owner.BOT


def test_it_refuses_to_answer_a_resolved_ticket(desk: Desk) -> None:
    """A reply nobody expects any more goes nowhere."""
    ticket = desk.complaint()
    tickets.resolve(desk.session, ticket, desk.neema, version=1, now=desk.now)

    with pytest.raises(IllegalTransition):
        tickets.reply(desk.session, ticket, desk.neema, "?", version=ticket.version, now=desk.now)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("  \n", EmptyText), ("a" * 4001, TextTooLong), ("💥" * 2001, TextTooLong)],
)
def test_it_refuses_a_reply_that_cannot_be_sent(
    desk: Desk, text: str, refusal: type[Exception]
) -> None:
    """Telegram counts UTF-16 units, so an emoji counts twice."""
    with pytest.raises(refusal):
        tickets.reply(desk.session, desk.complaint(), desk.neema, text, version=1, now=desk.now)


def test_it_shows_nobody_the_ticket_of_another(desk: Desk) -> None:
    """A foreign reference and an invented one get the same answer."""
    ticket = desk.complaint()
    stranger = contacts.meet(
        desk.session,
        bot_id=1,
        chat_id=502,
        name="Juma",
        username=None,
        language_code="sw",
        now=desk.now,
    )

    assert tickets.own(desk.session, desk.asha, ticket.reference.lower()) is ticket
    for reference in (ticket.reference, "T-2222-22222"):
        with pytest.raises(NotFound):
            tickets.own(desk.session, stranger, reference)


def test_it_keeps_a_record_of_who_did_what(desk: Desk) -> None:
    """Every step leaves an audit entry."""
    ticket = desk.complaint()
    tickets.claim(desk.session, ticket, desk.neema, now=desk.now)
    tickets.resolve(desk.session, ticket, desk.neema, version=ticket.version, now=desk.now)

    desk.session.flush()
    noted = select(audit_entry.c.what).order_by(audit_entry.c.id)
    entries = desk.session.execute(noted).scalars().all()
    assert [e for e in entries if e.startswith("ticket.")] == [
        "ticket.opened",
        "ticket.claimed",
        "ticket.resolved",
    ]


def test_it_keeps_every_one_of_two_changes_saved_at_once(desk: Desk) -> None:
    """The second reads the ticket anew, and must not lose what the first one changed."""
    ticket = desk.complaint()
    on_hold = TicketStatus.ON_HOLD
    handling.set_priority(
        desk.session, ticket, desk.neema, Priority.URGENT, version=ticket.version, now=desk.now
    )
    handling.set_status(
        desk.session, ticket, desk.neema, on_hold, version=ticket.version, now=desk.now
    )

    assert (ticket.priority, ticket.status) == (Priority.URGENT, on_hold)
