"""Which sentences are learnt from and which are judged. Paraphrases never stand on both sides."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import StratifiedGroupKFold

from benchmarks.understanding.sentences import Sentence

ALIKE = 0.75
"""Two sentences of one intent whose letters are so similar say the same in the same words."""
LETTERS = (2, 4)
SEED = 42

Split = tuple[list[int], list[int]]
"""Where the sentences stand that are learnt, and those that are judged."""


def groups(sentences: Sequence[Sentence]) -> NDArray[np.int64]:
    """A number for each sentence; those of one number are paraphrases, directly or by others.

    Compared is the cosine of runs of two to four letters within words, each weighed by how rare
    it is among all sentences.
    """
    vectors = _letters().fit_transform(_texts(sentences))
    found = np.zeros(len(sentences), dtype=np.int64)
    last = 0
    for places in by_intent(sentences).values():
        part = vectors[places]
        count, numbers = connected_components(part @ part.T >= ALIKE, directed=False)
        found[places] = numbers + last
        last += count
    return found


def alike(known: Sequence[Sentence], asked: Sequence[Sentence]) -> list[bool]:
    """Whether each sentence asked is so similar to one of the known, of whatever intent."""
    letters = _letters().fit(_texts(known))
    learnt = letters.transform(_texts(known)).T
    nearest = (letters.transform(_texts(asked)) @ learnt).max(axis=1)
    return [bool(found >= ALIKE) for found in nearest.toarray().ravel()]


def folds(sentences: Sequence[Sentence], count: int, seed: int = SEED) -> list[Split]:
    """As many splits; each sentence is judged once, apart from all of its paraphrases."""
    splitter = StratifiedGroupKFold(count, shuffle=True, random_state=seed)
    labels = np.asarray([one.intent for one in sentences])
    splits = splitter.split(np.zeros(len(labels)), labels, groups(sentences))
    return [(list(map(int, known)), list(map(int, judged))) for known, judged in splits]


def by_author(sentences: Sequence[Sentence]) -> Iterator[tuple[str, Split]]:
    """For each author, all the others' sentences to learn from and the author's to be judged."""
    for author in sorted({one.author for one in sentences}):
        theirs = [at for at, one in enumerate(sentences) if one.author == author]
        others = [at for at, one in enumerate(sentences) if one.author != author]
        yield author, (others, theirs)


def few(sentences: Sequence[Sentence], each: int, seed: int) -> list[Sentence]:
    """So many sentences of each intent, drawn by a seed."""
    drawn = random.Random(seed)  # noqa: S311 - repeatable on purpose
    chosen: list[Sentence] = []
    for _, places in sorted(by_intent(sentences).items()):
        drawn.shuffle(places)
        chosen += [sentences[at] for at in places[:each]]
    return chosen


def _letters() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer="char_wb", ngram_range=LETTERS, dtype=np.float32)


def _texts(sentences: Sequence[Sentence]) -> list[str]:
    return [one.text.casefold() for one in sentences]


def by_intent(sentences: Sequence[Sentence]) -> dict[str, list[int]]:
    """Where the sentences of each intent stand."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(sentences):
        found[one.intent].append(at)
    return dict(found)
