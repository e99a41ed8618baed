"""Listening on this machine, and on it alone. What is served lives in `app`."""

from __future__ import annotations

import errno
import logging
import socket
import sys
from contextlib import suppress
from types import FrameType

import uvicorn

from bot.playground.app import create_app
from bot.playground.connections import Closable
from bot.playground.world import World
from helpdesk.config import PLAYGROUND_TOKEN, SettingsError, load_settings

HOST = "127.0.0.1"
REFUSED = 2
REAL_BOT = (
    "The playground does not start, because TELEGRAM_BOT_TOKEN is set and the bot talks to "
    "Telegram itself; unset it to use the playground."
)
PORT_IS_TAKEN = (
    "The playground cannot listen on {host}:{port}, because another program does; "
    "stop it or set OFISI_PLAYGROUND_PORT to a free port."
)
PORT_IS_CLOSED = "The playground cannot listen on {host}:{port}: {why}."
LISTENING = "The playground is at http://%s:%s/ and takes the place of Telegram."
logger = logging.getLogger(__name__)


class Server(uvicorn.Server):
    """uvicorn's server, which ends the long waits before it waits for them."""

    def __init__(self, world: World) -> None:
        """Serve this world."""
        super().__init__(
            uvicorn.Config(
                create_app(world),
                http=Closable,
                # Rasa pins a websockets package that uvicorn cannot use; nobody needs it.
                ws="none",
                log_level="warning",
                access_log=False,
                timeout_graceful_shutdown=2,
            )
        )
        self._world = world

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop."""
        self._world.close()
        super().handle_exit(sig, frame)


def listen(port: int) -> socket.socket:
    """Return a socket bound to the loopback address; 0 takes any free port. Raises OSError."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # Otherwise a playground started again within a minute would find its own port taken.
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((HOST, port))
        bound.listen(128)
    except OSError:
        bound.close()
        raise
    return bound


def main() -> int:
    """Run until stopped; return the process's exit code."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    # The webhook's client would otherwise log every delivery.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    try:
        settings = load_settings()
    except SettingsError as error:
        return _refuse(str(error))
    if not settings.playground:
        return _refuse(REAL_BOT)
    port = settings.playground_port
    try:
        bound = listen(port)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        sentence = PORT_IS_TAKEN if taken else PORT_IS_CLOSED
        return _refuse(sentence.format(host=HOST, port=port, why=error.strerror))
    logger.info(LISTENING, HOST, port)
    # uvicorn raises the signal again once it has stopped; Ctrl-C needs no traceback.
    with suppress(KeyboardInterrupt):
        Server(World(token=PLAYGROUND_TOKEN)).run(sockets=[bound])
    return 0


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return REFUSED
