"""The files a model is made of: every module of ours that training runs is among them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import yaml

from helpdesk.running.training import PARTS
from tests.factories import ROOT

LEARNING = "write_to("
"""A component that learns keeps what it learnt: it writes to Rasa's model storage."""


def test_a_model_depends_on_all_the_code_that_made_it() -> None:
    named = {path for part in PARTS for path in ROOT.glob(part)}

    assert set(closure(learning_modules())) <= named


def test_a_model_does_not_depend_on_the_channel() -> None:
    named = {path.relative_to(ROOT).as_posix() for part in PARTS for path in ROOT.glob(part)}

    assert not {"bot/rasa/channel.py", "bot/rasa/guard.py", "bot/rasa/tracker_store.py"} & named
    assert "bot/rasa/entities/goods.py" not in named


def learning_modules() -> Iterator[Path]:
    """The importers and the learning components that config.yml names, ours only."""
    config = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    for section in ("importers", "pipeline", "policies"):
        for entry in config[section]:
            path = file_of(str(entry["name"]).rpartition(".")[0])
            if path and (section == "importers" or LEARNING in path.read_text(encoding="utf-8")):
                yield path


def closure(modules: Iterator[Path]) -> set[Path]:
    """These modules and all of ours below bot/ that they import, directly or not."""
    found: set[Path] = set()
    waiting = list(modules)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += imports(path)
    return found


def imports(path: Path) -> Iterator[Path]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bot."):
            names = [node.module or "", *(f"{node.module}.{each.name}" for each in node.names)]
            yield from filter(None, map(file_of, names))


def file_of(module: str) -> Path | None:
    path = ROOT / (module.replace(".", "/") + ".py")
    return path if path.is_file() else None
