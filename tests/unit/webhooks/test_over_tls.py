"""Over TLS the certificate must be the name's, though the connection goes to the number."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from backoffice import webhook_call
from helpdesk.services import webhook_signing
from helpdesk.services.webhook_queue import Answer, Parcel


class Taker(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
        pass


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for localhost, signed by itself, with its key in the same file."""
    openssl = shutil.which("openssl")
    assert openssl is not None, "apt-get install openssl"
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    told = (
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=localhost -addext subjectAltName=DNS:localhost"
    )
    subprocess.run(
        [openssl, *told.split(), "-keyout", key, "-out", cert], check=True, capture_output=True
    )
    cert.write_text(cert.read_text("ascii") + key.read_text("ascii"), encoding="ascii")
    return cert


@pytest.fixture
def port(certificate: Path) -> Iterator[int]:
    """Where somebody takes webhooks over TLS."""
    server = HTTPServer(("127.0.0.1", 0), Taker)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield int(server.server_address[1])
    server.shutdown()
    server.server_close()
    thread.join()


async def attempt(url: str) -> Answer:
    parcel = Parcel(1, 1, 1, "msg_1", url, b"{}", (webhook_signing.new_secret(),))
    async with webhook_call.new_client() as client:
        return await webhook_call.send(client, parcel, now=datetime.now(UTC))


async def test_a_certificate_nobody_vouches_for_is_not_taken(port: int) -> None:
    assert await attempt(f"https://localhost:{port}/") == Answer(problem="tls")


async def test_one_of_the_companys_own_is_taken_for_its_name_and_no_other(
    port: int, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`SSL_CERT_FILE` names who is believed, as for every program."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    assert await attempt(f"https://localhost:{port}/") == Answer(status=204)
    assert await attempt(f"https://127.0.0.1:{port}/") == Answer(problem="tls")
