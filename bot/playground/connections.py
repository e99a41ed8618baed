"""Closing a caller's connection on purpose, as a failing network does."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from starlette.requests import Request
from uvicorn.protocols.http.h11_impl import H11Protocol


class ConnectionClosed(Exception):
    """Reaches the caller when there is no connection to close: inside one process."""


class Closable(H11Protocol):
    """uvicorn's protocol, with its open connections on record by the caller's address."""

    open: ClassVar[dict[tuple[str, int], asyncio.Transport]] = {}

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Put the connection on record."""
        super().connection_made(transport)
        self.open[_peer(transport)] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Strike the connection off."""
        self.open.pop(_peer(self.transport), None)
        super().connection_lost(exc)


async def close_connection(request: Request) -> None:
    """Cut the line without an answer; raises ConnectionClosed where there is no line."""
    client = request.client
    transport = Closable.open.get((client.host, client.port)) if client else None
    if transport is None:
        raise ConnectionClosed
    transport.abort()
    # Let the loop notice, so that the answer still to be returned goes nowhere.
    await asyncio.sleep(0)


def _peer(transport: asyncio.Transport) -> tuple[str, int]:
    host, port = transport.get_extra_info("peername", ("", 0))[:2]
    return str(host), int(port)
