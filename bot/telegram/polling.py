"""Long polling: fetch, store, commit, and only then ask for what comes after."""

from __future__ import annotations

import logging
from datetime import timedelta

from telegram.error import Conflict, RetryAfter, TelegramError, TimedOut

from bot.telegram import api
from bot.telegram.arrivals import keep
from bot.telegram.backoff import SEND_WAITS, wait
from bot.telegram.gateway import Gateway
from helpdesk.db.engine import DatabaseError
from helpdesk.services import inbox, leases

log = logging.getLogger(__name__)

SEAT_TTL = timedelta(seconds=api.POLL_SECONDS + 20)
SEAT_WAIT = 2.0


async def run(gateway: Gateway) -> None:
    """Poll for ever; of several gateways the one in the seat polls, the others stand by."""
    await _end_webhook(gateway)
    failures = 0
    while not gateway.stopping.is_set():
        pause = await _attempt(gateway, failures + 1)
        failures = 0 if pause is None else failures + 1
        await gateway.pause(pause or 0.0)


async def _attempt(gateway: Gateway, attempt: int) -> float | None:
    """Poll once, if the seat is ours; how many seconds to wait after a failure, else None."""
    try:
        if await _sit(gateway):
            await poll(gateway)
        else:
            await gateway.pause(SEAT_WAIT)
    except (TelegramError, DatabaseError) as error:
        log.warning("no updates (%s): %s", type(error).__name__, error)
        return _pause(error, attempt)
    return None


async def poll(gateway: Gateway) -> None:
    """One poll: what it brings is committed together with the offset that confirms it."""
    offset = await gateway.read(lambda session: inbox.next_offset(session, gateway.bot_id))
    updates = await api.get_updates(gateway.bot, offset)
    gateway.telegram_seen = gateway.clock()
    if updates:
        following = max(update["update_id"] for update in updates) + 1
        await keep(gateway, updates, offset=following)


async def leave(gateway: Gateway) -> None:
    """Free the seat, so that another gateway need not wait for it."""
    await gateway.write(lambda session: leases.release(session, _seat(gateway), gateway.holder))


async def _sit(gateway: Gateway) -> bool:
    return await gateway.write(
        lambda session: leases.take(
            session, _seat(gateway), gateway.holder, ttl=SEAT_TTL, now=gateway.clock()
        )
    )


async def _end_webhook(gateway: Gateway) -> None:
    try:
        await gateway.bot.delete_webhook()
    except TelegramError as error:
        log.warning("deleteWebhook: %s", error)


def _pause(error: Exception, failures: int) -> float:
    if isinstance(error, RetryAfter):
        return api.pause_of(error).total_seconds()
    if isinstance(error, TimedOut):
        return 0.5
    if isinstance(error, Conflict):
        return 3.0
    return wait(failures, SEND_WAITS).total_seconds()


def _seat(gateway: Gateway) -> str:
    return f"poller:{gateway.bot_id}"
