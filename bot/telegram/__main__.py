"""`python -m bot.telegram`: the gateway, until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys

import httpx
from telegram.error import InvalidToken

from bot.telegram import faults, logs, service
from bot.telegram.api import make_bot
from bot.telegram.gateway import Gateway
from helpdesk.config import Settings, SettingsError, load_settings
from helpdesk.db.engine import Database
from helpdesk.locale import say

log = logging.getLogger("bot.telegram")

REFUSED = 2
"""The exit status for what only the operator can put right."""


def main() -> int:
    """Run the gateway; the exit status."""
    try:
        settings = load_settings()
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED
    logs.configure()
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # else the library warns at every 429
    faults.arm(os.environ.get("FAULT", ""))
    try:
        asyncio.run(_serve(settings))
    except InvalidToken:
        sys.stderr.write(say("en", "gateway.wrong_token") + "\n")
        return REFUSED
    except Exception:
        log.exception("the gateway fell over")
        return 1
    return 0


async def _serve(settings: Settings) -> None:
    database = Database(settings.database_url)
    async with httpx.AsyncClient(trust_env=False) as http, httpx.AsyncClient() as web:
        gateway = Gateway(settings, database, make_bot(settings), http, web)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, gateway.stopping.set)
        try:
            await service.run(gateway)
        finally:
            database.close()


if __name__ == "__main__":
    sys.exit(main())
