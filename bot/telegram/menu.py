"""The menu of commands that Telegram shows beside the text field, in each language."""

from __future__ import annotations

import logging

from telegram import BotCommand
from telegram.error import TelegramError

from bot.telegram import commands, desk
from bot.telegram.gateway import Gateway

log = logging.getLogger(__name__)


async def publish(gateway: Gateway) -> None:
    """Tell Telegram the commands; Swahili is what people of other languages see."""
    try:
        await gateway.bot.set_my_commands(_menu("sw"))
        await gateway.bot.set_my_commands(_menu("sw"), language_code="sw")
        await gateway.bot.set_my_commands(_menu("en"), language_code="en")
    except TelegramError as error:
        log.warning("setMyCommands: %s", error)


def _menu(language: str) -> list[BotCommand]:
    listed = commands.LISTED[language]
    return [BotCommand(name, desk.describe(language, name)) for name in listed]
