"""Asking the console's pages in this process, as a server would, without a socket between.

Timed is everything from the request to the last byte of the answer: guard, session, database,
template, headers. A client library is left out: it would add the same to every page, and so make
growth look smaller than it is.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import text

from backoffice.app import create_app
from benchmarks.desk.fill import PASSWORD
from benchmarks.desk.people import NOW
from helpdesk.config import load_settings
from helpdesk.db.engine import Database

HOST = "kipimo"


@dataclass(frozen=True)
class Answer:
    """What came back, after how many seconds, and the processor's seconds in it."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float
    processor: float


class Processor:
    """The processor's time that this process has used, and the database's for us.

    It does not move with whatever else the machine does, as the time on the wall does. Of
    PostgreSQL the processes of our connections are counted where their times can be read (the
    server on this machine, Linux), not the helpers they may start.
    """

    def __init__(self, database: Database) -> None:
        self._files: list[Path] = []
        if database.engine.dialect.name == "postgresql":
            with database.reading() as session:
                found = session.execute(text(_OURS)).scalars()
                self._files = [Path(f"/proc/{pid}/schedstat") for pid in found]

    def used(self) -> float:
        """Seconds until now."""
        theirs = 0.0
        for file in self._files:
            # The first number is nanoseconds on the processor (Linux, sched-stats).
            with contextlib.suppress(OSError):
                theirs += int(file.read_text().split()[0]) / 1e9
        return time.process_time() + theirs


_OURS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"


@dataclass
class Browser:
    """Somebody signed in to a console."""

    app: Any
    clock: Processor
    cookies: dict[str, str] = field(default_factory=dict)
    csrf: str = ""

    async def get(self, path: str, *, live: bool = False) -> Answer:
        """Ask for a page; `live` as a page that refreshes itself does."""
        return await self._ask("GET", path, b"", {"hx-request": "true"} if live else {})

    async def post(self, path: str, **form: str) -> Answer:
        """Send a form."""
        body = urlencode({"csrf": self.csrf, **form}).encode()
        said = {
            "content-type": "application/x-www-form-urlencoded",
            "content-length": str(len(body)),
            "origin": f"http://{HOST}",
        }
        return await self._ask("POST", path, body, said)

    async def sign_in(self, username: str) -> None:
        """Come in by the front door."""
        self.csrf = _csrf(await self.get("/sign-in"))
        await self.post("/sign-in", username=username, password=PASSWORD)
        self.csrf = _csrf(await self.get("/"))

    async def _ask(self, method: str, path: str, body: bytes, said: dict[str, str]) -> Answer:
        address, _, query = path.partition("?")
        headers = {"host": HOST, **said}
        if self.cookies:
            headers["cookie"] = "; ".join(f"{name}={v}" for name, v in self.cookies.items())
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": address,
            "raw_path": address.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "client": ("127.0.0.1", 50000),
            "server": (HOST, 80),
        }
        heard: list[Any] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            heard.append(message)

        used, started = self.clock.used(), time.perf_counter()
        await self.app(scope, receive, send)
        seconds = time.perf_counter() - started
        return self._heard(heard, seconds, self.clock.used() - used)

    def _heard(self, heard: list[Any], seconds: float, processor: float) -> Answer:
        pairs = [(name.decode(), value.decode()) for name, value in heard[0]["headers"]]
        for name, value in pairs:
            if name == "set-cookie":
                cookie, _, kept = value.partition(";")[0].partition("=")
                self.cookies[cookie] = kept
        body = b"".join(message.get("body", b"") for message in heard[1:])
        return Answer(heard[0]["status"], dict(pairs), body, seconds, processor)


def console(url: str, var: Path) -> tuple[Any, Database]:
    """A console on that database, its clock standing still."""
    database = Database(url)
    environment = {
        "OFISI_VAR": str(var),
        "OFISI_DATABASE_URL": url,
        "OFISI_INTERNAL_SECRET": "kipimo",
    }
    settings = load_settings(environment, dotenv=var / "no.env")
    return create_app(settings, database, lambda: NOW), database


def started(app: Any) -> Any:
    """The console at work: with its heartbeat, and what it sets up before the first page."""
    return app.router.lifespan_context(app)


def run(work: Any) -> Any:
    """Run it on one event loop, whose threads stay for as long as it runs."""
    return asyncio.run(work)


def _csrf(answer: Answer) -> str:
    found = re.search(rb'name="csrf" value="([^"]+)"', answer.body)
    assert found is not None, (answer.status, answer.body[:300])
    return found[1].decode()
