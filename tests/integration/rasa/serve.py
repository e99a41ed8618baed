"""Trains, tries the corpus and serves, in one process: Rasa takes long to import."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from rasa.__main__ import main
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from tests.integration.rasa.corpus import COMMANDS


def serve(port: str) -> None:
    run("train", "--data", "data.yml", "--fixed-model-name", "tiny")
    try_corpus()
    run("run", "-i", "127.0.0.1", "--port", port)


def try_corpus() -> None:
    agent = Agent.load("models")
    for name, metadata in (("typed.json", {"turn": "t"}), ("unguarded.json", None)):
        Path(name).write_text(json.dumps(asyncio.run(parse(agent, metadata))), encoding="utf-8")


def run(*arguments: str) -> None:
    sys.argv = ["rasa", *arguments]
    main()


async def parse(agent: Any, metadata: dict[str, Any] | None) -> list[dict[str, Any]]:
    """What the whole NLU graph makes of each command of the corpus."""
    messages = [UserMessage(text, metadata=metadata) for text in COMMANDS]
    return [await agent.processor.parse_message(message) for message in messages]


if __name__ == "__main__":
    serve(sys.argv[1])
