"""One run of one side: start it, send every kind of turn, take the figures, stop it."""

from __future__ import annotations

import json
import logging
import subprocess
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.client import Conversation
from benchmarks.commands import PYTHON, ROOT, Side
from benchmarks.dialogues import FORM, PLAIN, SCENARIOS, Sayings, Scenario
from benchmarks.figures import Measure, Results, percentile
from benchmarks.processes import BenchmarkError
from benchmarks.sides import Running, running

logger = logging.getLogger("benchmarks")

SEED = 42
CHATS = (1, 8)
WARM_UP = ((PLAIN, 2), (FORM, 2))
"""Conversations before anything is timed: the first turns of a process are slower."""
WARM_UP_CUSTOMERS = sum(count for _, count in WARM_UP)


def measures() -> list[Measure]:
    """The lines of the table, in order."""
    lines = [
        Measure("train_seconds", "training", "s"),
        Measure("train_processor", "training, processor time", "s"),
        Measure("archive_megabytes", "trained model", "MB"),
        Measure("start_seconds", "start to first answer", "s"),
        Measure("rasa_megabytes", "memory, Rasa process", "MB"),
        Measure("all_megabytes", "memory, Rasa and actions", "MB"),
    ]
    for scenario in SCENARIOS:
        for chats in CHATS:
            key, where = f"{scenario.key}_{chats}", f"{scenario.label}, {_chats(chats)}"
            lines += [
                Measure(f"{key}_rate", where, "messages/s", more_is_better=True),
                Measure(f"{key}_p50", f"{where}, p50", "ms"),
                Measure(f"{key}_p95", f"{where}, p95", "ms"),
                Measure(f"{key}_processor", f"{where}, processor time", "ms/message"),
            ]
    lines.append(Measure("expected", "answered as expected", "%", compared=False))
    return lines


def _chats(count: int) -> str:
    return f"{count} chat" if count == 1 else f"{count} chats"


def measure_round(
    side: Side, archive: Path, folder: Path, messages: int, results: Results
) -> None:
    """Start a side, measure every cell once, stop it."""
    name = side.name
    sayings = Sayings(ROOT / "data" / "responses", SEED)
    counts = {scenario: messages // scenario.turns for scenario in SCENARIOS}
    customers = WARM_UP_CUSTOMERS + sum(counts.values()) * len(CHATS)
    with running(side, archive, folder, customers) as started:
        logger.info("  first answer after %.1f s", started.seconds)
        results["start_seconds"][name].append(started.seconds)
        senders = iter(started.senders)
        warm_up(started, sayings, senders)
        right = total = 0
        for scenario in SCENARIOS:
            for chats in CHATS:
                chosen = plan(sayings, scenario, senders, counts[scenario], chats)
                right += cell(name, started, f"{scenario.key}_{chats}", chosen, results)
                total += turns(chosen)
        results["expected"][name].append(100 * right / total)
        rasa, everything = started.megabytes()
        results["rasa_megabytes"][name].append(rasa)
        results["all_megabytes"][name].append(everything)


def warm_up(side: Running, sayings: Sayings, senders: Iterator[str]) -> None:
    """Some conversations that are not timed."""
    for scenario, count in WARM_UP:
        send(side, plan(sayings, scenario, senders, count, chats=1))


def plan(
    sayings: Sayings, scenario: Scenario, senders: Iterator[str], count: int, chats: int
) -> list[list[Conversation]]:
    """So many conversations of new customers, dealt out to so many chats."""
    conversations = [
        {"sender": next(senders), "turns": [asdict(t) for t in sayings.conversation(scenario)]}
        for _ in range(count)
    ]
    return [conversations[chat::chats] for chat in range(chats)]


def cell(
    name: str, side: Running, key: str, chosen: list[list[Conversation]], results: Results
) -> int:
    """Measure one cell of the table; how many turns were answered as expected."""
    before = side.processor_seconds()
    measured = send(side, chosen)
    processor = 1000 * (side.processor_seconds() - before) / turns(chosen)
    latencies = [1000 * latency for latency in measured["latencies"]]
    rate = len(latencies) / measured["seconds"]
    p50, p95 = percentile(latencies, 0.50), percentile(latencies, 0.95)
    logger.info("  %-8s %6.1f/s, p50 %.0f ms, p95 %.0f ms", key, rate, p50, p95)
    if measured["failed"]:
        logger.warning("  %d messages got no answer", measured["failed"])
    values = (("rate", rate), ("p50", p50), ("p95", p95), ("processor", processor))
    for what, value in values:
        results[f"{key}_{what}"][name].append(value)
    return int(measured["as_expected"])


def turns(chosen: list[list[Conversation]]) -> int:
    """How many messages a plan holds."""
    return sum(len(conversation["turns"]) for chat in chosen for conversation in chat)


def send(side: Running, chosen: list[list[Conversation]]) -> dict[str, Any]:
    """Let the client process send the plan; what it measured."""
    client = subprocess.run(
        [PYTHON, "-m", "benchmarks.client"],
        input=json.dumps({"door": asdict(side.door), "chats": chosen}),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    side.rasa.check()
    side.actions.check()
    if client.returncode != 0:
        message = f"the client failed:\n{client.stderr}"
        raise BenchmarkError(message)
    measured: dict[str, Any] = json.loads(client.stdout)
    return measured
