"""The bot's own library works against a playground that really listens."""

from __future__ import annotations

import httpx
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import Forbidden, NetworkError, RetryAfter

from tests.unit.playground.driver import ASHA, PIXEL, TOKEN

pytestmark = pytest.mark.asyncio


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    # The library's coming way of telling the seconds to wait; the old one warns.
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


async def post(url: str, body: dict[str, str]) -> None:
    async with httpx.AsyncClient() as client:
        (await client.post(url, json=body)).raise_for_status()


def bot(running: str) -> Bot:
    return Bot(TOKEN, base_url=f"{running}/bot", base_file_url=f"{running}/file/bot")


async def test_it_sends_edits_fetches_and_downloads(running: str) -> None:
    async with bot(running) as library:
        button = InlineKeyboardButton("Ndiyo", callback_data="y")
        sent = await library.send_message(
            ASHA, "<b>Karibu</b>", parse_mode="HTML", reply_markup=InlineKeyboardMarkup([[button]])
        )
        await library.edit_message_text("Sawa", chat_id=ASHA, message_id=sent.message_id)
        shown = await library.send_photo(ASHA, PIXEL, caption="unga")
        file = await library.get_file(shown.photo[-1].file_id)
        assert bytes(await file.download_as_bytearray()) == PIXEL
        await post(f"{running}/playground/chats/{ASHA}/text", {"text": "asante"})
        updates = await library.get_updates(timeout=1)
        assert [update.message and update.message.text for update in updates] == ["asante"]


@pytest.mark.parametrize(
    ("kind", "error"),
    [("too_many_requests", RetryAfter), ("blocked", Forbidden), ("server_error", NetworkError)],
)
async def test_it_raises_its_own_errors(running: str, kind: str, error: type[Exception]) -> None:
    await post(f"{running}/playground/faults", {"kind": kind})
    async with bot(running) as library:
        with pytest.raises(error):
            await library.send_message(ASHA, "x")


@pytest.mark.parametrize("kind", ["close", "drop"])
async def test_a_broken_connection_is_a_network_error(running: str, kind: str) -> None:
    await post(f"{running}/playground/faults", {"kind": kind})
    async with bot(running) as library:
        with pytest.raises(NetworkError):
            await library.send_message(ASHA, "x")
