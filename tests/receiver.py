"""A company's own system that takes webhooks: keeps what came, and answers as a test says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

Script = Callable[[int], tuple[int, dict[str, str]]]
"""What the n-th request (from 0) is answered: a status, and headers."""


@dataclass(frozen=True)
class Came:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def message_id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def json(self) -> dict[str, Any]:
        return dict(json.loads(self.body))


@dataclass
class Receiver:
    """Listens on loopback; while `open` is not set, no request is answered."""

    script: Script = lambda _: (204, {})
    port: int = 0
    came: list[Came] = field(default_factory=list)
    open: Event = field(default_factory=Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"


@contextmanager
def receiving(script: Script | None = None, *, port: int = 0) -> Iterator[Receiver]:
    """A receiver for as long as the block runs."""
    receiver = Receiver()
    receiver.script = script or receiver.script
    receiver.open.set()
    server = ThreadingHTTPServer(("127.0.0.1", port), _handler(receiver))
    server.daemon_threads = True
    server.block_on_close = False
    receiver.port = int(server.server_address[1])
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.open.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            number = len(receiver.came)
            receiver.came.append(Came(self.path, headers, body))
            receiver.open.wait(60)
            status, more = receiver.script(number)
            try:
                self.send_response(status)
                for name, value in more.items():
                    self.send_header(name, value)
                self.end_headers()
            except OSError:
                # Who asked has hung up, or was killed: what some tests are about.
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
            pass

    return Handler
