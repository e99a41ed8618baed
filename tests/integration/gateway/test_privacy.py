from __future__ import annotations

import pytest
from sqlalchemy import select

from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import OrderStatus
from helpdesk.domain.order import Order
from helpdesk.locale import say
from helpdesk.services import conversations, orders
from tests.cast import ASHA, JOHN, Customer
from tests.integration.gateway.conftest import Counter
from tests.integration.gateway.fakes import message, press

FATUMA = Customer(7101, "Fatuma Hassan", "sw")
PETER = Customer(7102, "Peter Banda", "en")
ASK = {
    "sw": say("sw", "privacy.forget_ask", minutes=15),
    "en": say("en", "privacy.forget_ask", minutes=15),
}


def erased(counter: Counter) -> list[Contact]:
    with counter.gateway.database.reading() as session:
        return list(session.execute(select(Contact).filter_by(erased=True)).scalars())


def buttons(counter: Counter, place: int = -1) -> list[str]:
    """The data of the buttons under the text at that place."""
    rows = counter.bot.markups[place].inline_keyboard
    return [str(button.callback_data) for row in rows for button in row]


async def order_of(counter: Counter) -> str:
    """Asha has ordered something that is still to reach her; the reference."""
    with counter.gateway.database.begin() as session:
        order = orders.place(
            session,
            counter.contact(session),
            lines=[{"product": "maize-flour", "quantity": "2"}],
            place="Kariakoo, Msimbazi 4",
            phone="+255712345678",
            source_key=None,
            now=counter.time,
        )
    return order.reference


@pytest.mark.parametrize("customer", [FATUMA, PETER])
async def test_it_gives_the_notice_once_and_then_the_answer(
    counter: Counter, customer: Customer
) -> None:
    counter.replies = [{"text": "Karibu"}]

    await counter.receive(message(1, customer, text="Habari"))
    await counter.receive(message(2, customer, text="Nataka unga"))

    notice = say(customer.language_code, "privacy.notice")
    assert counter.said() == [notice, "Karibu", "Karibu"]
    assert len(notice.splitlines()) <= 3


async def test_it_gives_the_notice_once_when_the_turn_is_tried_again(counter: Counter) -> None:
    counter.status = 503
    await counter.receive(message(1, FATUMA, text="Habari"))
    counter.status, counter.replies = 200, [{"text": "Karibu"}]

    await counter.later(2)

    assert counter.said().count(say("sw", "privacy.notice")) == 1
    assert counter.said()[-1] == "Karibu"


@pytest.mark.parametrize(("customer", "typed"), [(ASHA, "/faragha"), (JOHN, "/privacy")])
async def test_it_explains_what_is_kept(counter: Counter, customer: Customer, typed: str) -> None:
    await counter.receive(message(1, customer, text=typed))

    assert counter.said() == [say(customer.language_code, "privacy.explained")]
    assert counter.heard == []


@pytest.mark.parametrize(("customer", "typed"), [(ASHA, "/futa"), (JOHN, "/forget")])
async def test_it_asks_before_it_erases(counter: Counter, customer: Customer, typed: str) -> None:
    await counter.receive(message(1, customer, text=typed))

    assert counter.said() == [ASK[customer.language_code]]
    assert len(buttons(counter)) == 2
    assert erased(counter) == []


@pytest.mark.parametrize("words", ["Ndiyo, futa", "NDIO FUTA!", "yes, erase"])
async def test_it_erases_at_typed_words_and_says_goodbye(counter: Counter, words: str) -> None:
    await counter.receive(message(1, text="/futa"))
    await counter.receive(message(2, text=words))

    assert counter.said() == [ASK["sw"], say("sw", "privacy.goodbye")]
    assert [contact.username for contact in erased(counter)] == [None]
    assert counter.heard == []


async def test_it_erases_at_a_press_and_once_however_often_it_comes(counter: Counter) -> None:
    await counter.receive(message(1, text="/futa"))
    yes = buttons(counter)[0]

    await counter.receive(press(2, yes), press(2, yes))
    await counter.receive(press(2, yes))

    assert counter.said() == [ASK["sw"], say("sw", "privacy.goodbye")]
    assert len(erased(counter)) == 1


