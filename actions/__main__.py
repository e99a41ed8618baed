"""`python -m actions`: serves the custom actions on loopback until it is stopped."""

from __future__ import annotations

import errno
import logging
import os
import socket
import sys

import uvicorn

from actions.office import close_office, open_office
from actions.server import create_app
from helpdesk.config import Settings, SettingsError, load_settings
from helpdesk.domain.errors import BadCompany
from helpdesk.locale import say

CANNOT_START = 2
LOOPBACK = "127.0.0.1"


def main() -> int:
    """Serve the actions; 2 if it cannot start, with one sentence why."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    # rasa_sdk tells every registration and every slot it cannot find.
    logging.getLogger("rasa_sdk").setLevel(logging.WARNING)
    try:
        settings = load_settings()
        open_office(settings)
        listening = _listen(settings.actions_port)
    except SettingsError as error:
        return _refuse(str(error))
    except BadCompany as error:
        return _refuse(_sentence("bad_company", **error.values))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        return _refuse(_sentence("port_taken", port=settings.actions_port))
    _serve(settings, listening)
    return 0


def _serve(settings: Settings, listening: socket.socket) -> None:
    config = uvicorn.Config(
        create_app(settings.internal_secret),
        lifespan="off",
        ws="none",  # what Rasa pins of websockets is too old for uvicorn, and we need none
        server_header=False,
        access_log=False,
        timeout_graceful_shutdown=5,
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        close_office()


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((LOOPBACK, port))
        listening.listen(128)
    except OSError:
        listening.close()
        raise
    return listening


def _sentence(key: str, **values: object) -> str:
    # Whoever starts processes reads logs, and logs are in English.
    return say("en", f"actions.{key}", **values)


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return CANNOT_START


if __name__ == "__main__":
    sys.exit(main())
