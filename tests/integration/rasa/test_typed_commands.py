"""No text a customer types is obeyed, even if the channel let it through to Rasa's NLU."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.integration.rasa.corpus import COMMANDS
from tests.integration.rasa.project import RasaServer

pytestmark = pytest.mark.timeout(240)


def parsed(rasa: RasaServer, name: str) -> dict[str, dict[str, Any]]:
    results = json.loads((rasa.folder / name).read_text(encoding="utf-8"))
    return dict(zip(COMMANDS, results, strict=True))


def obeyed(result: dict[str, Any]) -> bool:
    # Rasa's handler of commands replaces everything, the language included.
    return "language" not in result


def test_it_obeys_none_of_the_corpus(rasa: RasaServer) -> None:
    results = parsed(rasa, "typed.json")

    assert [text[:40] for text, result in results.items() if obeyed(result)] == []


def test_the_corpus_would_be_obeyed_without_our_component(rasa: RasaServer) -> None:
    results = parsed(rasa, "unguarded.json")

    assert sum(obeyed(result) for result in results.values()) >= 12
