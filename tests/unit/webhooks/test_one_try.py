"""One try at a real receiver: what it is sent, and what is made of its answer."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from threading import Thread

import httpx
import pytest
from standardwebhooks import Webhook as Verifier

from backoffice import webhook_call
from helpdesk.services import webhook_signing
from helpdesk.services.webhook_queue import Answer, Parcel
from tests.receiver import receiving

SECRET = webhook_signing.new_secret()
BODY = '{"type":"ticket.opened","data":{"jina":"Mchele – 5"}}'.encode()


def parcel(url: str) -> Parcel:
    return Parcel(1, 1, 1, "msg_0001", url, BODY, (SECRET,))


def moment() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with webhook_call.new_client() as client:
        yield client


async def attempt(client: httpx.AsyncClient, url: str) -> Answer:
    return await webhook_call.send(client, parcel(url), now=moment())


@contextmanager
def speaking(*said: bytes) -> Iterator[str]:
    """A receiver that says those bytes, whatever it is told, and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def talk() -> None:
            line, _ = listening.accept()
            with line:
                line.recv(65536)
                for part in said:
                    line.sendall(part)

        Thread(target=talk, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"


async def test_what_arrives_is_signed_and_whole(client: httpx.AsyncClient) -> None:
    with receiving() as receiver:
        answer = await attempt(client, receiver.url + "?duka=3")
    (came,) = receiver.came

    assert answer == Answer(status=204)
    assert came.body == BODY
    assert Verifier(SECRET).verify(came.body, came.headers) == came.json
    assert came.path == "/hook?duka=3"
    assert came.headers["content-type"] == "application/json"
    assert came.headers["host"] == f"127.0.0.1:{receiver.port}"


async def test_a_name_with_several_addresses_is_tried_at_each(client: httpx.AsyncClient) -> None:
    """The receiver listens on 127.0.0.1 alone; localhost may be ::1 first."""
    with receiving() as receiver:
        answer = await attempt(client, f"http://localhost:{receiver.port}/hook")

    assert answer == Answer(status=204)
    assert receiver.came[0].headers["host"] == f"localhost:{receiver.port}"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_no_redirect_is_followed(client: httpx.AsyncClient, status: int) -> None:
    with receiving() as elsewhere:
        script = (status, {"Location": elsewhere.url})
        with receiving(lambda _: script) as receiver:
            answer = await attempt(client, receiver.url)

    assert answer == Answer(status=status)
    assert elsewhere.came == []


@pytest.mark.parametrize(
    ("given", "seconds"),
    [("120", 120), ("0", None), ("-5", None), ("kesho", None), ("9" * 30, None), ("1e3", None)],
)
async def test_a_wish_for_rest_in_seconds_is_heard(
    client: httpx.AsyncClient, given: str, seconds: int | None
) -> None:
    with receiving(lambda _: (503, {"Retry-After": given})) as receiver:
        answer = await attempt(client, receiver.url)

    assert answer.wait == (timedelta(seconds=seconds) if seconds else None)


@pytest.mark.parametrize("minutes", [30, -30])
async def test_a_wish_for_rest_until_a_time_is_heard(
    client: httpx.AsyncClient, minutes: int
) -> None:
    until = format_datetime(moment() + timedelta(minutes=minutes), usegmt=True)
    with receiving(lambda _: (429, {"Retry-After": until})) as receiver:
        answer = await attempt(client, receiver.url)

    if minutes < 0:
        assert answer.wait is None
    else:
        assert answer.wait is not None
        assert timedelta(minutes=29) < answer.wait <= timedelta(minutes=30)


async def test_nobody_listening_is_told(client: httpx.AsyncClient) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

    assert await attempt(client, f"http://127.0.0.1:{port}/") == Answer(problem="refused")


@pytest.mark.parametrize("said", [(), (b"not http at all\r\n\r\n",), (b"HTTP/1.1 200",)])
async def test_nonsense_is_told(client: httpx.AsyncClient, said: tuple[bytes, ...]) -> None:
    with speaking(*said) as url:
        assert await attempt(client, url) == Answer(problem="broken")


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"])
async def test_one_who_says_a_byte_now_and_then_does_not_hold_it_up(
    client: httpx.AsyncClient, head: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit is for the whole try: a limit for each byte would never be reached."""
    monkeypatch.setattr(webhook_call, "SECONDS", 0.5)

    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        for byte in b"HTTP/1.1 200 OK":
            writer.write(bytes([byte]))
            await asyncio.sleep(0.2)

    server = await asyncio.start_server(drip, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    assert await attempt(client, url) == Answer(problem="timeout")
    server.close()


async def test_a_long_answer_is_not_read_to_its_end(client: httpx.AsyncClient) -> None:
    much = b"x" * (64 * webhook_call.LARGEST_ANSWER)
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {1000 * len(much)}\r\n\r\n".encode()
    with speaking(head, much) as url:
        # Had it gone on reading, the receiver's hanging up before its end would be a fault.
        assert await attempt(client, url) == Answer(status=200)


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("http://169.254.169.254/latest/", "address"),
        ("http://0.0.0.0:8000/", "address"),
        ("http://[fe80::1]/", "address"),
        ("http://1.1.1.1/", "address"),
        ("ftp://127.0.0.1/", "address"),
        ("http://hakuna.invalid/", "unknown"),
    ],
)
async def test_where_a_name_leads_is_looked_at_at_every_try(
    client: httpx.AsyncClient, url: str, problem: str
) -> None:
    """Nothing goes out: a test that reached for the internet would fail."""
    assert await attempt(client, url) == Answer(problem=problem)
