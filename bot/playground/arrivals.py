"""What a customer does, turned into updates for the bot. HTTP lives in `customer_api`."""

from __future__ import annotations

from dataclasses import dataclass

from bot.playground import objects
from bot.playground.chats import Chat, Customer
from bot.playground.errors import reject
from bot.playground.keyboards import CALLBACK_BYTES
from bot.playground.shapes import Object, seconds, utf16_length
from bot.playground.updates import PRESSES_KEPT
from bot.playground.world import World

TEXT_LIMIT = 4096


@dataclass(frozen=True)
class Arrival:
    """What came of it: the update's number, and the message it tells of, if any."""

    update_id: int
    message_id: int | None = None


def text(world: World, chat: Chat, words: str) -> list[Arrival]:
    """Send a text, cut as Telegram's own apps cut what is over 4096 UTF-16 units."""
    if not words.strip():
        reject("empty")
    pieces = [piece.strip() for piece in _pieces(words.strip())]
    return [
        message(world, chat, {"text": piece, **_entities("entities", piece)})
        for piece in pieces
        if piece
    ]


def message(world: World, chat: Chat, content: Object, caption: str = "") -> Arrival:
    """Send a message with this content, and a caption if it has one."""
    _refuse_if_blocked(chat)
    if caption:
        content = {**content, "caption": caption, **_entities("caption_entities", caption)}
    sent = objects.from_customer(world, chat, content)
    world.chats.record(chat, "customer", sent)
    return Arrival(world.updates.put("message", sent, lane=_lane(chat)), sent["message_id"])


def edit(world: World, chat: Chat, message_id: int, words: str) -> Arrival:
    """Change the words of a message the customer sent."""
    entry = chat.entries.get(message_id)
    if entry is None or entry.author != "customer" or not words.strip():
        reject("cannot_edit")
    field, marks = (
        ("text", "entities") if "text" in entry.message else ("caption", "caption_entities")
    )
    kept = {name: value for name, value in entry.message.items() if name != marks}
    changed = {field: words.strip(), **_entities(marks, words.strip())}
    entry.message = {**kept, **changed, "edit_date": seconds(world.clock())}
    world.chats.changed(chat, entry)
    update_id = world.updates.put("edited_message", entry.message, lane=_lane(chat))
    return Arrival(update_id, message_id)


def press(world: World, chat: Chat, message_id: int, data: str) -> tuple[Arrival, str]:
    """Press an inline button; return also the query's id.

    A changed Telegram app can send any data, so the data need not stand on a button.
    """
    _refuse_if_blocked(chat)
    entry = chat.entries.get(message_id)
    if entry is None or not 0 < len(data.encode()) <= CALLBACK_BYTES:
        reject("cannot_press")
    pressed = world.presses.add(chat.customer.id, message_id, data)
    query = {
        "id": pressed.query_id,
        "from": chat.customer.as_user(),
        "message": entry.message,
        "chat_instance": str(-chat.customer.id * 7919),
        "data": data,
    }
    lane = f"user:{chat.customer.id}"
    update_id = world.updates.put("callback_query", query, lane=lane, kept=PRESSES_KEPT)
    return Arrival(update_id, message_id), pressed.query_id


def block(world: World, chat: Chat, *, blocked: bool) -> Arrival | None:
    """Block the bot, or unblock it; None if nothing changes."""
    if chat.blocked == blocked:
        return None
    world.chats.block(chat, blocked=blocked)
    before, after = _membership(world, not blocked), _membership(world, blocked)
    change = {
        "chat": chat.customer.as_chat(),
        "from": chat.customer.as_user(),
        "date": seconds(world.clock()),
        "old_chat_member": before,
        "new_chat_member": after,
    }
    return Arrival(world.updates.put("my_chat_member", change, lane=_lane(chat)))


def raw(world: World, update: Object) -> Arrival:
    """Queue any object at all; a private chat it names is opened, so that it can be answered."""
    lane = "raw"
    for body in update.values():
        person = body.get("from") if isinstance(body, dict) else None
        if isinstance(person, dict) and isinstance(person.get("id"), int):
            lane = _lane(world.chats.add(_customer(person)))
    return Arrival(world.updates.put_raw(update, lane=lane))


def _customer(person: Object) -> Customer:
    names = ("last_name", "username", "language_code")
    rest = {name: person[name] for name in names if isinstance(person.get(name), str)}
    return Customer(person["id"], str(person.get("first_name", person["id"])), **rest)


def _membership(world: World, blocked: bool) -> Object:
    if blocked:
        return {"user": world.bot, "status": "kicked", "until_date": 0}
    return {"user": world.bot, "status": "member"}


def _refuse_if_blocked(chat: Chat) -> None:
    if chat.blocked:
        reject("blocked", 409)


def _lane(chat: Chat) -> str:
    return f"chat:{chat.customer.id}"


def _entities(name: str, words: str) -> Object:
    found = objects.typed(words)
    return {name: found} if found else {}


def _pieces(words: str) -> list[str]:
    if utf16_length(words) <= TEXT_LIMIT:
        return [words]
    # Cutting by characters keeps an emoji, which is two units, whole.
    size = TEXT_LIMIT if utf16_length(words) == len(words) else TEXT_LIMIT // 2
    return [words[at : at + size] for at in range(0, len(words), size)]
