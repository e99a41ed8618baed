"""Models: which one fits the training data as it stands, and training it where none does."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from helpdesk.running.voice import Stop, Voice

MODELS = Path("models")
PARTS = (
    "config.yml",
    "domain.yml",
    "domain/**/*",
    "data/**/*",
    # What reads the sentences and what learns from them. Whatever else the assistant runs, such
    # as the channel or the entities (which are rules), is not in a model: the contract test
    # tests/contracts/test_model_parts.py follows the imports.
    "bot/rasa/importer.py",
    "bot/rasa/labels.py",
    "bot/rasa/language*.py",
    "bot/rasa/swahili/**/*",
    "bot/rasa/understanding/**/*",
)
"""All that a model is made of; whatever else changes, a model still fits."""

QUIET = {"RASA_TELEMETRY_ENABLED": "false"}
"""Rasa reports nothing to its makers."""

SHOWN_LINES = 25
STILL_EVERY_SECONDS = 20


def fitting(root: Path = Path()) -> Path:
    """The path of the model that fits the data as it stands, whether it exists or not."""
    return MODELS / f"ofisi-{fingerprint(root)}.tar.gz"


def fingerprint(root: Path = Path()) -> str:
    """Twelve hex digits that change with any file a model is made of."""
    digest = hashlib.sha256()
    for path in sorted({path for part in PARTS for path in root.glob(part) if path.is_file()}):
        if "__pycache__" not in path.parts:
            digest.update(str(path.relative_to(root)).encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def ensure(voice: Voice) -> Path:
    """The fitting model, trained now if there is none. Raises Stop where it cannot be."""
    model = fitting()
    if not model.exists():
        return train(voice, again=False)
    voice.say("model_fits", model=model)
    return model


def train(voice: Voice, *, again: bool = True) -> Path:
    """Train the fitting model and put it in its place at once. Raises Stop where it cannot be.

    With `again=False` a model that another process has trained meanwhile is taken as it is.
    """
    if find_spec("rasa") is None:
        raise Stop("no_rasa")
    model = fitting()
    try:
        MODELS.mkdir(exist_ok=True)
        with _alone():
            if again or not model.exists():
                _train(model, voice)
    except OSError as error:
        raise Stop("models_unwritable", reason=error.strerror or error) from error
    return model


@contextmanager
def _alone() -> Iterator[None]:
    # A training folder that nobody holds the lock for was left by an interrupted training.
    with (MODELS / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _train(model: Path, voice: Voice) -> None:
    voice.say("training")
    _forget_interrupted()
    with tempfile.TemporaryDirectory(prefix=".training-", dir=MODELS) as folder:
        _run(Path(folder), model, voice)
        (Path(folder) / model.name).replace(model)
    _forget_old()
    voice.say("trained", model=model)


def _run(folder: Path, model: Path, voice: Voice) -> None:
    name = model.name.removesuffix(".tar.gz")
    # Rasa's own check reads everything a second time; `rasa data validate` and CI run it.
    command = [sys.executable, "-m", "rasa", "train", "--skip-validation"]
    log = folder / "output"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--out", str(folder), "--fixed-model-name", name],
            env={**os.environ, **QUIET},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            failed = _wait(process, voice)
        finally:
            process.kill()
            process.wait()
    if failed or not (folder / model.name).exists():
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        raise Stop("training_failed", output="\n".join(lines[-SHOWN_LINES:]))


def _wait(process: subprocess.Popen[bytes], voice: Voice) -> int:
    seconds = 0
    while True:
        try:
            return process.wait(timeout=STILL_EVERY_SECONDS)
        except subprocess.TimeoutExpired:
            seconds += STILL_EVERY_SECONDS
            voice.say("training_still", seconds=seconds)


def _forget_old(keep: int = 5) -> None:
    # Each takes some megabytes, and every change of the data makes another.
    models = sorted(MODELS.glob("ofisi-*.tar.gz"), key=lambda path: path.stat().st_mtime)
    for old in models[:-keep]:
        old.unlink(missing_ok=True)


def _forget_interrupted() -> None:
    for folder in MODELS.glob(".training-*"):
        shutil.rmtree(folder, ignore_errors=True)
