from __future__ import annotations

from sqlalchemy import select

from helpdesk.domain.delivery import InboundUpdate
from helpdesk.domain.enums import TicketKind, TicketStatus
from helpdesk.domain.ticket import Ticket
from helpdesk.locale import say
from helpdesk.services import tickets
from tests.cast import JOHN
from tests.integration.gateway.conftest import Counter
from tests.integration.gateway.fakes import message

STORY = "Nimepata unga mbovu"


async def out_for(counter: Counter, seconds: int) -> None:
    """A message comes while the assistant is down, and stays down for so long."""
    counter.status = 503
    await counter.receive(message(1, text=STORY))
    for _ in range(seconds):
        await counter.later(1)


def opened(counter: Counter) -> list[Ticket]:
    with counter.gateway.database.reading() as session:
        return list(session.execute(select(Ticket)).scalars())


async def test_it_apologises_at_once_in_the_customers_language(counter: Counter) -> None:
    counter.status = 503

    await counter.receive(message(1, text=STORY), message(2, JOHN, text="Hello there"))

    apologies = [say("sw", "gateway.apology"), say("en", "gateway.apology")]
    assert sorted(counter.said()) == sorted(apologies)


async def test_it_apologises_once_however_long_it_takes(counter: Counter) -> None:
    await out_for(counter, 40)
    await counter.receive(message(2, text="Mpo?"))

    assert counter.said() == [say("sw", "gateway.apology")]


async def test_it_tells_staff_within_half_a_minute(counter: Counter) -> None:
    await out_for(counter, 30)

    assert [(t.story, t.kind) for t in opened(counter)] == [(STORY, TicketKind.REQUEST)]


async def test_it_tells_staff_nothing_of_a_blink(counter: Counter) -> None:
    await out_for(counter, 5)

    assert opened(counter) == []


async def test_it_keeps_later_messages_behind_the_one_that_failed(counter: Counter) -> None:
    await out_for(counter, 3)
    await counter.receive(message(2, text="Na sukari"))
    counter.status, counter.replies = 200, [{"text": "Pole sana"}]

    await counter.later(30)

    assert [heard["text"] for heard in counter.heard[-2:]] == [STORY, "Na sukari"]
    assert counter.said()[1:] == ["Pole sana", "Pole sana"]


async def test_it_closes_the_fallback_ticket_after_recovery(counter: Counter) -> None:
    await out_for(counter, 20)
    counter.status = 200

    await counter.later(30)

    assert [ticket.status for ticket in opened(counter)] == [TicketStatus.RESOLVED]


async def test_it_has_one_ticket_when_the_action_completes_it(counter: Counter) -> None:
    await out_for(counter, 20)
    with counter.gateway.database.begin() as session:
        tickets.open_complaint(
            session,
            counter.contact(session),
            story=STORY,
            about_order=None,
            photo_id=None,
            source_key=counter.heard[0]["turn"],
            now=counter.time,
        )
    counter.status = 200

    await counter.later(30)

    (ticket,) = opened(counter)
    assert (ticket.kind, ticket.status) == (TicketKind.COMPLAINT, TicketStatus.NEW)


async def test_it_sets_an_update_aside_that_breaks_the_assistant(counter: Counter) -> None:
    counter.status = 500
    await counter.receive(message(1, text=STORY))
    for _ in range(12):
        await counter.later(31)
    counter.status = 200

    await counter.receive(message(2, text="Habari"))

    with counter.gateway.database.reading() as session:
        rows = session.execute(select(InboundUpdate).order_by("update_id")).scalars()
        assert [str(row.status) for row in rows] == ["quarantined", "done"]
    assert [ticket.story for ticket in opened(counter)] == [STORY]
