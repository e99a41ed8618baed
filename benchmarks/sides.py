"""The two sides: how each is started, what it uses, and where it takes its messages."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic, sleep

from benchmarks import people
from benchmarks.client import Door, ask, body
from benchmarks.commands import STOCK_FOLDER, Side, environment
from benchmarks.figures import STOCK
from benchmarks.processes import (
    LOOK_AGAIN_SECONDS,
    BenchmarkError,
    Child,
    child,
    free_port,
    tail,
    wait_for_port,
)

START_LIMIT_SECONDS = 600.0


@dataclass(frozen=True)
class Running:
    """A side that answered its first message `seconds` after its processes were started."""

    door: Door
    rasa: Child
    actions: Child
    senders: list[str]
    seconds: float

    def processor_seconds(self) -> float:
        """Processor time that all processes of the side used so far."""
        return self.rasa.processor_seconds() + self.actions.processor_seconds()

    def megabytes(self) -> tuple[float, float]:
        """Resident memory now: of the Rasa process, of all processes of the side."""
        rasa = self.rasa.megabytes()
        return rasa, rasa + self.actions.megabytes()


@contextmanager
def running(side: Side, archive: Path, folder: Path, customers: int) -> Iterator[Running]:
    """The processes of a side with empty databases in `folder`, while the block lasts."""
    folder.mkdir(parents=True)
    open_side = _stock if side.name == STOCK else _ours
    with open_side(side, archive, folder, customers) as started:
        yield started


@contextmanager
def _ours(side: Side, archive: Path, folder: Path, customers: int) -> Iterator[Running]:
    rasa_port, actions_port, secret = free_port(), free_port(), secrets.token_urlsafe(32)
    database = f"sqlite:///{folder / 'ofisi.db'}"
    senders = people.prepare_by(side, database, customers + 1, folder)
    env = environment(folder, side.root) | {
        "OFISI_DATABASE_URL": database,
        "OFISI_TRACKER_URL": f"sqlite:///{folder / 'tracker.db'}",
        "OFISI_RASA_PORT": str(rasa_port),
        "OFISI_ACTIONS_PORT": str(actions_port),
        "OFISI_INTERNAL_SECRET": secret,
        "OFISI_VAR": str(folder),
        "OFISI_COMPANY": str(side.root / "company"),
    }
    door = Door(rasa_port, "/webhooks/ofisi/turn", "ofisi", {"X-Ofisi-Secret": secret})
    rasa = _run_rasa(side, archive, rasa_port, side.root)
    actions = [str(side.python), "-m", "actions"]
    with _both(side.root, rasa, actions, actions_port, door, env, folder, senders) as started:
        yield started


@contextmanager
def _stock(side: Side, archive: Path, folder: Path, customers: int) -> Iterator[Running]:
    rasa_port, actions_port = free_port(), free_port()
    env = environment(folder) | {
        "BENCHMARK_ACTIONS_PORT": str(actions_port),
        "BENCHMARK_TRACKER_FILE": str(folder / "tracker.db"),
        "SANIC_HOST": "127.0.0.1",
    }
    door = Door(rasa_port, "/webhooks/rest/webhook", "rest")
    senders = [secrets.token_hex(12) for _ in range(customers + 1)]
    rasa = _run_rasa(side, archive, rasa_port, STOCK_FOLDER)
    actions = side.rasa("run", "actions", "--actions", "benchmarks.stock.actions")
    actions += ["--port", str(actions_port)]
    with _both(side.root, rasa, actions, actions_port, door, env, folder, senders) as started:
        yield started


@contextmanager
def _both(
    root: Path,
    rasa: list[str],
    actions: list[str],
    actions_port: int,
    door: Door,
    env: Mapping[str, str],
    folder: Path,
    senders: list[str],
) -> Iterator[Running]:
    started = monotonic()
    with (
        child("actions", actions, env, folder, cwd=root) as action_server,
        child("rasa", rasa, env, folder, cwd=root) as server,
    ):
        _first_answer(server, door, senders[0])
        seconds = monotonic() - started
        wait_for_port(action_server, actions_port, seconds=START_LIMIT_SECONDS)
        yield Running(door, server, action_server, senders[1:], seconds)


def _first_answer(server: Child, door: Door, sender: str) -> None:
    limit = monotonic() + START_LIMIT_SECONDS
    attempt = 0
    while monotonic() < limit:
        server.check()
        attempt += 1
        if _answers(door, sender, attempt):
            return
        sleep(LOOK_AGAIN_SECONDS)
    message = f"no answer within {START_LIMIT_SECONDS:.0f} s:\n{tail(server.log)}"
    raise BenchmarkError(message)


def _answers(door: Door, sender: str, attempt: int) -> bool:
    connection = HTTPConnection("127.0.0.1", door.port, timeout=START_LIMIT_SECONDS)
    try:
        return bool(
            ask(connection, door, body(door.dialect, sender, "habari", f"first:{attempt}"))
        )
    except (OSError, HTTPException, ValueError, KeyError):
        return False
    finally:
        connection.close()


def _run_rasa(side: Side, archive: Path, port: int, project: Path) -> list[str]:
    command = side.rasa("run", "--model", str(archive), "--interface", "127.0.0.1")
    command += ["--port", str(port), "--endpoints", str(project / "endpoints.yml")]
    return [*command, "--credentials", str(project / "credentials.yml")]
