"""Messages as sparse rows of numbers: TF-IDF for each channel, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.rasa.understanding.channels import Channel
from bot.rasa.understanding.text import fold, words_of

WEIGHTS = {
    "letters": 1.0,
    "words": 1.0,
    "pairs": 0.7,
    "affixes": 1.0,
    "skeletons": 0.7,
    "meanings": 1.0,
    "company": 1.0,
    "shape": 0.5,
    "lemmas": 0.7,
}
"""How much each channel counts, chosen by 5-fold cross-validation on data/nlu."""

NUMEROUS = frozenset({"letters", "pairs", "skeletons", "company"})
"""Channels with more features than sentences: what stands in one sentence alone is left out."""

MANY = 3000
"""From so many sentences on the numerous channels are thinned: half the size, as accurate."""


class Row(NamedTuple):
    """The columns of a text's features and their values; none if no word of it is known."""

    columns: NDArray[np.int64]
    values: NDArray[np.float32]


class Vectors:
    """Turns texts into rows. Learns its features with `fit`, or gets them with `from_state`."""

    def __init__(self, channels: Mapping[str, Channel]) -> None:
        self.channels = dict(channels)
        self.by_channel: dict[str, TfidfVectorizer] = {}
        self._idf_by_channel: dict[str, NDArray[np.float32]] = {}

    def fit(self, texts: Sequence[str]) -> csr_matrix:
        """Learn which features there are; the rows of the texts."""
        read = [words_of(fold(text)) for text in texts]
        parts = []
        for name, channel in self.channels.items():
            if not any(map(channel, read)):  # The meanings, where the lexicon is empty.
                continue
            least = 2 if name in NUMEROUS and len(texts) >= MANY else 1
            self.by_channel[name] = _vectorizer(channel, min_df=least)
            parts.append(self.by_channel[name].fit_transform(read) * WEIGHTS[name])
        return hstack(parts, format="csr", dtype=np.float32)

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """One row for each text; float32, as many columns as there are features."""
        read = [words_of(fold(text)) for text in texts]
        parts = [each.transform(read) * WEIGHTS[name] for name, each in self.by_channel.items()]
        return hstack(parts, format="csr", dtype=np.float32)

    def row(self, text: str) -> Row:
        """The row of one text, as `transform` gives it, in a tenth of scikit-learn's time."""
        words = words_of(fold(text))
        columns, values, known, at = [], [], False, 0
        for name, each in self.by_channel.items():
            features = self.channels[name](words)
            vocabulary: Mapping[str, int] = each.vocabulary_
            counts = Counter(map(vocabulary.get, features))
            counts.pop(None, None)  # what was never learnt
            if counts:
                places = np.fromiter(counts, np.int64, len(counts))
                often = np.fromiter(counts.values(), np.float32, len(counts))
                found = (1 + np.log(often)) * self._idf(name)[places]
                columns.append(places + at)
                values.append(found * (WEIGHTS[name] / np.sqrt(found @ found)))
                known = known or name != "shape"
            at += len(vocabulary)
        if not known:
            return Row(np.empty(0, np.int64), np.empty(0, np.float32))
        return Row(np.concatenate(columns), np.concatenate(values))

    def _idf(self, name: str) -> NDArray[np.float32]:
        if name not in self._idf_by_channel:
            self._idf_by_channel[name] = np.asarray(self.by_channel[name].idf_, dtype=np.float32)
        return self._idf_by_channel[name]

    @property
    def state(self) -> dict[str, dict[str, Any]]:
        """For each channel its features, in the order of their columns, and their weights."""
        return {
            name: {"features": list(each.get_feature_names_out()), "idf": each.idf_}
            for name, each in self.by_channel.items()
        }

    @classmethod
    def from_state(
        cls, channels: Mapping[str, Channel], state: Mapping[str, Mapping[str, Any]]
    ) -> Vectors:
        """Vectors as `state` gave them."""
        found = cls({name: channels[name] for name in state})
        for name, kept in state.items():
            vocabulary = {feature: at for at, feature in enumerate(kept["features"])}
            each = _vectorizer(channels[name], vocabulary=vocabulary)
            each.idf_ = np.asarray(kept["idf"])
            found.by_channel[name] = each
        return found


def _vectorizer(channel: Channel, **options: Any) -> TfidfVectorizer:
    return TfidfVectorizer(analyzer=channel, sublinear_tf=True, dtype=np.float32, **options)
