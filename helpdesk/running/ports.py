"""Which ports the processes listen on, and whether those are free."""

from __future__ import annotations

import errno
import socket
from dataclasses import dataclass

from helpdesk.config import Settings
from helpdesk.running.voice import Stop

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Listener:
    """A port a process listens on, and the setting that chooses it."""

    setting: str
    host: str
    port: int

    @property
    def reachable_host(self) -> str:
        """Where a browser on this machine finds it: an address that means all is loopback."""
        return {"0.0.0.0": LOOPBACK, "::": "[::1]", "": LOOPBACK}.get(self.host, self.host)


def listeners(settings: Settings) -> list[Listener]:
    """The ports these settings will use, in the order of the README."""
    found = [
        Listener("OFISI_CONSOLE_PORT", settings.console_host, settings.console_port),
        Listener("OFISI_RASA_PORT", LOOPBACK, settings.rasa_port),
        Listener("OFISI_ACTIONS_PORT", LOOPBACK, settings.actions_port),
    ]
    if settings.playground:
        found.append(Listener("OFISI_PLAYGROUND_PORT", LOOPBACK, settings.playground_port))
    if settings.telegram_webhook_url:
        found.append(Listener("OFISI_WEBHOOK_PORT", LOOPBACK, settings.webhook_port))
    return found


def check(settings: Settings) -> None:
    """Raise Stop where two settings name one port, or a port cannot be listened on."""
    seen: dict[int, str] = {}
    for listener in listeners(settings):
        if listener.port in seen:
            raise Stop(
                "port_twice",
                port=listener.port,
                first=seen[listener.port],
                second=listener.setting,
            )
        seen[listener.port] = listener.setting
        check_free(listener)


def check_free(listener: Listener) -> None:
    """Raise Stop where the port is taken, not ours to take, or its address not this machine's."""
    try:
        family, _, _, _, address = socket.getaddrinfo(
            listener.host or None, listener.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            # A server that has just ended leaves its port waiting; servers take it all the same.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as error:
        raise Stop(_sentence(error), **vars(listener)) from error


def answers(listener: Listener) -> bool:
    """Whether something listens there now."""
    try:
        with socket.create_connection((listener.reachable_host.strip("[]"), listener.port), 1):
            return True
    except OSError:
        return False


def _sentence(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "port_taken"
    return "port_forbidden" if error.errno in (errno.EACCES, errno.EPERM) else "host_unknown"
