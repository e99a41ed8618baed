"""Methods about the bot itself: who it is, its commands, its descriptions, its files."""

from __future__ import annotations

import re

from bot.playground.errors import refuse
from bot.playground.params import Params
from bot.playground.shapes import Object
from bot.playground.world import World

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
DESCRIPTION_LIMIT = 256


def get_me(world: World, _params: Params) -> Object:
    """Return the bot's own user with what it may do."""
    return {
        **world.bot,
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(world: World, params: Params) -> bool:
    """Set the menu of a language; the menu without one is for everybody else."""
    wanted = params.structure("commands")
    if not isinstance(wanted, list):
        refuse("expected an Array of BotCommand")
    for each in wanted:
        _check(each)
    world.commands[params.text("language_code")] = wanted
    world.feed.publish("commands")
    return True


def get_my_commands(world: World, params: Params) -> list[Object]:
    """Return the menu of exactly this language."""
    return world.commands.get(params.text("language_code"), [])


def delete_my_commands(world: World, params: Params) -> bool:
    """Take away the menu of a language."""
    world.commands.pop(params.text("language_code"), None)
    world.feed.publish("commands")
    return True


def get_file(world: World, params: Params) -> Object:
    """Return where to download a file."""
    return world.files.link(params.text("file_id"))


def harmless(_world: World, _params: Params) -> bool:
    """Accept what the playground has no use for."""
    return True


def _check(command: object) -> None:
    if not isinstance(command, dict) or not COMMAND.fullmatch(str(command.get("command", ""))):
        refuse("BOT_COMMAND_INVALID")
    if not 1 <= len(str(command.get("description", ""))) <= DESCRIPTION_LIMIT:
        refuse("BOT_COMMAND_DESCRIPTION_INVALID")
