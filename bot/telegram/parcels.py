"""One delivery as a call of the Bot API: a text, or a file with the text under it."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any

from telegram import InputFile, Message
from telegram.error import BadRequest

from bot.telegram.gateway import Gateway

log = logging.getLogger(__name__)


async def send(gateway: Gateway, chat_id: int, payload: dict[str, Any], markup: Any) -> Message:
    """Send what a delivery holds. Raises TelegramError.

    A file that is gone from our disk leaves its words, and those are sent; without any there is
    nothing to send, which is told like a refusal of Telegram's.
    """
    file = await _opened(gateway.settings.files, payload.get("file"))
    text = str(payload.get("text", ""))
    if file is None and not text:
        message = "the file is gone"
        raise BadRequest(message)
    if file is None:
        return await gateway.bot.send_message(chat_id, text, reply_markup=markup)
    caption = text or None
    kind = payload["file"]["kind"]
    if kind == "photo":
        return await gateway.bot.send_photo(chat_id, file, caption=caption, reply_markup=markup)
    if kind == "voice":
        return await gateway.bot.send_voice(chat_id, file, caption=caption, reply_markup=markup)
    return await gateway.bot.send_document(chat_id, file, caption=caption, reply_markup=markup)


async def _opened(folder: Path, file: dict[str, Any] | None) -> InputFile | None:
    if file is None:
        return None
    try:
        content = await asyncio.to_thread((folder / str(file["path"])).read_bytes)
    except OSError as error:
        log.warning("a file of ours cannot be sent: %s", type(error).__name__)
        return None
    return InputFile(content, filename=file.get("name") or "file")
