"""Reads the conversation's YAML for the contract tests. Judges nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("sw", "en")


@cache
def read(path: Path) -> dict[str, Any]:
    """One YAML file, not to be changed; an empty one is an empty mapping."""
    return yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) or {}


@cache
def domain() -> dict[str, Any]:
    """What the assistant knows of."""
    return read(ROOT / "domain.yml")


@cache
def intents() -> set[str]:
    """The names of all intents; an intent with options is a mapping of one."""
    return {next(iter(i)) if isinstance(i, dict) else str(i) for i in domain()["intents"]}


def responses() -> dict[str, list[dict[str, Any]]]:
    """Every response of every topic: name → variations."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((ROOT / "data/responses").glob("*.yml")):
        for name, variations in read(path)["responses"].items():
            assert name not in found, f"{name} stands in two files; Rasa keeps only the last"
            found[name] = variations
    return found


def rules() -> list[dict[str, Any]]:
    """Every rule of every topic."""
    files = sorted((ROOT / "data/rules").glob("*.yml"))
    return [rule for path in files for rule in read(path)["rules"]]


def examples() -> list[tuple[str, str, str, str]]:
    """Every training sentence: (folder, told language, intent, text)."""
    return [
        (
            path.parent.name,
            block.get("metadata", {}).get("language", ""),
            block["intent"],
            line[2:],
        )
        for path in sorted((ROOT / "data/nlu").glob("*/*.yml"))
        for block in read(path)["nlu"]
        if "intent" in block
        for line in block["examples"].splitlines()
    ]
