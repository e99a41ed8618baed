"""Every method the playground knows, by its name in small letters: Telegram ignores case."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.playground.methods import editing, profile, receiving, sending
from bot.playground.params import Params
from bot.playground.world import World

Handler = Callable[[World, Params], object]

HANDLERS: Mapping[str, Handler] = {
    "getme": profile.get_me,
    "getupdates": receiving.get_updates,
    "setwebhook": receiving.set_webhook,
    "deletewebhook": receiving.delete_webhook,
    "getwebhookinfo": receiving.get_webhook_info,
    "sendmessage": sending.send_message,
    "sendphoto": sending.send_photo,
    "senddocument": sending.send_document,
    "sendvoice": sending.send_voice,
    "sendchataction": sending.send_chat_action,
    "editmessagetext": editing.edit_message_text,
    "editmessagecaption": editing.edit_message_caption,
    "editmessagereplymarkup": editing.edit_message_reply_markup,
    "deletemessage": editing.delete_message,
    "deletemessages": editing.delete_messages,
    "answercallbackquery": editing.answer_callback_query,
    "setmycommands": profile.set_my_commands,
    "getmycommands": profile.get_my_commands,
    "deletemycommands": profile.delete_my_commands,
    "getfile": profile.get_file,
    "setmyname": profile.harmless,
    "setmydescription": profile.harmless,
    "setmyshortdescription": profile.harmless,
    "setchatmenubutton": profile.harmless,
    "setmydefaultadministratorrights": profile.harmless,
    "setmessagereaction": profile.harmless,
    "logout": profile.harmless,
    "close": profile.harmless,
}
