"""One process on one core that loads a model and reads messages, timing each.

    python -m benchmarks.understanding.parsing MODEL ASKED.json ANSWERS.json

ASKED.json is a list of {"text": str, "metadata": object}; ANSWERS.json gets, for each, what the
model says and the milliseconds it took. Stock Rasa runs this file too: it must stay valid on
Python 3.10 and import nothing of ours.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
from pathlib import Path
from time import perf_counter
from typing import Any

WARM_UP = 50
"""Messages read before any is timed."""


def main() -> None:
    """Load, warm up, read, write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("model", type=Path)
    parser.add_argument("asked", type=Path)
    parser.add_argument("answers", type=Path)
    options = parser.parse_args()
    _pin()
    asked = json.loads(options.asked.read_text(encoding="utf-8"))
    answers = asyncio.run(_read(options.model, asked))
    written = json.dumps(answers, ensure_ascii=False, default=float)
    options.answers.write_text(written, encoding="utf-8")


def _pin() -> None:
    """Keep to one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


async def _read(model: Path, asked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    # After `_pin`: some libraries count the cores when they are imported.
    from rasa.core.agent import Agent  # noqa: PLC0415
    from rasa.core.channels.channel import UserMessage  # noqa: PLC0415
    from rasa.utils.log_utils import configure_structlog  # noqa: PLC0415

    # As `rasa run` does it: else every message is written out in full, on both sides.
    configure_structlog(logging.WARNING)
    processor = Agent.load(str(model)).processor
    assert processor is not None
    messages = [UserMessage(text=one["text"], metadata=one["metadata"]) for one in asked]
    for message in messages[:WARM_UP]:
        await processor.parse_message(message)
    answers = []
    for message in messages:
        started = perf_counter()
        said = await processor.parse_message(message)
        answers.append({"said": said, "milliseconds": 1000 * (perf_counter() - started)})
    return answers


if __name__ == "__main__":
    main()
