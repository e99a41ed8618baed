"""Methods that put a message into a chat: text, photo, document, voice, and "typing…"."""

from __future__ import annotations

from bot.playground import objects
from bot.playground.chats import Chat
from bot.playground.errors import ApiError, blocked, refuse
from bot.playground.files import TOO_LARGE, UPLOAD_LIMIT, Stored, Upload
from bot.playground.images import dimensions
from bot.playground.keyboards import read_markup
from bot.playground.markup import Formatted, format_text
from bot.playground.params import Params
from bot.playground.shapes import Object, utf16_length
from bot.playground.world import World

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024


def send_message(world: World, params: Params) -> Object:
    """Send a text."""
    chat = reachable(world, params)
    content = text_content(params)
    return _send(world, chat, params, content)


def send_photo(world: World, params: Params) -> Object:
    """Send a picture."""
    chat = reachable(world, params)
    stored = _file(world, params, "photo")
    if dimensions(stored.content) is None:
        refuse("IMAGE_PROCESS_FAILED")
    return _send(world, chat, params, {"photo": objects.photo(stored), **caption(params)})


def send_document(world: World, params: Params) -> Object:
    """Send a file."""
    chat = reachable(world, params)
    stored = _file(world, params, "document")
    return _send(world, chat, params, {"document": objects.document(stored), **caption(params)})


def send_voice(world: World, params: Params) -> Object:
    """Send a voice note."""
    chat = reachable(world, params)
    voice = objects.voice(_file(world, params, "voice"), params.integer("duration"))
    return _send(world, chat, params, {"voice": voice, **caption(params)})


def send_chat_action(world: World, params: Params) -> bool:
    """Show "typing…" and its like."""
    chat = reachable(world, params)
    if not params.text("action"):
        refuse("wrong parameter action in request")
    world.feed.publish("action", chat_id=chat.customer.id, action=params.text("action"))
    return True


def reachable(world: World, params: Params) -> Chat:
    """Return the chat a call goes to; raises if there is none or the customer blocked the bot."""
    if not params.text("chat_id"):
        refuse("chat_id is empty")
    chat = world.chats.find(params.text("chat_id"))
    if chat.blocked:
        raise blocked()
    return chat


def text_content(params: Params) -> Object:
    """Return the text and entities of a call, within Telegram's limits."""
    formatted = _formatted(params, "text", "entities")
    if not formatted.text:
        refuse("message text is empty")
    if utf16_length(formatted.text) > TEXT_LIMIT:
        refuse("message is too long")
    return _with_entities("text", "entities", formatted)


def caption(params: Params) -> Object:
    """Return the caption of a call, within Telegram's limit; empty if it has none."""
    formatted = _formatted(params, "caption", "caption_entities")
    if utf16_length(formatted.text) > CAPTION_LIMIT:
        refuse("message caption is too long")
    return _with_entities("caption", "caption_entities", formatted) if formatted.text else {}


def _formatted(params: Params, name: str, entities: str) -> Formatted:
    return format_text(params.text(name), params.text("parse_mode"), params.structure(entities))


def _with_entities(name: str, field: str, formatted: Formatted) -> Object:
    return {name: formatted.text, **({field: formatted.entities} if formatted.entities else {})}


def _send(world: World, chat: Chat, params: Params, content: Object) -> Object:
    markup = read_markup(params.structure("reply_markup"))
    content = {**content, **_reply_to(chat, params)}
    if markup and "inline_keyboard" in markup:
        content["reply_markup"] = markup
    world.limits.check(chat.customer.id)
    sent = objects.from_bot(world, chat, content)
    world.chats.record(chat, "bot", sent)
    if markup and "keyboard" in markup:
        world.chats.show_keyboard(chat, markup)
    elif markup and markup.get("remove_keyboard"):
        world.chats.show_keyboard(chat, None)
    return sent


def _reply_to(chat: Chat, params: Params) -> Object:
    given = params.structure("reply_parameters")
    wanted = given if isinstance(given, dict) else {}
    message_id = int(wanted.get("message_id") or params.integer("reply_to_message_id"))
    if not message_id:
        return {}
    entry = chat.entries.get(message_id)
    if entry is not None and not entry.deleted:
        quoted = {key: value for key, value in entry.message.items() if key != "reply_to_message"}
        return {"reply_to_message": quoted}
    if wanted.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return {}
    return refuse("message to be replied not found")


def _file(world: World, params: Params, kind: str) -> Stored:
    upload = params.upload(kind)
    if upload is not None:
        return _kept(world, kind, upload)
    if not (given := params.text(kind)):
        refuse(f"there is no {kind} in the request")
    if stored := world.files.get(given):
        return stored
    # There is no internet here to fetch an address from.
    web = given.startswith(("http://", "https://"))
    return refuse(
        "failed to get HTTP URL content" if web else "wrong file identifier/HTTP URL specified"
    )


def _kept(world: World, kind: str, upload: Upload) -> Stored:
    if len(upload.content) > UPLOAD_LIMIT:
        raise ApiError(413, TOO_LARGE)
    if not upload.content:
        refuse("file must be non-empty")
    return world.files.keep(kind, upload)
