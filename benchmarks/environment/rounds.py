"""One run of one checkout: start it, send 200 turns, take its figures, stop it."""

from __future__ import annotations

import logging
from pathlib import Path

from benchmarks.commands import Side
from benchmarks.dialogues import SCENARIOS, Sayings
from benchmarks.figures import Results
from benchmarks.measuring import SEED, WARM_UP_CUSTOMERS, cell, plan, turns, warm_up
from benchmarks.sides import running

logger = logging.getLogger("benchmarks")

TURNS = 100
"""Of each kind, in one chat after the other, after the 28 turns of the warm-up."""


def start_once(side: Side, archive: Path, folder: Path) -> None:
    """Start a side until it answers, and stop it: what is compiled now is there the next time."""
    with running(side, archive, folder, customers=0) as started:
        logger.info("  first answer after %.1f s", started.seconds)


def measure_round(side: Side, archive: Path, folder: Path, results: Results) -> None:
    """Start a side, send every kind of turn, look at its memory, stop it."""
    sayings = Sayings(side.root / "data" / "responses", SEED)
    counts = {scenario: TURNS // scenario.turns for scenario in SCENARIOS}
    with running(side, archive, folder, WARM_UP_CUSTOMERS + sum(counts.values())) as started:
        figures = {
            "start_seconds": started.seconds,
            "start_processor": started.processor_seconds(),
        }
        logger.info("  first answer after %.1f s", started.seconds)
        senders = iter(started.senders)
        warm_up(started, sayings, senders)
        right = total = 0
        for scenario, count in counts.items():
            chosen = plan(sayings, scenario, senders, count, chats=1)
            right += cell(side.name, started, f"{scenario.key}_1", chosen, results)
            total += turns(chosen)
        rasa, both = started.megabytes()
    figures |= {"rasa_megabytes": rasa, "actions_megabytes": both - rasa, "all_megabytes": both}
    figures["expected"] = 100 * right / total
    for key, value in figures.items():
        results[key][side.name].append(value)
