from __future__ import annotations

import asyncio

from helpdesk.locale import say
from tests.cast import ASHA, JOHN
from tests.integration.gateway.conftest import Counter
from tests.integration.gateway.fakes import message, press

CHOICE = [
    {"title": "Ndiyo", "payload": "/affirm"},
    {"title": "Kiswahili", "payload": '/change_language{"language": "sw"}'},
]


async def data_of(counter: Counter, *, place: int = 0) -> str:
    """Have the bot show the choice; what Telegram would send back for one of its buttons."""
    counter.replies = [{"text": "Sawa?", "buttons": CHOICE}]
    await counter.receive(message(1, text="Nataka unga"))
    counter.replies = []
    buttons = [b for row in counter.bot.markups[-1].inline_keyboard for b in row]
    return str(buttons[place].callback_data)


async def test_it_turns_a_press_into_the_intent_behind_the_button(counter: Counter) -> None:
    data = await data_of(counter, place=1)

    await counter.receive(press(2, data))

    heard = counter.heard[-1]
    assert (heard["text"], heard["intent"]) == ("Kiswahili", "change_language")
    assert heard["entities"] == [{"entity": "language", "value": "sw"}]
    assert len(data.encode()) <= 64


async def test_it_counts_a_press_once_and_answers_every_one(counter: Counter) -> None:
    data = await data_of(counter)

    await counter.receive(press(2, data), press(3, data))
    await asyncio.sleep(0)

    assert [heard["intent"] for heard in counter.heard] == [None, "affirm"]
    assert counter.said()[-1] == say("sw", "gateway.button_spent")
    assert counter.bot.named("answer_callback_query") == ["q2", "q3"]


async def test_it_spends_the_buttons_beside_the_pressed_one(counter: Counter) -> None:
    data = await data_of(counter)
    buttons = [b for row in counter.bot.markups[-1].inline_keyboard for b in row]

    await counter.receive(press(2, data), press(3, str(buttons[1].callback_data)))

    assert counter.said()[-1] == say("sw", "gateway.button_spent")


async def test_it_refuses_a_press_from_another_chat(counter: Counter) -> None:
    data = await data_of(counter)

    await counter.receive(press(2, data, JOHN))

    assert counter.said()[-1] == say("en", "gateway.button_spent")
    assert len(counter.heard) == 1


async def test_it_spends_an_answer_once_the_talk_has_moved_on(counter: Counter) -> None:
    data = await data_of(counter)
    await counter.receive(message(2, text="Hapana, nataka sukari"))

    await counter.receive(press(3, data))

    assert counter.said()[-1] == say("sw", "gateway.button_spent")


async def test_it_remembers_its_own_press_when_the_turn_is_tried_again(counter: Counter) -> None:
    data = await data_of(counter)
    counter.status = 503
    await counter.receive(press(2, data))
    counter.status = 200

    await counter.later(2)

    assert [heard["intent"] for heard in counter.heard] == [None, "affirm", "affirm"]


async def test_it_says_so_for_a_button_it_never_made(counter: Counter) -> None:
    await counter.receive(press(1, "/confirm", ASHA))

    assert counter.heard == []
    assert counter.said() == [say("sw", "gateway.button_spent")]
