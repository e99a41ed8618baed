"""Training a side from nothing, measured, and keeping the model for the next comparison."""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic

from benchmarks.commands import STOCK_FOLDER, Side, environment
from benchmarks.figures import STOCK
from benchmarks.processes import MEGABYTE, BenchmarkError, child, finish, tail

logger = logging.getLogger("benchmarks")


@dataclass(frozen=True)
class Trained:
    """A trained model: its archive and size, and the seconds it took by wall and processor."""

    archive: Path
    megabytes: float
    seconds: float
    processor_seconds: float


def trained(side: Side, folder: Path, models: Path | None) -> Trained:
    """The model kept in `models`, or a new one, which is kept there if a folder is named."""
    made = kept(side, models) if models else None
    if made is None:
        logger.info("training %s from nothing …", side.name)
        made = train(side, folder)
        if models:
            keep(side, made, models)
    logger.info("  trained %s in %.1f s, %.1f MB", side.name, made.seconds, made.megabytes)
    return made


def kept(side: Side, models: Path) -> Trained | None:
    """The model of that side kept in `models`, unless what it was trained from is newer."""
    archive, notes = models / f"{side.name}.tar.gz", models / f"{side.name}.json"
    if not archive.exists() or not notes.exists():
        return None
    if any(source.stat().st_mtime > archive.stat().st_mtime for source in _sources(side)):
        return None
    return Trained(archive, **json.loads(notes.read_text(encoding="utf-8")))


def keep(side: Side, made: Trained, models: Path) -> None:
    """Copy a model and its figures to `models` for the next comparison."""
    models.mkdir(parents=True, exist_ok=True)
    shutil.copy(made.archive, models / f"{side.name}.tar.gz")
    notes = asdict(made)
    del notes["archive"]
    (models / f"{side.name}.json").write_text(json.dumps(notes), encoding="utf-8")


def train(side: Side, folder: Path) -> Trained:
    """Train that side in a process of its own, without Rasa's cache of earlier trainings."""
    name, (config, *data) = side.name, _paths(side)
    env = environment(folder, side.root)
    env["RASA_CACHE_DIRECTORY"] = str(folder / f"cache-{name}")
    command = side.rasa("train", "--config", str(config), "--domain", "domain.yml")
    command += ["--data", *map(str, data), "--out", str(folder), "--fixed-model-name", name]
    started = monotonic()
    with child(f"train-{name}", command, env, folder, cwd=side.root) as training:
        processor = finish(training)
        seconds = monotonic() - started
        archive = folder / f"{name}.tar.gz"
        if not archive.exists():
            message = f"training {name} made no model:\n{tail(training.log)}"
            raise BenchmarkError(message)
    return Trained(archive, archive.stat().st_size / MEGABYTE, seconds, processor)


def _paths(side: Side) -> list[Path]:
    """The configuration, then the folders of training data."""
    if side.name == STOCK:
        return [STOCK_FOLDER / "config.yml", side.root / "data", STOCK_FOLDER / "stories"]
    return [side.root / "config.yml", side.root / "data"]


def _sources(side: Side) -> Iterator[Path]:
    yield side.root / "domain.yml"
    yield (STOCK_FOLDER / "environment" if side.name == STOCK else side.root) / "uv.lock"
    for path in _paths(side):
        for folder, _, files in os.walk(path):
            yield from (Path(folder) / file for file in files)
        if path.is_file():
            yield path
