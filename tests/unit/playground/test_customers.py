"""What a customer can do in the chat, and that the bot's library understands all of it."""

from __future__ import annotations

import pytest
from telegram import Bot, Message, Update, User, WebhookInfo

from tests.unit.playground.driver import ASHA, JOHN, PIXEL, TOKEN, Driver

pytestmark = pytest.mark.asyncio


def parsed(update: dict[str, object]) -> Update:
    return Update.de_json(update, Bot(TOKEN))


async def test_the_library_understands_every_update(playground: Driver) -> None:
    sent = await playground.result("sendMessage", chat_id=ASHA, text="Karibu")
    said = await playground.does(ASHA, "text", text="/start https://example.org")
    await playground.does(ASHA, "edit", message_id=said["message_id"], text="habari")
    await playground.does(ASHA, "press", message_id=sent["message_id"], data="x")
    await playground.does(ASHA, "contact")
    await playground.does(ASHA, "location")
    await playground.does(ASHA, "sticker")
    for kind in ("photo", "voice", "document"):
        await playground.sends(ASHA, kind, PIXEL, caption="picha")
    for action in ("block", "unblock"):
        await playground.does(ASHA, action)
    updates = [parsed(update) for update in await playground.updates()]
    assert len(updates) == 11
    assert all(update.effective_user and update.effective_user.id == ASHA for update in updates)
    assert updates[2].callback_query is not None
    assert updates[6].message is not None
    assert (updates[6].message.photo[-1].width, updates[6].message.caption) == (4, "picha")


async def test_the_library_understands_every_answer(playground: Driver) -> None:
    bot = Bot(TOKEN)
    keyboard = {"keyboard": [[{"text": "Namba", "request_contact": True}]]}
    sent = await playground.result("sendMessage", chat_id=ASHA, text="x", reply_markup=keyboard)
    assert Message.de_json(sent, bot).chat.type == "private"
    for kind in ("photo", "document", "voice"):
        answer = await playground.http.post(
            f"/bot{TOKEN}/send{kind.title()}",
            data={"chat_id": str(ASHA), "reply_to_message_id": str(sent["message_id"])},
            files={kind: (f"a.{kind}", PIXEL, "image/png")},
        )
        message = Message.de_json(answer.json()["result"], bot)
        assert message.reply_to_message is not None
    assert User.de_json(await playground.result("getMe"), bot).is_bot
    assert WebhookInfo.de_json(await playground.result("getWebhookInfo"), bot).url == ""


async def test_a_customer_shares_their_own_number(playground: Driver) -> None:
    await playground.does(ASHA, "contact")
    message = (await playground.updates())[0]["message"]
    assert message["contact"]["user_id"] == message["from"]["id"] == ASHA


async def test_a_long_text_comes_in_pieces(playground: Driver) -> None:
    sent = await playground.does(ASHA, "text", text="a" * 5000)
    lengths = [len(update["message"]["text"]) for update in await playground.updates()]
    assert (lengths, len(sent["update_ids"])) == ([4096, 904], 2)


async def test_several_pictures_make_an_album(playground: Driver) -> None:
    files = [("photo", ("a.png", PIXEL)), ("photo", ("b.png", PIXEL))]
    path = f"/playground/chats/{ASHA}/photo"
    await playground.http.post(path, files=files, data={"caption": "unga"})
    first, second = [update["message"] for update in await playground.updates()]
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], second.get("caption")) == ("unga", None)


async def test_who_blocks_the_bot_hears_nothing_and_says_nothing(playground: Driver) -> None:
    await playground.does(ASHA, "block")
    complaint = await playground.refusal("sendMessage", chat_id=ASHA, text="x")
    assert complaint == "Forbidden: bot was blocked by the user"
    answer = await playground.http.post(f"/playground/chats/{ASHA}/text", json={"text": "x"})
    assert (answer.status_code, answer.json()) == (409, {"error": "blocked"})
    change = (await playground.updates())[0]["my_chat_member"]
    assert change["new_chat_member"]["status"] == "kicked"


async def test_the_page_hears_of_new_and_changed_messages(playground: Driver) -> None:
    sent = await playground.result("sendMessage", chat_id=JOHN, text="one")
    path = f"/playground/chats/{JOHN}/messages"
    seen = (await playground.http.get(path)).json()["seq"]
    assert (await playground.http.get(path, params={"after": seen})).json()["messages"] == []
    await playground.call(
        "editMessageText", chat_id=JOHN, message_id=sent["message_id"], text="two"
    )
    newer = (await playground.http.get(path, params={"after": seen})).json()["messages"]
    assert [entry["message"]["text"] for entry in newer] == ["two"]


async def test_a_reply_keyboard_stays_until_it_is_removed(playground: Driver) -> None:
    path, keyboard = f"/playground/chats/{ASHA}/messages", {"keyboard": [["Ndiyo"]]}
    await playground.call("sendMessage", chat_id=ASHA, text="x", reply_markup=keyboard)
    shown = (await playground.http.get(path)).json()["keyboard"]
    assert shown == {"keyboard": [[{"text": "Ndiyo"}]]}
    remove = {"remove_keyboard": True}
    await playground.call("sendMessage", chat_id=ASHA, text="x", reply_markup=remove)
    assert (await playground.http.get(path)).json()["keyboard"] is None


async def test_the_bot_counts_as_connected_once_it_fetches(playground: Driver) -> None:
    before = (await playground.http.get("/playground/customers")).json()["connected"]
    await playground.updates()
    after = (await playground.http.get("/playground/customers")).json()["connected"]
    assert (before, after) == (False, True)


async def test_whoever_is_in_a_raw_update_can_be_answered(playground: Driver) -> None:
    person = {"id": 900, "is_bot": False, "first_name": "Zawadi"}
    await playground.http.post("/playground/raw", json={"message": {"from": person}})
    assert (await playground.result("sendMessage", chat_id=900, text="x"))["chat"]["id"] == 900