async def test_it_keeps_everything_at_no(counter: Counter) -> None:
    await counter.receive(message(1, text="/futa"))
    await counter.receive(press(2, buttons(counter)[1]))
    await counter.receive(message(3, text="/futa"), message(4, text="Hapana"))

    kept = say("sw", "privacy.forget_kept")
    assert counter.said() == [ASK["sw"], kept, ASK["sw"], kept]
    assert erased(counter) == []


async def test_it_wants_a_yes_in_full(counter: Counter) -> None:
    await counter.receive(message(1, text="/futa"), message(2, text="ndiyo"))

    assert counter.said() == [ASK["sw"], say("sw", "privacy.forget_whole")]
    assert erased(counter) == []


async def test_it_leaves_a_bare_yes_to_the_assistant_once_the_talk_went_on(
    counter: Counter,
) -> None:
    counter.replies = [{"text": "Kilo ngapi?"}]
    await counter.receive(message(1, text="/futa"), message(2, text="Nataka unga"))

    await counter.receive(message(3, text="ndiyo"))

    assert [heard["text"] for heard in counter.heard] == ["Nataka unga", "ndiyo"]


async def test_it_takes_no_answer_after_a_quarter_of_an_hour(counter: Counter) -> None:
    await counter.receive(message(1, text="/futa"))
    yes = buttons(counter)[0]
    await counter.later(15 * 60)

    await counter.receive(message(2, text="ndiyo, futa"), press(3, yes))

    assert [heard["text"] for heard in counter.heard] == ["ndiyo, futa"]
    assert counter.said()[-1] == say("sw", "privacy.forget_late")
    assert erased(counter) == []


async def test_it_takes_those_words_for_nothing_where_nobody_asked(counter: Counter) -> None:
    await counter.receive(message(1, text="ndiyo, futa"))

    assert [heard["text"] for heard in counter.heard] == ["ndiyo, futa"]
    assert erased(counter) == []


async def test_it_waits_for_an_order_that_needs_an_address(counter: Counter) -> None:
    reference = await order_of(counter)

    await counter.receive(message(1, text="/futa"), message(2, text="ndiyo, futa"))

    assert counter.said() == [say("sw", "privacy.orders_first", orders=reference)]
    await counter.receive(press(3, buttons(counter, 0)[0]))
    assert [heard["intent"] for heard in counter.heard] == [None, "cancel_order"]


async def test_it_looks_at_the_orders_again_when_the_answer_comes(counter: Counter) -> None:
    await counter.receive(message(1, text="/futa"))
    reference = await order_of(counter)

    await counter.receive(message(2, text="ndiyo, futa"))

    assert counter.said()[-1] == say("sw", "privacy.orders_first", orders=reference)
    assert erased(counter) == []


@pytest.mark.parametrize("status", [OrderStatus.DELIVERED, OrderStatus.CANCELLED])
async def test_it_erases_when_no_order_is_on_its_way(
    counter: Counter, status: OrderStatus
) -> None:
    await order_of(counter)
    with counter.gateway.database.begin() as session:
        session.execute(select(Order)).scalar_one().status = status

    await counter.receive(message(1, text="/futa"), message(2, text="ndiyo, futa"))

    with counter.gateway.database.reading() as session:
        order = session.execute(select(Order)).scalar_one()
    assert (order.place, order.phone, order.status) == ("", "", status)


async def test_it_erases_while_staff_own_the_chat(counter: Counter) -> None:
    with counter.gateway.database.begin() as session:
        conversations.hand_over(
            session,
            counter.contact(session),
            story="Nataka mtu",
            packet={},
            source_key=None,
            now=counter.time,
        )

    await counter.receive(message(1, text="/futa"))
    await counter.receive(press(2, buttons(counter)[0]))

    assert counter.said()[-1] == say("sw", "privacy.goodbye")
    assert len(erased(counter)) == 1


async def test_it_meets_whoever_writes_again_as_somebody_new(counter: Counter) -> None:
    await counter.receive(message(1, text="/futa"), message(2, text="ndiyo, futa"))
    counter.replies = [{"text": "Karibu"}]

    await counter.receive(message(3, text="Habari"))

    assert counter.said()[1:] == [say("sw", "privacy.notice"), "Karibu"]
    with counter.gateway.database.reading() as session:
        assert counter.contact(session).sender_id != erased(counter)[0].sender_id
