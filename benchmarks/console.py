"""How fast the console is with very many tickets: `python -m benchmarks.console`.

Fills a database with 200 000 tickets and 2 000 000 messages and one with 2 000 and 20 000, asks
both for every page by turns, and prints what 95 of 100 answers took at most and how much that
grew. SQLite always; PostgreSQL where OFISI_TEST_POSTGRES_URL names a server. Goals: p95 at most
100 ms, growth at most 2 times. `--tickets 20000` is a quick look.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from uuid import uuid4

from benchmarks.desk import asking, fill, measuring, pages, tables
from helpdesk.db.engine import Database
from helpdesk.db.upgrade import upgrade
from tests import postgres


def main() -> None:
    """Measure and print."""
    asked = _arguments()
    runs = []
    for name, opened in databases(asked.databases):
        with ExitStack() as stack:
            places = [stack.enter_context(opened()) for _ in range(2)]
            sizes = (asked.small, asked.tickets)
            found = [
                made(url, n, asked.per_ticket) for (url, _), n in zip(places, sizes, strict=True)
            ]
            lines = asking.run(_measure(places, found, asked))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        run = tables.Run(name, asked.small, asked.tickets, asked.per_ticket, memory, lines)
        print(tables.table(run), flush=True)
        runs.append(run)
    if asked.plot:
        from benchmarks.desk import picture  # noqa: PLC0415 - matplotlib is not in every kitchen

        picture.draw(runs, asked.plot)
    sys.exit(1 if any(tables.missed(line) for run in runs for line in run.lines) else 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=200_000)
    parser.add_argument("--small", type=int, default=2_000)
    parser.add_argument("--per-ticket", type=int, default=10, help="messages of each ticket")
    parser.add_argument("--rounds", type=int, default=100, help="answers of each page; 60 or more")
    parser.add_argument("--databases", default="SQLite,PostgreSQL")
    parser.add_argument("--only", default="", help="only pages whose name holds this")
    parser.add_argument("--plot", type=Path, help="where to write the picture")
    return parser.parse_args()


async def _measure(places: list[Any], found: list[Any], asked: argparse.Namespace) -> list[Any]:
    houses = [
        await measuring.open_house(url, var, each)
        for (url, var), each in zip(places, found, strict=True)
    ]
    lines = await measuring.measure(houses[0], houses[1], asked.rounds, asked.only)
    for house in houses:
        house.database.close()
    return lines


def made(url: str, size: int, per_ticket: int) -> Any:
    """Fill a database in a process of its own, so that its memory is not counted as ours."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_fill, url, size, per_ticket).result()


def _fill(url: str, size: int, per_ticket: int) -> Any:
    database = Database(url)
    upgrade(database)
    found = pages.subjects(database, fill.fill(database, size, per_ticket))
    database.close()
    return found


def databases(asked: str) -> Iterator[tuple[str, Any]]:
    """SQLite, and PostgreSQL if there is a server."""
    if "SQLite" in asked:
        yield "SQLite", sqlite
    if "PostgreSQL" in asked and os.environ.get("OFISI_TEST_POSTGRES_URL"):
        yield "PostgreSQL", on_postgres


@contextmanager
def sqlite() -> Iterator[tuple[str, Path]]:
    """A database in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/ofisi.db", Path(folder)


@contextmanager
def on_postgres() -> Iterator[tuple[str, Path]]:
    """A database of its own on the server."""
    server = os.environ["OFISI_TEST_POSTGRES_URL"]
    name = f"ofisi_bench_{uuid4().hex[:8]}"
    with tempfile.TemporaryDirectory() as folder, postgres.database(server, name) as url:
        yield url, Path(folder)


if __name__ == "__main__":
    main()
