"""One raw update, read without trusting its shape. What cannot be read raises Unparseable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.telegram.text import storable

FILES = ("document", "voice", "audio", "video", "video_note", "animation", "sticker")
BARE = ("location", "venue", "poll", "dice", "game", "story", "checklist", "paid_media", "invoice")
SERVICE = frozenset(
    {
        "pinned_message",
        "message_auto_delete_timer_changed",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "new_chat_members",
        "left_chat_member",
        "new_chat_title",
        "new_chat_photo",
        "delete_chat_photo",
        "group_chat_created",
        "supergroup_chat_created",
        "chat_background_set",
        "write_access_allowed",
        "connected_website",
    }
)
"""Messages nobody wrote: Telegram's own notes in the chat."""


class Unparseable(Exception):
    """The update is not of a shape we know; the message says where."""


@dataclass(frozen=True)
class File:
    """A file at Telegram. `size` is in bytes, as far as Telegram says."""

    kind: str
    file_id: str
    name: str | None = None
    media_type: str | None = None
    size: int | None = None


@dataclass(frozen=True)
class Inbound:
    """What an update says; `text` is what was written, a caption included.

    `kind` is text, photo, contact, button, edit, member, service, or a kind of Telegram's.
    `album` joins pictures sent together, `reply_to` is the id of the message that is answered,
    `spot` a latitude and longitude.
    """

    kind: str
    chat_id: int
    private: bool
    name: str = ""
    username: str | None = None
    language_code: str | None = None
    message_id: int | None = None
    text: str = ""
    file: File | None = None
    phone: str | None = None
    own_phone: bool = False
    data: str = ""
    status: str = ""
    new_chat_id: int | None = None
    album: str | None = None
    reply_to: int | None = None
    spot: tuple[float, float] | None = None


def parse(raw: object) -> Inbound:
    """The update as plain values; raises Unparseable."""
    update = _object(raw, "update")
    if "message" in update:
        return _message(_object(update["message"], "message"))
    if "edited_message" in update:
        return _message(_object(update["edited_message"], "edited_message"), edited=True)
    if "callback_query" in update:
        return _press(_object(update["callback_query"], "callback_query"))
    if "my_chat_member" in update:
        return _member(_object(update["my_chat_member"], "my_chat_member"))
    known = ", ".join(sorted(str(name) for name in update))
    message = f"an update of another kind: {known}"
    raise Unparseable(message)


def _message(message: Mapping[str, Any], *, edited: bool = False) -> Inbound:
    kind = _kind(message)
    file = _file(message, kind)
    contact = message.get("contact")
    phone = _phone(contact) if kind == "contact" else None
    words = message.get("text", message.get("caption", ""))
    return Inbound(
        kind="edit" if edited and kind != "service" else _seen_as(kind, file),
        **_chat(message),
        **_sender(message.get("from")),
        message_id=_number(message.get("message_id"), "message_id"),
        text=storable(_text(words, "text")),
        file=file,
        phone=phone,
        own_phone=phone is not None and _owns(contact, message.get("from")),
        new_chat_id=message.get("migrate_to_chat_id"),
        album=storable(_text(message.get("media_group_id") or "", "media_group_id"))[:64] or None,
        reply_to=_answered(message),
        spot=_spot(message),
    )


def _answered(message: Mapping[str, Any]) -> int | None:
    answered = message.get("reply_to_message")
    number = answered.get("message_id") if isinstance(answered, Mapping) else None
    return number if isinstance(number, int) else None


def _spot(message: Mapping[str, Any]) -> tuple[float, float] | None:
    """Where a shared location or venue is; None for one that is nowhere on earth."""
    place = message.get("location")
    if not isinstance(place, Mapping):
        return None
    latitude, longitude = place.get("latitude"), place.get("longitude")
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        return None
    on_earth = abs(latitude) <= 90 and abs(longitude) <= 180
    return (float(latitude), float(longitude)) if on_earth else None


def _press(query: Mapping[str, Any]) -> Inbound:
    sender = _object(query.get("from"), "from")
    message = query.get("message")
    where = _object(message, "message") if message else {}
    here = {"chat_id": _number(sender.get("id"), "from.id"), "private": True}
    return Inbound(
        kind="button",
        **(_chat(where) if where else here),
        **_sender(sender),
        message_id=where.get("message_id"),
        data=_text(query.get("data", ""), "data"),
    )


def _member(change: Mapping[str, Any]) -> Inbound:
    new = _object(change.get("new_chat_member"), "new_chat_member")
    return Inbound(
        kind="member",
        **_chat(change),
        **_sender(change.get("from")),
        status=_text(new.get("status"), "status"),
    )


def _kind(message: Mapping[str, Any]) -> str:
    # An animation comes with a document of itself, for clients that know no animations.
    for name in ("text", "photo", "contact", "animation", *FILES, *BARE):
        if name in message:
            return name
    return "service" if SERVICE & set(message) else "other"


def _seen_as(kind: str, file: File | None) -> str:
    image = file is not None and (file.media_type or "").startswith("image/")
    return "photo" if kind == "document" and image else kind


def _file(message: Mapping[str, Any], kind: str) -> File | None:
    if kind == "photo":
        sizes = message["photo"]
        if not isinstance(sizes, list) or not sizes:
            raise Unparseable(kind)
        found = max((_object(size, "photo") for size in sizes), key=_area)
    elif kind in FILES:
        found = _object(message[kind], kind)
    else:
        return None
    return File(
        kind=kind,
        file_id=_text(found.get("file_id"), "file_id"),
        name=storable(_text(found.get("file_name") or "", "file_name")) or None,
        media_type=storable(_text(found.get("mime_type") or "", "mime_type")) or None,
        size=_number(found["file_size"], "file_size") if found.get("file_size") else None,
    )


def _area(size: Mapping[str, Any]) -> int:
    return _number(size.get("width", 0), "width") * _number(size.get("height", 0), "height")


def _phone(contact: object) -> str:
    number = _text(_object(contact, "contact").get("phone_number"), "phone_number")
    digits = "".join(c for c in number if c.isascii() and c.isdigit())[:20]
    return f"+{digits}"


def _owns(contact: object, sender: object) -> bool:
    """Whether the number is the sender's own: only then Telegram vouches for it."""
    person, card = _object(sender, "from"), _object(contact, "contact")
    return card.get("user_id") is not None and card.get("user_id") == person.get("id")


def _chat(holder: Mapping[str, Any]) -> dict[str, Any]:
    chat = _object(holder.get("chat"), "chat")
    return {
        "chat_id": _number(chat.get("id"), "chat.id"),
        "private": chat.get("type") == "private",
    }


def _sender(sender: object) -> dict[str, Any]:
    if sender is None:
        return {}
    person = _object(sender, "from")
    names = [_text(person.get(part) or "", part) for part in ("first_name", "last_name")]
    return {
        "name": storable(" ".join(name for name in names if name)),
        "username": storable(_text(person.get("username") or "", "username"))[:64] or None,
        "language_code": _text(person.get("language_code") or "", "language_code") or None,
    }


def _object(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise Unparseable(where)
    return value


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise Unparseable(where)
    return value


def _number(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 2**63:
        raise Unparseable(where)
    return value
