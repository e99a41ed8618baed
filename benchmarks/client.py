"""The customers: a process of its own that sends a plan of chats and times each turn.

Reads the plan as JSON from standard input, writes what it measured to standard output.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Barrier
from time import perf_counter
from typing import Any

TIMEOUT_SECONDS = 60.0
Conversation = dict[str, Any]
"""{"sender": str, "turns": [{"text": str, "expected": str}]}"""


@dataclass(frozen=True)
class Door:
    """Where one side takes messages, and in which shape (`dialect`: ofisi or rest)."""

    port: int
    path: str
    dialect: str
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Measured:
    """One chat's or one cell's outcome: seconds per turn, and how the answers were."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    as_expected: int = 0
    failed: int = 0


def body(dialect: str, sender: str, text: str, turn: str) -> dict[str, Any]:
    """The JSON that one side takes for one message."""
    if dialect == "rest":
        return {"sender": sender, "message": text}
    return {
        "sender": sender,
        "turn": turn,
        "text": text,
        "language": "sw",
        "intent": None,
        "entities": [],
        "owner": "bot",
    }


def texts(dialect: str, answer: Any) -> list[str]:
    """The texts of the replies in one side's answer."""
    replies = answer if dialect == "rest" else answer["replies"]
    return [str(reply.get("text", "")) for reply in replies]


def ask(connection: HTTPConnection, door: Door, sent: dict[str, Any]) -> list[str]:
    """One turn. Raises OSError, HTTPException or ValueError where no answer came."""
    headers = {"Content-Type": "application/json", **door.headers}
    connection.request("POST", door.path, json.dumps(sent).encode(), headers)
    answer = connection.getresponse()
    content = answer.read()
    if answer.status != 200:
        message = f"HTTP {answer.status}: {content[:200]!r}"
        raise HTTPException(message)
    return texts(door.dialect, json.loads(content))


def run(door: Door, chats: Sequence[Sequence[Conversation]]) -> Measured:
    """All chats at once, each one turn at a time; seconds are those of the whole."""
    gate = Barrier(len(chats) + 1)
    with ThreadPoolExecutor(len(chats)) as pool:
        parts = [pool.submit(_chat, door, chat, gate) for chat in chats]
        gate.wait()
        started = perf_counter()
        results = [part.result() for part in parts]
        seconds = perf_counter() - started
    return Measured(
        seconds,
        [latency for result in results for latency in result.latencies],
        sum(result.as_expected for result in results),
        sum(result.failed for result in results),
    )


def _chat(door: Door, conversations: Sequence[Conversation], gate: Barrier) -> Measured:
    measured = Measured()
    connection = HTTPConnection("127.0.0.1", door.port, timeout=TIMEOUT_SECONDS)
    gate.wait()
    for conversation in conversations:
        for number, turn in enumerate(conversation["turns"]):
            _turn(connection, door, conversation["sender"], number, turn, measured)
    connection.close()
    return measured


def _turn(
    connection: HTTPConnection,
    door: Door,
    sender: str,
    number: int,
    turn: dict[str, str],
    measured: Measured,
) -> None:
    sent = body(door.dialect, sender, turn["text"], f"benchmark:{sender}:{number}")
    started = perf_counter()
    try:
        replies = ask(connection, door, sent)
    except (OSError, HTTPException, ValueError, KeyError):
        measured.failed += 1
        connection.close()  # the next request opens a new one
        return
    measured.latencies.append(perf_counter() - started)
    measured.as_expected += any(turn["expected"] in reply for reply in replies)


def main() -> None:
    """Run the plan on standard input."""
    plan = json.load(sys.stdin)
    json.dump(asdict(run(Door(**plan["door"]), plan["chats"])), sys.stdout)


if __name__ == "__main__":
    main()
