"""An action server that answers as it is told, or is not there at all."""

from __future__ import annotations

import json
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.ports import free_port

OPENED = {
    "events": [],
    "responses": [{"response": "utter_opened", "case": "C-1"}],
}


class FakeActions:
    """Answers every call with `status` and `answer`; keeps headers and bodies in `calls`.

    While `free` is cleared it takes calls and does not answer.
    """

    def __init__(self) -> None:
        self.port = free_port()
        self.calls: list[tuple[dict[str, str], dict[str, Any]]] = []
        self.free = threading.Event()
        self.answer_well()
        self._server: ThreadingHTTPServer | None = None

    def answer_well(self) -> None:
        self.status, self.answer = 200, json.dumps(OPENED)
        self.free.set()
        self.calls.clear()

    def start(self) -> None:
        if self._server is None:
            self._server = ThreadingHTTPServer(("127.0.0.1", self.port), _handler(self))
            threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


def _handler(actions: FakeActions) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            actions.calls.append((dict(self.headers), json.loads(body)))
            actions.free.wait()
            self.send_response(actions.status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            with suppress(ConnectionError):
                self.wfile.write(actions.answer.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    return Handler
