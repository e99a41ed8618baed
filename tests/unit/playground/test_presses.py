"""Pressing buttons and answering presses; editing what was sent."""

from __future__ import annotations

import pytest

from bot.playground.presses import TOO_OLD
from bot.playground.shapes import Object
from tests.unit.playground.driver import ASHA, Driver

pytestmark = pytest.mark.asyncio
YES = {"inline_keyboard": [[{"text": "Ndiyo", "callback_data": "y"}]]}


async def asked(playground: Driver) -> Object:
    return await playground.result(
        "sendMessage", chat_id=ASHA, text="Tuendelee?", reply_markup=YES
    )


async def pressed(playground: Driver) -> Object:
    question = await asked(playground)
    await playground.does(ASHA, "press", message_id=question["message_id"], data="y")
    return dict((await playground.updates())[-1]["callback_query"])


async def test_a_press_tells_the_bot_who_what_and_where(playground: Driver) -> None:
    query = await pressed(playground)
    assert (query["data"], query["from"]["id"]) == ("y", ASHA)
    assert query["chat_instance"]
    assert query["message"]["reply_markup"] == YES


async def test_a_press_is_answered_only_once(playground: Driver) -> None:
    query = await pressed(playground)
    assert (await playground.call("answerCallbackQuery", callback_query_id=query["id"]))["ok"]
    again = await playground.refusal("answerCallbackQuery", callback_query_id=query["id"])
    assert again == f"Bad Request: {TOO_OLD}"


async def test_a_press_is_not_answered_after_150_seconds(playground: Driver) -> None:
    query = await pressed(playground)
    playground.clock.pass_seconds(150)
    late = await playground.refusal("answerCallbackQuery", callback_query_id=query["id"])
    assert late == f"Bad Request: {TOO_OLD}"


async def test_editing_the_text_without_buttons_takes_them_away(playground: Driver) -> None:
    question = await asked(playground)
    edited = await playground.result(
        "editMessageText", chat_id=ASHA, message_id=question["message_id"], text="Sawa"
    )
    assert (edited["text"], "reply_markup" in edited) == ("Sawa", False)
    assert edited["edit_date"] == edited["date"]


async def test_editing_to_the_same_is_refused(playground: Driver) -> None:
    question = await asked(playground)
    same = {"chat_id": ASHA, "message_id": question["message_id"], "reply_markup": YES}
    for method, more in (
        ("editMessageText", {"text": "Tuendelee?"}),
        ("editMessageReplyMarkup", {}),
    ):
        complaint = await playground.refusal(method, **same, **more)
        assert complaint.startswith("Bad Request: message is not modified")


async def test_a_deleted_message_cannot_be_edited_or_deleted(playground: Driver) -> None:
    question = await asked(playground)
    where = {"chat_id": ASHA, "message_id": question["message_id"]}
    assert (await playground.call("deleteMessage", **where))["ok"]
    gone = await playground.refusal("deleteMessage", **where)
    assert gone == "Bad Request: message to delete not found"
    gone = await playground.refusal("editMessageText", text="x", **where)
    assert gone == "Bad Request: message to edit not found"


async def test_the_bot_cannot_edit_what_the_customer_wrote(playground: Driver) -> None:
    await playground.says(ASHA, "habari")
    message = (await playground.updates())[0]["message"]
    complaint = await playground.refusal(
        "editMessageText", chat_id=ASHA, message_id=message["message_id"], text="x"
    )
    assert complaint == "Bad Request: message can't be edited"
