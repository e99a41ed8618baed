"""What Telegram refuses, in its own words."""

from __future__ import annotations

import pytest

from tests.unit.playground.driver import ASHA, JOHN, PIXEL, TOKEN, Driver

pytestmark = pytest.mark.asyncio


def inline(data: str) -> dict[str, object]:
    return {"inline_keyboard": [[{"text": "Ndiyo", "callback_data": data}]]}


async def test_it_takes_a_text_of_4096_utf16_units_and_no_more(playground: Driver) -> None:
    await playground.result("sendMessage", chat_id=ASHA, text="😀" * 2048)
    complaint = await playground.refusal("sendMessage", chat_id=ASHA, text="😀" * 2048 + "a")
    assert complaint == "Bad Request: message is too long"


@pytest.mark.parametrize("text", ["", "   \n "])
async def test_it_refuses_an_empty_text(playground: Driver, text: str) -> None:
    complaint = await playground.refusal("sendMessage", chat_id=ASHA, text=text)
    assert complaint == "Bad Request: message text is empty"


async def test_callback_data_is_counted_in_bytes(playground: Driver) -> None:
    for data in ("a" * 64, "é" * 32):
        await playground.result("sendMessage", chat_id=ASHA, text="x", reply_markup=inline(data))
    complaint = await playground.refusal(
        "sendMessage", chat_id=ASHA, text="x", reply_markup=inline("é" * 33)
    )
    assert complaint == "Bad Request: BUTTON_DATA_INVALID"


async def test_it_refuses_a_caption_over_1024_units(playground: Driver) -> None:
    answer = await playground.http.post(
        f"/bot{TOKEN}/sendPhoto",
        data={"chat_id": str(ASHA), "caption": "a" * 1025},
        files={"photo": ("p.png", PIXEL, "image/png")},
    )
    assert answer.json()["description"] == "Bad Request: message caption is too long"


async def test_it_refuses_a_picture_that_is_none(playground: Driver) -> None:
    answer = await playground.http.post(
        f"/bot{TOKEN}/sendPhoto", data={"chat_id": str(ASHA)}, files={"photo": ("p.png", b"no")}
    )
    assert answer.json()["description"] == "Bad Request: IMAGE_PROCESS_FAILED"


async def test_it_refuses_an_unknown_chat(playground: Driver) -> None:
    complaint = await playground.refusal("sendMessage", chat_id=5, text="x")
    assert complaint == "Bad Request: chat not found"


async def test_it_answers_404_to_an_unknown_method(playground: Driver) -> None:
    answer = await playground.call("sendMoney")
    assert (answer["error_code"], answer["ok"]) == (404, False)


async def test_methods_are_known_in_any_case(playground: Driver) -> None:
    assert (await playground.result("GETME"))["is_bot"] is True


@pytest.mark.parametrize("token", ["42:another", "nonsense"])
async def test_it_answers_401_to_a_wrong_token(playground: Driver, token: str) -> None:
    answer = await playground.http.get(f"/bot{token}/getMe")
    assert (answer.status_code, answer.json()["description"]) == (401, "Unauthorized")


async def test_without_a_token_of_its_own_it_takes_any_well_formed_one() -> None:
    playground = Driver(token=None)
    assert (await playground.http.get("/bot7:any/getMe")).status_code == 200
    assert (await playground.http.get("/botnonsense/getMe")).status_code == 401


async def test_it_refuses_to_hand_out_a_file_over_20_mib(playground: Driver) -> None:
    await playground.sends(ASHA, "document", b"x", size=str(20 * 1024 * 1024 + 1))
    document = (await playground.updates())[0]["message"]["document"]
    complaint = await playground.refusal("getFile", file_id=document["file_id"])
    assert complaint == "Bad Request: file is too big"


async def test_a_file_comes_back_as_it_was_sent(playground: Driver) -> None:
    await playground.sends(ASHA, "voice", b"OggS...", duration="3")
    voice = (await playground.updates())[0]["message"]["voice"]
    found = await playground.result("getFile", file_id=voice["file_id"])
    answer = await playground.http.get(f"/file/bot{TOKEN}/{found['file_path']}")
    assert (voice["duration"], answer.content) == (3, b"OggS...")


async def test_switched_on_the_pace_is_one_message_a_second_per_chat(playground: Driver) -> None:
    await playground.http.post("/playground/limits", json={"enabled": True})
    await playground.result("sendMessage", chat_id=ASHA, text="moja")
    refused = await playground.call("sendMessage", chat_id=ASHA, text="mbili")
    assert (refused["error_code"], refused["parameters"]) == (429, {"retry_after": 1})
    await playground.result("sendMessage", chat_id=JOHN, text="one")
    playground.clock.pass_seconds(1)
    await playground.result("sendMessage", chat_id=ASHA, text="mbili")


async def test_switched_on_the_pace_is_30_messages_a_second_in_all(playground: Driver) -> None:
    limits = playground.world.limits
    limits.enabled = True
    for chat_id in range(30):
        limits.check(chat_id)
    assert (await playground.call("sendMessage", chat_id=ASHA, text="x"))["error_code"] == 429
