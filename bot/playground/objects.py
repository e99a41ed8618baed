"""Telegram's Message and its media, as plain JSON. Which chat they go to lives elsewhere."""

from __future__ import annotations

import re

from bot.playground.chats import Chat
from bot.playground.files import Stored
from bot.playground.images import Dimensions, dimensions
from bot.playground.shapes import Object, seconds, utf16_length
from bot.playground.world import World

COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(?:@\w+)?")
LINK = re.compile(r"(?<!\S)https?://\S+")
THUMBNAIL = 90
UNKNOWN_PICTURE = Dimensions(800, 600)


def from_bot(world: World, chat: Chat, content: Object) -> Object:
    """Build a message the bot sends now."""
    return _message(world, chat, world.bot, content)


def from_customer(world: World, chat: Chat, content: Object) -> Object:
    """Build a message the customer sends now."""
    return _message(world, chat, chat.customer.as_user(), content)


def _message(world: World, chat: Chat, sender: Object, content: Object) -> Object:
    return {
        "message_id": world.message_ids.next(),
        "from": sender,
        "chat": chat.customer.as_chat(),
        "date": seconds(world.clock()),
        **content,
    }


def photo(stored: Stored) -> list[Object]:
    """Return a picture's sizes, the smallest first, as Telegram orders them."""
    full = dimensions(stored.content) or UNKNOWN_PICTURE
    share = min(1.0, THUMBNAIL / max(full.width, full.height, 1))
    small = {"width": max(1, int(full.width * share)), "height": max(1, int(full.height * share))}
    thumbnail = {**stored.described(), "file_unique_id": f"{stored.unique_id}s", **small}
    return [thumbnail, {**stored.described(), "width": full.width, "height": full.height}]


def document(stored: Stored) -> Object:
    """Return Telegram's Document."""
    return {**stored.described(), "file_name": stored.name, "mime_type": stored.mime}


def voice(stored: Stored, duration: int) -> Object:
    """Return Telegram's Voice; `duration` in seconds."""
    return {**stored.described(), "mime_type": stored.mime, "duration": duration}


def typed(text: str) -> list[Object]:
    """Return the entities Telegram finds in what a person types: commands and links."""
    found = [("bot_command", match) for match in COMMAND.finditer(text)]
    found += [("url", match) for match in LINK.finditer(text)]
    return [
        {
            "type": kind,
            "offset": utf16_length(text[: match.start()]),
            "length": utf16_length(match[0]),
        }
        for kind, match in sorted(found, key=lambda each: each[1].start())
    ]
