"""Rasa's own roads, each a process of its own: train a pipeline, read messages with a model."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.commands import ROOT, STOCK_FOLDER, Side, environment
from benchmarks.processes import BenchmarkError, child, finish, tail
from benchmarks.understanding.scores import Answer
from benchmarks.understanding.sentences import Sentence, read
from benchmarks.understanding.splits import by_intent

LOGISTIC_CONFIG = STOCK_FOLDER / "pipelines" / "logistic-regression.yml"
DIET_CONFIG = STOCK_FOLDER / "config.yml"
FALLBACK = "nlu_fallback"


@dataclass(frozen=True)
class Said:
    """What a model says of one message, as Rasa hands it on, and the milliseconds it took."""

    said: Mapping[str, Any]
    milliseconds: float

    @property
    def answer(self) -> Answer:
        """The likeliest intent before the FallbackClassifier had its say."""
        ranked = [one for one in self.said["intent_ranking"] if one["name"] != FALLBACK]
        first, second = (*ranked, *({"name": "", "confidence": 0.0},) * 2)[:2]
        return Answer(str(first["name"]), float(first["confidence"]), float(second["confidence"]))

    @property
    def refused(self) -> bool:
        """Whether the FallbackClassifier set the answer aside."""
        return bool(self.said["intent"]["name"] == FALLBACK)


def train_nlu(side: Side, config: Mapping[str, Any], nlu: Path, folder: Path) -> Path:
    """`rasa train nlu` in `folder` and without a cache; the archive. Raises BenchmarkError."""
    (folder / "config.yml").write_text(yaml.safe_dump(dict(config)), encoding="utf-8")
    env = environment(folder) | {"RASA_CACHE_DIRECTORY": str(folder / "cache")}
    command = side.rasa("train", "nlu", "--nlu", str(nlu))
    command += ["--config", "config.yml", "--out", str(folder), "--fixed-model-name", "model"]
    with child("train", command, env, folder, cwd=folder) as training:
        finish(training)
    model = folder / "model.tar.gz"
    if not model.exists():  # Rasa calls a training that it skipped a success.
        message = f"training made no model:\n{tail(training.log)}"
        raise BenchmarkError(message)
    return model


def parse(side: Side, model: Path, texts: Sequence[str], folder: Path) -> list[Said]:
    """What the model says of each text, read by one process on one core."""
    asked, answers = folder / "asked.json", folder / "answers.json"
    messages = [{"text": text, "metadata": {}} for text in texts]
    asked.write_text(json.dumps(messages), encoding="utf-8")
    command = [str(side.python), "-m", "benchmarks.understanding.parsing"]
    command += [str(model), str(asked), str(answers)]
    with child("parse", command, environment(folder), folder, cwd=ROOT) as reading:
        finish(reading)
    return [Said(**one) for one in json.loads(answers.read_text(encoding="utf-8"))]


def stock_config(epochs: int) -> dict[str, Any]:
    """Rasa's default pipeline with so many epochs."""
    config: dict[str, Any] = read(DIET_CONFIG)
    for component in config["pipeline"]:
        if "epochs" in component:
            component["epochs"] = epochs
    return config


def judge_by_rasa(
    side: Side,
    config: Mapping[str, Any],
    known: Sequence[Sentence],
    asked: Sequence[Sentence],
) -> list[Answer]:
    """Train a pipeline on some sentences and ask it others."""
    with tempfile.TemporaryDirectory(prefix="ofisi-benchmark-") as name:
        folder = Path(name)
        nlu = folder / "nlu.yml"
        nlu.write_text(_as_yaml(known), encoding="utf-8")
        model = train_nlu(side, config, nlu, folder)
        said = parse(side, model, [one.text for one in asked], folder)
    return [one.answer for one in said]


def _as_yaml(sentences: Sequence[Sentence]) -> str:
    blocks = [
        {"intent": intent, "examples": "".join(f"- {sentences[at].text}\n" for at in places)}
        for intent, places in by_intent(sentences).items()
    ]
    written = {"version": "3.1", "nlu": blocks}
    return yaml.safe_dump(written, allow_unicode=True, width=10_000)
