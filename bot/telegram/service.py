"""The gateway from start to stop: which parts run, and what happens when one falls over."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Coroutine
from typing import Any

from telegram.error import InvalidToken, TelegramError

from bot.telegram import errands, media, menu, polling, pulse, watch, webhook
from bot.telegram.backoff import SEND_WAITS, wait
from bot.telegram.courier import Courier
from bot.telegram.gateway import Gateway
from bot.telegram.worker import Worker
from helpdesk.db.engine import DatabaseError
from helpdesk.services import leases

log = logging.getLogger(__name__)


async def run(gateway: Gateway) -> None:
    """Run until `gateway.stopping` is set. Raises InvalidToken for a token Telegram refuses."""
    await _sign_in(gateway)
    await _take_over(gateway)
    parts = [asyncio.create_task(part) for part in _parts(gateway)]
    stop = asyncio.create_task(gateway.stopping.wait())
    try:
        await asyncio.wait({stop, *parts}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        await _wind_down(gateway, parts)


def _parts(gateway: Gateway) -> list[Coroutine[Any, Any, None]]:
    intake = webhook.run if gateway.settings.telegram_webhook_url else polling.run
    return [
        intake(gateway),
        Worker(gateway).run(),
        Courier(gateway).run(),
        media.run(gateway),
        pulse.run(gateway),
        errands.run(gateway),
        watch.run(gateway),
    ]


async def _sign_in(gateway: Gateway) -> None:
    """Ask Telegram who we are, until it answers."""
    failures = 0
    while not gateway.stopping.is_set() and not await _answers(gateway):
        failures += 1
        await gateway.pause(wait(failures, SEND_WAITS).total_seconds())
    gateway.aside(menu.publish(gateway))
    if gateway.settings.telegram_webhook_url:
        gateway.aside(webhook.announce(gateway))


async def _answers(gateway: Gateway) -> bool:
    try:
        await gateway.bot.initialize()
        await gateway.bot.get_me()
    except InvalidToken:
        raise
    except TelegramError as error:
        log.warning("Telegram does not answer yet: %s", error)
        return False
    gateway.telegram_seen = gateway.clock()
    return True


async def _take_over(gateway: Gateway) -> None:
    """Free what gateways of this machine held that are gone, so that nobody waits for them."""
    try:
        freed = await gateway.write(
            lambda session: leases.release_dead(session, socket.gethostname(), _alive)
        )
    except DatabaseError:
        log.exception("leases of dead processes stand until they run out")
        return
    if freed:
        log.info("freed %s leases of processes that are gone", freed)


async def _wind_down(gateway: Gateway, parts: list[asyncio.Task[None]]) -> None:
    """Let the parts end by themselves, hurry those that wait, and say what fell over."""
    failed = [part for part in parts if part.done() and not part.cancelled() and part.exception()]
    gateway.stopping.set()
    gateway.inbound.set()
    gateway.outbound.set()
    gateway.files.set()
    parts[0].cancel()  # fetching updates: what is not stored yet comes again
    await asyncio.wait(parts, timeout=10)
    for part in parts:
        part.cancel()
    await asyncio.gather(*parts, return_exceptions=True)
    await _leave(gateway)
    for part in failed:
        raise part.exception() or RuntimeError


async def _leave(gateway: Gateway) -> None:
    try:
        await polling.leave(gateway)
        await gateway.bot.shutdown()
    except (DatabaseError, TelegramError) as error:
        log.warning("on leaving: %s", error)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
