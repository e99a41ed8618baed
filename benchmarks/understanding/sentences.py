"""The sentences that are learnt from and asked: our own, the hidden ones, and MASSIVE's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.commands import ROOT
from bot.rasa.understanding.text import fold, words_of

OWN = ROOT / "data" / "nlu"
HIDDEN = ROOT / "tests" / "understanding"
"""Written by others than the training sentences, and never trained on."""
MASSIVE = ROOT.parent / "shared" / "nlu-benchmark"
OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True)
class Sentence:
    """A text, what it means, the language it is in (sw, en, mixed), and who wrote it."""

    text: str
    intent: str
    language: str = ""
    author: str = ""


def own(folder: Path = OWN) -> list[Sentence]:
    """All training sentences of the assistant."""
    return [one for path in sorted(folder.glob("*/*.yml")) for one in _blocks(read(path)["nlu"])]


def intents(folder: Path = HIDDEN) -> list[Sentence]:
    """The hidden sentences that a customer may well write to us."""
    return [
        Sentence(text, intent, language)
        for intent, languages in read(folder / "intents.yml").items()
        for language, texts in languages.items()
        for text in texts
    ]


def strangers(folder: Path = HIDDEN) -> list[Sentence]:
    """The hidden sentences that are no business of ours."""
    return [
        Sentence(text, OUT_OF_SCOPE, language)
        for language, texts in read(folder / "out_of_scope.yml").items()
        for text in texts
    ]


def massive(language: str, part: str, folder: Path = MASSIVE) -> list[Sentence]:
    """MASSIVE's sentences of a language (sw, en) and a part (train, dev); empty if not there."""
    path = folder / f"massive_{language}_{part}.jsonl"
    if not path.exists():
        return []
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Sentence(row["text"], row["intent"], language) for row in rows]


def unknown_to(known: Iterable[Sentence], asked: Iterable[Sentence]) -> list[Sentence]:
    """Those asked that nobody could have learnt by heart, in whatever spelling."""
    learnt = {_plain(one.text) for one in known}
    return [one for one in asked if _plain(one.text) not in learnt]


def read(path: Path) -> Any:
    """What a YAML file holds."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _plain(text: str) -> str:
    words = words_of(fold(text))
    return " ".join(word for word in words if word != "?") or text


def _blocks(blocks: Iterable[dict[str, Any]]) -> Iterator[Sentence]:
    for block in blocks:
        told = block.get("metadata", {})
        for line in block["examples"].splitlines() if "intent" in block else ():
            text = line.removeprefix("-").strip()
            yield Sentence(text, block["intent"], told.get("language", ""), told.get("author", ""))
