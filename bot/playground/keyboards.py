"""What `reply_markup` may hold, and Telegram's complaints about the rest."""

from __future__ import annotations

from urllib.parse import urlsplit

from bot.playground.errors import refuse
from bot.playground.shapes import Object

CALLBACK_BYTES = 64
ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


def read_markup(value: object) -> Object | None:
    """Return a checked markup object, or None when none was given."""
    if value is None or value == "":
        return None
    if not isinstance(value, dict):
        refuse("object expected as reply markup")
    if "inline_keyboard" in value:
        rows = _rows(value["inline_keyboard"], "inline_keyboard", "InlineKeyboardMarkup")
        return {"inline_keyboard": [[_inline(button) for button in row] for row in rows if row]}
    if "keyboard" in value:
        rows = _rows(value["keyboard"], "keyboard", "ReplyKeyboardMarkup")
        return {**value, "keyboard": [[_reply(button) for button in row] for row in rows if row]}
    if value.get("remove_keyboard") or value.get("force_reply"):
        return value
    return None


def read_inline(value: object) -> Object | None:
    """Return a checked inline keyboard, the only markup a message can be edited to."""
    markup = read_markup(value)
    if markup is not None and "inline_keyboard" not in markup:
        refuse("inline keyboard expected")
    return markup


def _rows(value: object, field: str, name: str) -> list[list[object]]:
    if not isinstance(value, list):
        refuse(f'field "{field}" of the {name} must be an Array')
    if not all(isinstance(row, list) for row in value):
        refuse(f'field "{field}" of the {name} must be an Array of Arrays')
    return value


def _inline(button: object) -> Object:
    if not isinstance(button, dict):
        refuse("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    if not str(button.get("text") or "").strip():
        refuse("inline keyboard button text must be non-empty")
    if not any(button.get(action) not in {None, ""} for action in ACTIONS if action in button):
        refuse(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(str(button.get("callback_data", "")).encode()) > CALLBACK_BYTES:
        refuse("BUTTON_DATA_INVALID")
    _check_url(button.get("url"))
    return button


def _check_url(url: object) -> None:
    if url is None:
        return
    parts = urlsplit(str(url))
    if parts.scheme not in {"http", "https", "tg", "tel"} or not (parts.netloc or parts.path):
        refuse(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")


def _reply(button: object) -> Object:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        refuse("can't parse keyboard button: KeyboardButton must be an Object")
    if not str(button.get("text") or "").strip():
        refuse("keyboard button text must be non-empty")
    return button
