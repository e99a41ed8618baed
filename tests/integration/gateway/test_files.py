from __future__ import annotations

import hashlib
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from telegram.error import BadRequest, NetworkError

from bot.telegram import media
from helpdesk.domain.enums import AttachmentStatus
from helpdesk.domain.message import Attachment
from tests.integration.gateway.conftest import Counter
from tests.integration.gateway.fakes import message

JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 100
ADDRESS = "https://api.telegram.org/file/bot1:secret/photos/1.jpg"


async def file_of(counter: Counter, content: bytes, *, size: int | None = None) -> Attachment:
    """Asha sends a file of that content and the gateway fetches it; what became of it."""

    async def get_file(_: str) -> Any:
        return SimpleNamespace(file_path=ADDRESS)

    found = getattr(counter.bot, "get_file", get_file)
    object.__setattr__(counter.bot, "get_file", found)
    document = {"file_id": "f", "file_name": "../../etc/passwd", "file_size": size}
    await counter.receive(message(1, document=document))
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=content))
    async with httpx.AsyncClient(transport=transport) as web:
        counter.gateway.web = web
        await media.sweep(counter.gateway)
    with counter.gateway.database.reading() as session:
        attachment: Attachment = session.execute(select(Attachment)).scalar_one()
    return attachment


async def test_it_keeps_a_file_under_a_random_name(counter: Counter) -> None:
    attachment = await file_of(counter, JPEG)

    assert (attachment.status, attachment.media_type) == (AttachmentStatus.STORED, "image/jpeg")
    assert (attachment.size, attachment.sha256) == (104, hashlib.sha256(JPEG).hexdigest())
    path = counter.gateway.settings.var / "files" / str(attachment.path)
    assert path.read_bytes() == JPEG
    assert "passwd" not in str(attachment.path)


@pytest.mark.parametrize("content", [b"<svg onload=x>", b"<html>", b"PK\x03\x04", b""])
async def test_it_refuses_kinds_it_does_not_keep(counter: Counter, content: bytes) -> None:
    attachment = await file_of(counter, content)

    assert (attachment.status, attachment.error) == (AttachmentStatus.REFUSED, "unknown_kind")


async def test_it_refuses_a_large_file_without_asking_for_it(counter: Counter) -> None:
    attachment = await file_of(counter, JPEG, size=20 * 1024 * 1024 + 1)

    assert (attachment.status, attachment.error) == (AttachmentStatus.REFUSED, "too_large")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NetworkError("Bad Gateway"), AttachmentStatus.PENDING),
        (BadRequest("File is too big"), AttachmentStatus.REFUSED),
    ],
)
async def test_it_tries_again_only_where_that_may_help(
    counter: Counter, error: Exception, status: AttachmentStatus
) -> None:
    async def fail(_: str) -> Any:
        raise error

    object.__setattr__(counter.bot, "get_file", fail)

    attachment = await file_of(counter, JPEG)

    assert attachment.status is status


async def test_it_waits_longer_after_each_failure(counter: Counter) -> None:
    async def fail(_: str) -> Any:
        raise NetworkError("Bad Gateway")

    object.__setattr__(counter.bot, "get_file", fail)
    attachment, waited = await file_of(counter, JPEG), []
    while attachment.retry_at is not None:
        waited.append((attachment.retry_at - counter.time).total_seconds())
        counter.time = attachment.retry_at
        await media.sweep(counter.gateway)
        with counter.gateway.database.reading() as session:
            attachment = session.execute(select(Attachment)).scalar_one()

    assert waited == [2, 10, 60, 300, 900, 900, 900]
    assert attachment.status is AttachmentStatus.REFUSED
