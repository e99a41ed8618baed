"""Nobody answers in time: the customer hears so once, in working hours, and staff see it first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from bot.telegram import watch
from helpdesk.domain.enums import Owner, Priority
from helpdesk.domain.ticket import Ticket
from helpdesk.locale import say
from helpdesk.services import conversations, own_cases, tickets
from tests.conftest import NOW
from tests.factories import make_staff
from tests.integration.gateway.conftest import Counter
from tests.integration.gateway.fakes import press


async def complain(counter: Counter) -> None:
    """Asha has complained, and the house has taken notice: four working hours are promised."""
    with counter.gateway.database.begin() as session:
        tickets.open_complaint(
            session,
            counter.contact(session),
            story="Unga mbovu",
            about_order=None,
            photo_id=None,
            source_key="inbox:1",
            now=counter.time,
        )
    await watch.sweep(counter.gateway)


def ticket(counter: Counter) -> Ticket:
    with counter.gateway.database.reading() as session:
        found: Ticket = session.execute(select(Ticket)).scalar_one()
        return found


async def look(counter: Counter, hours: float) -> None:
    """So many hours go by, and somebody looks."""
    counter.time += timedelta(hours=hours)
    await watch.sweep(counter.gateway)
    await counter.work()


async def test_every_ticket_gets_a_promise(counter: Counter) -> None:
    await complain(counter)

    assert ticket(counter).promised_at == counter.time + timedelta(hours=4)


async def test_a_kept_promise_is_not_spoken_of(counter: Counter) -> None:
    await complain(counter)
    with counter.gateway.database.begin() as session:
        case = session.execute(select(Ticket)).scalar_one()
        staff = make_staff(session, now=counter.time)
        tickets.reply(session, case, staff, "Pole", version=case.version, now=counter.time)
    await counter.work()

    await look(counter, 4.25)

    assert [said for said in counter.said() if "kuchelewa" in said] == []


async def test_a_broken_promise_is_spoken_of_once(counter: Counter) -> None:
    await complain(counter)

    await look(counter, 4.25)
    await look(counter, 0.1)

    (said,) = counter.said()
    assert said.startswith("Samahani kwa kuchelewa")
    assert "leo kabla ya saa" in said or "kesho kabla ya saa" in said
    assert (ticket(counter).priority, ticket(counter).escalated_at is None) == (
        Priority.HIGH,
        False,
    )


async def test_nobody_is_woken_in_the_night(counter: Counter) -> None:
    await complain(counter)

    await look(counter, 10)
    assert counter.said() == []

    await look(counter, 11)  # half past nine in the morning
    assert len(counter.said()) == 1


async def test_of_two_gateways_one_speaks(counter: Counter) -> None:
    await complain(counter)
    counter.time += timedelta(hours=4.25)

    other = replace(counter.gateway, holder="another:1:x")
    await watch.sweep(other)
    await watch.sweep(counter.gateway)
    await counter.work()

    assert len(counter.said()) == 1


async def test_a_note_among_colleagues_is_no_answer(counter: Counter) -> None:
    await complain(counter)
    with counter.gateway.database.begin() as session:
        case = session.execute(select(Ticket)).scalar_one()
        tickets.note(session, case, make_staff(session, now=NOW), "Nani?", now=counter.time)

    await look(counter, 4.25)

    assert len(counter.said()) == 1


async def test_what_was_taken_up_again_is_watched_again(counter: Counter) -> None:
    await complain(counter)
    with counter.gateway.database.begin() as session:
        case, staff = session.execute(select(Ticket)).scalar_one(), make_staff(session, now=NOW)
        tickets.reply(session, case, staff, "Pole", version=case.version, now=counter.time)
        tickets.resolve(session, case, staff, version=case.version, now=counter.time)
    counter.time += timedelta(minutes=5)
    with counter.gateway.database.begin() as session:
        case = session.execute(select(Ticket)).scalar_one()
        own_cases.reopen(session, counter.contact(session), case, now=counter.time)

    await look(counter, 0)
    await look(counter, 21)

    assert [said for said in counter.said() if "kuchelewa" in said] != []


async def test_each_bot_looks_after_its_own_customers(counter: Counter) -> None:
    await complain(counter)
    counter.time += timedelta(hours=4.25)
    settings = replace(counter.gateway.settings, telegram_bot_token="100000002:nyingine")

    await watch.sweep(replace(counter.gateway, settings=settings, holder="another:1:x"))
    await watch.sweep(counter.gateway)
    await counter.work()

    assert len(counter.said()) == 1


async def wait_for_a_person(counter: Counter) -> None:
    """Asha has asked for a person, and nobody came in time."""
    with counter.gateway.database.begin() as session:
        conversations.hand_over(
            session,
            counter.contact(session),
            story="Mtu",
            packet={},
            source_key=None,
            now=counter.time,
        )
    await watch.sweep(counter.gateway)
    await look(counter, 2.25)


async def test_who_waits_for_a_person_is_offered_the_assistant(counter: Counter) -> None:
    await wait_for_a_person(counter)

    assert "/bot" in counter.said()[0]


async def test_the_button_brings_the_assistant_back(counter: Counter) -> None:
    await wait_for_a_person(counter)
    (button,) = counter.bot.markups[-1].inline_keyboard[0]

    await counter.receive(press(7, str(button.callback_data)))

    assert button.text == "Rudi kwa msaidizi"
    assert counter.said()[-1] == say("sw", "gateway.back_to_bot")
    with counter.gateway.database.reading() as session:
        asha = counter.contact(session)
        assert conversations.of(session, asha).owner is Owner.BOT
    assert counter.heard == []
