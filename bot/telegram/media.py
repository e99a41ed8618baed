"""Fetching customers' files in the background. Their address holds the token: never log it."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass

import httpx
from telegram.error import BadRequest, TelegramError

from bot.telegram.backoff import FETCH_WAITS, wait
from bot.telegram.gateway import Gateway
from helpdesk.db.engine import DatabaseError
from helpdesk.domain.message import Attachment
from helpdesk.services import attachments
from helpdesk.services.file_kinds import HEAD, media_type

log = logging.getLogger(__name__)

LARGEST = 20 * 1024 * 1024
"""Telegram hands bots no larger file."""
SWEEP_SECONDS = 5.0
TRIES = 8
TOO_LARGE, UNKNOWN_KIND = "too_large", "unknown_kind"


class Refused(Exception):
    """We will not keep the file; the message says why, in a word."""


@dataclass(frozen=True)
class Fetched:
    """A file on our disk. `path` is relative to `var/files`, `size` in bytes."""

    path: str
    media_type: str
    size: int
    sha256: str


async def run(gateway: Gateway) -> None:
    """Fetch what is pending until the gateway stops."""
    while not gateway.stopping.is_set():
        try:
            await sweep(gateway)
        except DatabaseError:
            log.exception("the attachments cannot be read")
        await gateway.idle(gateway.files, SWEEP_SECONDS)


async def sweep(gateway: Gateway) -> None:
    """Fetch each pending file that is due, one after another."""
    due = await gateway.read(lambda session: attachments.pending(session, now=gateway.clock()))
    for attachment in due:
        await _settle(gateway, attachment)


async def _settle(gateway: Gateway, attachment: Attachment) -> None:
    try:
        file = await fetch(gateway, attachment)
    except Refused as refusal:
        why = str(refusal)
        await gateway.write(lambda s: attachments.refuse(s, attachment, error=why))
    except (TelegramError, httpx.HTTPError, OSError) as error:
        await _postpone(gateway, attachment, type(error).__name__)
    else:
        await gateway.write(
            lambda s: attachments.store(
                s,
                attachment,
                path=file.path,
                media_type=file.media_type,
                size=file.size,
                sha256=file.sha256,
            )
        )


async def _postpone(gateway: Gateway, attachment: Attachment, error: str) -> None:
    if attachment.attempts + 1 >= TRIES:
        await gateway.write(lambda s: attachments.refuse(s, attachment, error=error))
        return
    retry_at = gateway.clock() + wait(attachment.attempts + 1, FETCH_WAITS)
    await gateway.write(
        lambda s: attachments.postpone(s, attachment, retry_at=retry_at, error=error)
    )


async def fetch(gateway: Gateway, attachment: Attachment) -> Fetched:
    """Bring one file to our disk. Raises Refused, or what the network raises."""
    if (attachment.size or 0) > LARGEST:
        raise Refused(TOO_LARGE)
    try:
        file = await gateway.bot.get_file(attachment.file_id)
    except BadRequest as error:
        reason = TOO_LARGE if "too big" in str(error).lower() else "telegram"
        raise Refused(reason) from error
    content = await _download(gateway, str(file.file_path))
    kind = media_type(content[:HEAD])
    if kind is None:
        raise Refused(UNKNOWN_KIND)
    path = attachments.keep(gateway.settings.files, content)
    return Fetched(path, kind, len(content), hashlib.sha256(content).hexdigest())


async def _download(gateway: Gateway, url: str) -> bytes:
    content = bytearray()
    async with gateway.web.stream("GET", url, timeout=60) as response:
        response.raise_for_status()
        async for chunk in response.aiter_bytes():
            content += chunk
            if len(content) > LARGEST:
                raise Refused(TOO_LARGE)
    return bytes(content)
