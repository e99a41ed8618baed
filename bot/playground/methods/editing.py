"""Methods that change or remove what was sent, and that answer a press."""

from __future__ import annotations

from datetime import timedelta

from bot.playground.chats import Chat, Entry
from bot.playground.errors import refuse
from bot.playground.keyboards import read_inline
from bot.playground.methods.sending import caption, reachable, text_content
from bot.playground.params import Params
from bot.playground.shapes import Object, seconds
from bot.playground.world import World

DELETABLE = timedelta(hours=48)
ANSWER_LIMIT = 200
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)


def edit_message_text(world: World, params: Params) -> Object:
    """Replace a text, and with it the buttons."""
    chat, entry = _own(world, params)
    if "text" not in entry.message:
        refuse("there is no text in the message to edit")
    changed = {**_without(entry, "text", "entities"), **text_content(params)}
    return _replace(world, chat, entry, _marked(changed, params))


def edit_message_caption(world: World, params: Params) -> Object:
    """Replace a caption, and with it the buttons."""
    chat, entry = _own(world, params)
    if "text" in entry.message:
        refuse("there is no caption in the message to edit")
    changed = {**_without(entry, "caption", "caption_entities"), **caption(params)}
    return _replace(world, chat, entry, _marked(changed, params))


def edit_message_reply_markup(world: World, params: Params) -> Object:
    """Replace only the buttons."""
    chat, entry = _own(world, params)
    return _replace(world, chat, entry, _marked(_without(entry), params))


def delete_message(world: World, params: Params) -> bool:
    """Remove a message of either side that is younger than 48 hours."""
    chat = reachable(world, params)
    entry = _entry(chat, params.integer("message_id"), "message to delete not found")
    if seconds(world.clock() - DELETABLE) > int(entry.message["date"]):
        refuse("message can't be deleted for everyone")
    entry.deleted = True
    world.chats.changed(chat, entry)
    return True


def delete_messages(world: World, params: Params) -> bool:
    """Remove several messages; those that are not there are skipped, as at Telegram."""
    chat = reachable(world, params)
    wanted = params.structure("message_ids")
    for message_id in wanted if isinstance(wanted, list) else []:
        if (entry := chat.entries.get(int(message_id))) is not None:
            entry.deleted = True
            world.chats.changed(chat, entry)
    return True


def answer_callback_query(world: World, params: Params) -> bool:
    """End a press's waiting, with a word to the customer or without."""
    if len(params.text("text")) > ANSWER_LIMIT:
        refuse("MESSAGE_TOO_LONG")
    press = world.presses.answer(params.text("callback_query_id"))
    world.feed.publish(
        "answer",
        chat_id=press.chat_id,
        query_id=press.query_id,
        text=params.text("text"),
        alert=params.flag("show_alert"),
    )
    return True


def _own(world: World, params: Params) -> tuple[Chat, Entry]:
    chat = reachable(world, params)
    entry = _entry(chat, params.integer("message_id"), "message to edit not found")
    if entry.author != "bot":
        refuse("message can't be edited")
    return chat, entry


def _entry(chat: Chat, message_id: int, complaint: str) -> Entry:
    entry = chat.entries.get(message_id)
    if entry is None or entry.deleted:
        refuse(complaint)
    return entry


def _without(entry: Entry, *names: str) -> Object:
    gone = {*names, "reply_markup"}
    return {name: value for name, value in entry.message.items() if name not in gone}


def _marked(message: Object, params: Params) -> Object:
    markup = read_inline(params.structure("reply_markup"))
    # An empty keyboard takes the buttons away, so it is no keyboard at all.
    return {**message, "reply_markup": markup} if markup and markup["inline_keyboard"] else message


def _replace(world: World, chat: Chat, entry: Entry, changed: Object) -> Object:
    if changed == entry.message:
        refuse(NOT_MODIFIED)
    entry.message = {**changed, "edit_date": seconds(world.clock())}
    world.chats.changed(chat, entry)
    return entry.message
