"""A customer asks for their data and gets it as a file, which then leaves our disk."""

from __future__ import annotations

import json

from bot.telegram import errands
from helpdesk.domain.enums import Author, Visibility
from helpdesk.locale import say
from helpdesk.services import conversations
from tests.cast import JOHN
from tests.integration.gateway.conftest import Counter
from tests.integration.gateway.fakes import message


async def export(counter: Counter, number: int = 10) -> None:
    """Asha asks for her data, and the house sees to it."""
    await counter.receive(message(number, text="/datayangu"))
    await errands.sweep(counter.gateway)
    await counter.work()


async def test_it_sends_what_the_customer_said_as_a_file(counter: Counter) -> None:
    await counter.receive(message(1, text="Unga ulikuwa mbovu"))
    await counter.receive(message(2, JOHN, text="siri ya John"))

    await export(counter)

    ((kind, name, content),) = counter.bot.files
    data = json.loads(content)
    assert (kind, name) == ("document", "taarifa-zangu-2026-03-02.json")
    assert "Unga ulikuwa mbovu" in [said["text"] for said in data["messages"]]
    assert "siri ya John" not in content.decode()


async def test_it_leaves_out_what_staff_noted_among_themselves(counter: Counter) -> None:
    with counter.gateway.database.begin() as session:
        conversations.record(
            session,
            counter.contact(session),
            "mteja mkali",
            author=Author.STAFF,
            visibility=Visibility.INTERNAL,
            now=counter.time,
        )

    await export(counter)

    assert "mteja mkali" not in counter.bot.files[0][2].decode()


async def test_the_file_does_not_stay_on_our_disk(counter: Counter) -> None:
    await export(counter)

    await errands.sweep(counter.gateway)

    assert [p for p in counter.gateway.settings.files.rglob("*") if p.is_file()] == []


async def test_it_is_sent_once_for_each_asking_and_three_times_a_day(counter: Counter) -> None:
    for number in range(10, 15):
        await export(counter, number)

    assert len(counter.bot.files) == 3
    assert counter.said()[-1] == say("sw", "privacy.mydata_enough", limit=3)
