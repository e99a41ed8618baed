"""The road to Telegram: the library's `Bot`, asked for raw JSON where we must not parse."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from telegram import Bot
from telegram.error import RetryAfter
from telegram.request import HTTPXRequest

from helpdesk.config import Settings
from helpdesk.services.inbox import KINDS

POLL_SECONDS = 10
"""Short for a long poll, so that a silent line is noticed within seconds."""

__all__ = ["KINDS", "POLL_SECONDS", "get_updates", "make_bot", "pause_of"]


def make_bot(settings: Settings) -> Bot:
    """A bot that speaks to the API the settings name; nothing is sent yet."""
    root = settings.telegram_api_url
    return Bot(
        settings.bot_token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=HTTPXRequest(connection_pool_size=64, read_timeout=20, pool_timeout=10),
        get_updates_request=HTTPXRequest(connection_pool_size=2, read_timeout=20),
    )


async def get_updates(bot: Bot, offset: int | None) -> list[dict[str, Any]]:
    """Raw updates from `offset` on, which confirms all below it. Never parsed before stored."""
    asked: dict[str, Any] = {
        "timeout": POLL_SECONDS,
        "limit": 100,
        "allowed_updates": list(KINDS),
    }
    if offset is not None:
        asked["offset"] = offset
    # Spelt with an underscore, or the library warns that it could parse the updates for us.
    answer = await bot.do_api_request(
        "get_Updates", api_kwargs=asked, read_timeout=POLL_SECONDS + 10
    )
    return [update for update in answer if isinstance(update, dict) and "update_id" in update]


def pause_of(error: RetryAfter) -> timedelta:
    """How long Telegram asks us to wait."""
    pause: Any = error.retry_after
    return pause if isinstance(pause, timedelta) else timedelta(seconds=float(pause))
