"""`python -m backoffice`: serves the staff console until it is stopped."""

from __future__ import annotations

import errno
import logging
import os
import socket
import sys

import uvicorn

from backoffice.app import create_app, utc_now
from helpdesk.config import Settings, SettingsError, load_settings
from helpdesk.db.engine import Database
from helpdesk.db.upgrade import upgrade
from helpdesk.domain.errors import WeakPassword
from helpdesk.locale import say
from helpdesk.services import staff

CANNOT_START = 2


def main() -> int:
    """Serve the console; 2 if it cannot start, with one sentence why."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    # httpx tells every address it calls, and those of webhooks may hold a password.
    for name in ("alembic", "httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    try:
        settings = load_settings()
        # The port first: a second console must not touch the database of the one that runs.
        listening = _listen(settings)
        database = _opened(settings)
    except SettingsError as error:
        return _refuse(str(error))
    except WeakPassword as error:
        return _refuse(_sentence("weak_admin_password", **error.values))
    except OSError as error:
        return _refuse(_why_not(error, settings))
    _serve(settings, database, listening)
    return 0


def _serve(settings: Settings, database: Database, listening: socket.socket) -> None:
    config = uvicorn.Config(
        create_app(settings, database),
        # A proxy on this machine may say who asked, and whether over https; nobody else may.
        proxy_headers=True,
        forwarded_allow_ips="127.0.0.1,::1",
        # Rasa's libraries bring an old `websockets` that uvicorn cannot load, and we use none.
        ws="none",
        server_header=False,
        access_log=False,
        timeout_graceful_shutdown=5,
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        database.close()


def _opened(settings: Settings) -> Database:
    database = Database(settings.database_url)
    upgrade(database)
    if settings.admin_user and settings.admin_password:
        with database.begin() as session:
            staff.ensure_admin(
                session,
                username=settings.admin_user,
                password=settings.admin_password,
                now=utc_now(),
            )
    return database


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.console_host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.console_host, settings.console_port))
        listening.listen(128)
    except OSError:
        listening.close()
        raise
    return listening


def _why_not(error: OSError, settings: Settings) -> str:
    taken = error.errno == errno.EADDRINUSE
    return _sentence(
        "port_taken" if taken else "cannot_listen",
        host=settings.console_host,
        port=settings.console_port,
        why=error.strerror or "",
    )


def _sentence(key: str, **values: object) -> str:
    # Whoever starts processes reads logs, and logs are in English.
    return say("en", f"console.start.{key}", **values)


def _refuse(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return CANNOT_START


if __name__ == "__main__":
    sys.exit(main())
