"""What the assistant's Rasa process holds in memory while it serves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.client import Conversation, run
from benchmarks.commands import OFISI
from benchmarks.sides import running
from benchmarks.understanding.goals import Line

GIGABYTES = 0.7
CUSTOMERS, TURNS = 10, 12


def line(model: Path, texts: Sequence[str], folder: Path) -> Line:
    """Start all of a side, send it messages, and look. Raises BenchmarkError."""
    with running(OFISI, model, folder / "serving", CUSTOMERS) as side:
        chats = [_conversation(side.senders[at], texts[at::CUSTOMERS]) for at in range(CUSTOMERS)]
        sent = run(side.door, [chats[0::2], chats[1::2]])
        rasa, _ = side.megabytes()
    failed = f", {sent.failed} without an answer" if sent.failed else ""
    beside = f"after {len(sent.latencies)} messages{failed}"
    value = rasa / 1024
    return Line(
        "memory, Rasa process", "GB", value, GIGABYTES, more_is_better=False, beside=beside
    )


def _conversation(sender: str, texts: Sequence[str]) -> Conversation:
    # What is answered does not matter here; an empty text stands in every reply.
    return {"sender": sender, "turns": [{"text": text, "expected": ""} for text in texts[:TURNS]]}
