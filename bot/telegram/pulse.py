"""The pulse: says that the gateway lives, and whether it can reach what it needs."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

import httpx
from telegram.error import TelegramError

from bot.telegram.gateway import Gateway
from helpdesk.db.engine import DatabaseError, Session
from helpdesk.services import heartbeats

log = logging.getLogger(__name__)

EVERY_SECONDS = 2.0
PROBE_SECONDS = 2.0
ASK_TELEGRAM_AFTER = timedelta(seconds=15)


async def run(gateway: Gateway) -> None:
    """Beat until the gateway stops."""
    while not gateway.stopping.is_set():
        try:
            await beat(gateway)
        except DatabaseError:
            log.exception("no heartbeat")
        await gateway.pause(EVERY_SECONDS)


async def beat(gateway: Gateway) -> None:
    """Look at every part once and note which are well."""
    settings = gateway.settings
    secret = {"X-Ofisi-Secret": settings.internal_secret}
    rasa = f"http://127.0.0.1:{settings.rasa_port}/webhooks/ofisi/health"
    actions = f"http://127.0.0.1:{settings.actions_port}/health"
    seen: dict[str, datetime] = {"gateway": gateway.clock()}
    if await _well(gateway.http, rasa, secret):
        seen["rasa"] = gateway.clock()
    if await _well(gateway.http, actions, secret):
        seen["actions"] = gateway.clock()
    await _ask_telegram(gateway)
    if gateway.telegram_seen is not None:
        seen["telegram"] = gateway.telegram_seen

    def work(session: Session) -> None:
        for process, at in seen.items():
            heartbeats.beat(session, process, now=at)

    await gateway.write(work)


async def _well(http: httpx.AsyncClient, url: str, headers: dict[str, str]) -> bool:
    try:
        response = await http.get(url, headers=headers, timeout=PROBE_SECONDS)
    except httpx.HTTPError:
        return False
    return response.status_code == 200


async def _ask_telegram(gateway: Gateway) -> None:
    """Where no poll has reached Telegram for a while (a webhook, the second seat), ask."""
    seen = gateway.telegram_seen
    if seen is not None and gateway.clock() - seen < ASK_TELEGRAM_AFTER:
        return
    try:
        await gateway.bot.get_me()
    except TelegramError:
        return
    gateway.telegram_seen = gateway.clock()
