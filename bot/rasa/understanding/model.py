"""The whole of what was learnt, and how it is kept: arrays and JSON, nothing that is executed."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from bot.rasa.understanding import calibration
from bot.rasa.understanding.channels import channels
from bot.rasa.understanding.lexicon import Lexicon
from bot.rasa.understanding.linear import Linear
from bot.rasa.understanding.vectors import Vectors

ARRAYS, WORDS = "model.npz", "model.json"


@dataclass(frozen=True)
class Options:
    """How to learn. `lemmas` False does without the Swahili grammar, to measure what it gives."""

    seed: int = 42
    strength: float = 0.2
    lemmas: bool = True


@dataclass(frozen=True)
class Model:
    """Vectors, weights and temperatures that belong together."""

    options: Options
    lexicon: Lexicon
    vectors: Vectors
    linear: Linear
    sharpness: Mapping[str, float]

    @classmethod
    def train(
        cls,
        texts: Sequence[str],
        labels: Sequence[str],
        languages: Sequence[str],
        *,
        lexicon: Lexicon,
        options: Options,
    ) -> Model:
        """Learn from sentences, their intents, and their languages (sw, en, mixed or empty)."""
        vectors = Vectors(channels(lexicon, lemmas=options.lemmas))
        rows = vectors.fit(texts)
        learn = partial(Linear.train, seed=options.seed, strength=options.strength)
        known, judged = calibration.split(labels, options.seed)
        with ThreadPoolExecutor(os.cpu_count()) as pool:  # The learner lets go of Python's lock.
            whole = pool.submit(learn, rows, labels)
            part = pool.submit(learn, rows[known], [labels[at] for at in known]).result()
            linear = whole.result()
        column = {label: at for at, label in enumerate(part.labels)}
        told = [at for at in judged if labels[at] in column]
        right = np.asarray([column[labels[at]] for at in told], dtype=np.int64)
        sharpness = calibration.fit(part.scores(rows[told]), right, [languages[at] for at in told])
        return cls(options, lexicon, vectors, linear, sharpness)

    def ranking(self, text: str, language: str | None) -> list[tuple[str, float]]:
        """All intents with their confidences, the likeliest first; none if nothing is known."""
        row = self.vectors.row(text)
        if not len(row.columns):
            return []
        scores = self.linear.scores_of(row.columns, row.values)
        confidence = calibration.confidences(scores, language, self.sharpness)
        order = np.argsort(-confidence, kind="stable")
        return [(self.linear.labels[at], float(confidence[at])) for at in order]

    def save(self, folder: Path) -> None:
        """Write two files into the folder."""
        state = self.vectors.state
        arrays = {f"idf_{name}": kept["idf"] for name, kept in state.items()}
        arrays |= {"weights": self.linear.weights.astype(np.float16), "bias": self.linear.bias}
        # Packed here, once and lightly: the archive packs again with all its might, for seconds.
        np.savez_compressed(folder / ARRAYS, **arrays)
        words = {
            "options": self.options.__dict__,
            "labels": self.linear.labels,
            "sharpness": dict(self.sharpness),
            "features": {name: kept["features"] for name, kept in state.items()},
            "lexicon": dict(self.lexicon.words),
        }
        (folder / WORDS).write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Model:
        """A model as `save` wrote it."""
        words = json.loads((folder / WORDS).read_text(encoding="utf-8"))
        options = Options(**words["options"])
        lexicon = Lexicon.from_json(words["lexicon"])
        with np.load(folder / ARRAYS, allow_pickle=False) as arrays:
            state = {
                name: {"features": features, "idf": arrays[f"idf_{name}"]}
                for name, features in words["features"].items()
            }
            weights = arrays["weights"].astype(np.float32)
            linear = Linear(tuple(words["labels"]), weights, arrays["bias"])
        vectors = Vectors.from_state(channels(lexicon, lemmas=options.lemmas), state)
        return cls(options, lexicon, vectors, linear, words["sharpness"])
