"""One try of sending to a webhook: the address looked at, the body signed, the answer judged."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from helpdesk.services import webhook_address, webhook_signing
from helpdesk.services.webhook_address import Address, BadAddress
from helpdesk.services.webhook_queue import Answer, Parcel

SECONDS = 10.0
"""So long one try may take in all, whatever the receiver does meanwhile."""

LARGEST_ANSWER = 16 * 1024
"""So much of the answer's body is read, for the receiver's sake, and thrown away."""

MOST_ADDRESSES = 4
AGENT = "Ofisi-Webhooks/1"


def new_client() -> httpx.AsyncClient:
    """What all tries share. No proxy stands between: the connection goes where we looked.

    No connection is kept either: kept ones are known by number, and two names may live at one.
    """
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
    return httpx.AsyncClient(
        transport=httpx.AsyncHTTPTransport(limits=limits),
        timeout=SECONDS,
        follow_redirects=False,
        headers={"User-Agent": AGENT, "Content-Type": "application/json"},
    )


async def send(client: httpx.AsyncClient, parcel: Parcel, *, now: datetime) -> Answer:
    """Try once. Nothing is raised: what went wrong is in the answer, as a word.

    The words: address, unknown, refused, tls, timeout, broken.
    """
    try:
        return await asyncio.wait_for(_send(client, parcel, now), SECONDS)
    except (TimeoutError, httpx.TimeoutException):
        return Answer(problem="timeout")
    except BadAddress as error:
        return Answer(problem="unknown" if error.problem == "unknown" else "address")
    except httpx.ConnectError as error:
        return Answer(problem="tls" if _is_tls(error) else "refused")
    except (httpx.HTTPError, httpx.InvalidURL):
        return Answer(problem="broken")


async def _send(client: httpx.AsyncClient, parcel: Parcel, now: datetime) -> Answer:
    address = webhook_address.read(parcel.url)
    *others, last = (await _look_up(address))[:MOST_ADDRESSES]
    for ip in others:
        # A name such as localhost may have an address at which nobody listens.
        with contextlib.suppress(httpx.ConnectError):
            return await _post(client, parcel, address, ip, now)
    return await _post(client, parcel, address, last, now)


async def _look_up(address: Address) -> list[str]:
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise BadAddress("unknown") from error
    return webhook_address.allowed(address, found)


async def _post(
    client: httpx.AsyncClient, parcel: Parcel, address: Address, ip: str, now: datetime
) -> Answer:
    signed = webhook_signing.headers(parcel.message_id, parcel.body, parcel.secrets, now=now)
    request = client.build_request(
        "POST",
        address.url.copy_with(host=ip),
        content=parcel.body,
        # The certificate must be the name's, though the connection goes to the number.
        headers={**signed, "Host": address.url.netloc.decode("ascii")},
        extensions={"sni_hostname": address.url.raw_host.decode("ascii")},
    )
    answer = await client.send(request, stream=True)
    try:
        await _throw_away(answer)
    finally:
        await answer.aclose()
    return Answer(status=answer.status_code, wait=_asked_wait(answer, now))


async def _throw_away(answer: httpx.Response) -> None:
    seen = 0
    async for part in answer.aiter_raw():
        seen += len(part)
        if seen > LARGEST_ANSWER:
            return


def _asked_wait(answer: httpx.Response, now: datetime) -> timedelta | None:
    """Retry-After, in seconds or as a date (RFC 9110, 10.2.3); None for none, or a past one."""
    given = answer.headers.get("retry-after", "").strip()
    if given.isascii() and given.isdigit() and len(given) < 10:
        return timedelta(seconds=int(given)) or None
    try:
        until = parsedate_to_datetime(given)
    except (TypeError, ValueError):
        return None
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return aware - now if aware > now else None


def _is_tls(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False
