"""A tiny HTTP server for stand-ins: one function that maps a path and a body to an answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl

Answer = tuple[int, Any]
Handle = Callable[[str, dict[str, Any]], Answer]


class Server:
    """Serves on a loopback port in a thread of its own."""

    def __init__(self, handle: Handle, port: int = 0) -> None:
        self._server = _Threading(("127.0.0.1", port), _handler(handle))
        self.port = int(self._server.server_address[1])
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening, and hang up on whoever calls over an open line."""
        self._server.gone = True
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Threading(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    gone = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that was killed in the middle is what these tests are about."""


def _handler(handle: Handle) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            gone = getattr(self.server, "gone", False)
            self._answer(*((503, None) if gone else handle(self.path, _fields(body))))

        def do_GET(self) -> None:
            self._answer(*handle(self.path, {}))

        def _answer(self, status: int, value: Any) -> None:
            if getattr(self.server, "gone", False):
                self.close_connection = True
                return
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
            pass

    return Handler


def _fields(body: bytes) -> dict[str, Any]:
    text = body.decode()
    if text.startswith("{"):
        return dict(json.loads(text))
    return {name: _value(value) for name, value in parse_qsl(text, keep_blank_values=True)}


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
