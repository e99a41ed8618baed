"""A browser that leaves in the middle of sending is no failure of ours."""

from __future__ import annotations

import logging

import pytest
from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive, Scope, Send

from backoffice.failures import Failures


async def left(scope: Scope, receive: Receive, send: Send) -> None:
    raise ClientDisconnect


async def test_nothing_is_logged_and_nobody_is_answered(
    caplog: pytest.LogCaptureFixture,
) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    with caplog.at_level(logging.INFO):
        await Failures(left)({"type": "http", "method": "POST", "path": "/"}, receive, send)

    assert (sent, caplog.records) == ([], [])
