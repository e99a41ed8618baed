"""Training a side from nothing, measured, and keeping the model for the next comparison."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic

from benchmarks.commands import ROOT, STOCK_FOLDER, environment, rasa_command
from benchmarks.figures import OURS
from benchmarks.processes import MEGABYTE, BenchmarkError, child, finish, tail


@dataclass(frozen=True)
class Trained:
    """A trained model: its archive and size, and the seconds it took by wall and processor."""

    archive: Path
    megabytes: float
    seconds: float
    processor_seconds: float


def kept(name: str, models: Path) -> Trained | None:
    """The model of that side kept in `models`, unless what it was trained from is newer."""
    archive, notes = models / f"{name}.tar.gz", models / f"{name}.json"
    if not archive.exists() or not notes.exists():
        return None
    if any(source.stat().st_mtime > archive.stat().st_mtime for source in _sources(name)):
        return None
    return Trained(archive, **json.loads(notes.read_text(encoding="utf-8")))


def keep(name: str, trained: Trained, models: Path) -> None:
    """Copy a model and its figures to `models` for the next comparison."""
    models.mkdir(parents=True, exist_ok=True)
    shutil.copy(trained.archive, models / f"{name}.tar.gz")
    notes = asdict(trained)
    del notes["archive"]
    (models / f"{name}.json").write_text(json.dumps(notes), encoding="utf-8")


def train(name: str, folder: Path) -> Trained:
    """Train that side in a process of its own, without Rasa's cache of earlier trainings."""
    config, *data = _paths(name)
    env = environment(folder) | {"RASA_CACHE_DIRECTORY": str(folder / f"cache-{name}")}
    command = [*rasa_command(name, "train"), "--config", str(config), "--domain", "domain.yml"]
    command += ["--data", *map(str, data), "--out", str(folder), "--fixed-model-name", name]
    started = monotonic()
    with child(f"train-{name}", command, env, folder, cwd=ROOT) as training:
        processor = finish(training)
        seconds = monotonic() - started
        archive = folder / f"{name}.tar.gz"
        if not archive.exists():
            message = f"training {name} made no model:\n{tail(training.log)}"
            raise BenchmarkError(message)
    return Trained(archive, archive.stat().st_size / MEGABYTE, seconds, processor)


def _paths(name: str) -> list[Path]:
    """The configuration, then the folders of training data."""
    if name == OURS:
        return [ROOT / "config.yml", ROOT / "data"]
    return [STOCK_FOLDER / "config.yml", ROOT / "data", STOCK_FOLDER / "stories"]


def _sources(name: str) -> Iterator[Path]:
    yield ROOT / "domain.yml"
    for path in _paths(name):
        for folder, _, files in os.walk(path):
            yield from (Path(folder) / file for file in files)
        if path.is_file():
            yield path
