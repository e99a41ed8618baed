"""Everything that learns sentences here: our classifier, parts of it, and what others use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC

from benchmarks.commands import OFISI, ROOT, STOCK_RASA
from benchmarks.understanding.roads import LOGISTIC_CONFIG, judge_by_rasa, stock_config
from benchmarks.understanding.scores import Answer
from benchmarks.understanding.sentences import Sentence, read
from bot.rasa.understanding import calibration
from bot.rasa.understanding.lexicon import Lexicon
from bot.rasa.understanding.model import Model, Options

OURS, BARE, SVM = "ours", "bare", "svm"
NO_LEMMAS, NO_LEXICON = "no lemmas", "no lexicon"
LOGISTIC, DIET = "logistic", "diet"
SEED = 42
AT_ONCE = 512

Learner = Callable[[Sequence[Sentence], Sequence[Sentence]], list[Answer]]


def judge(
    name: str, known: Sequence[Sentence], asked: Sequence[Sentence], epochs: int
) -> list[Answer]:
    """Learn the known sentences by the learner of that name, and answer those asked.

    `epochs` is for Rasa's networks only.
    """
    if name == DIET:
        return judge_by_rasa(STOCK_RASA, stock_config(epochs), known, asked)
    return LEARNERS[name](known, asked)


def _ours(known: Sequence[Sentence], asked: Sequence[Sentence]) -> list[Answer]:
    return _classifier(known, asked, lexicon=True, lemmas=True)


def _no_lemmas(known: Sequence[Sentence], asked: Sequence[Sentence]) -> list[Answer]:
    return _classifier(known, asked, lexicon=True, lemmas=False)


def _no_lexicon(known: Sequence[Sentence], asked: Sequence[Sentence]) -> list[Answer]:
    return _classifier(known, asked, lexicon=False, lemmas=True)


def _bare(known: Sequence[Sentence], asked: Sequence[Sentence]) -> list[Answer]:
    return _classifier(known, asked, lexicon=False, lemmas=False)


def _classifier(
    known: Sequence[Sentence], asked: Sequence[Sentence], *, lexicon: bool, lemmas: bool
) -> list[Answer]:
    model = Model.train(
        [one.text for one in known],
        [one.intent for one in known],
        [one.language for one in known],
        lexicon=Lexicon.read(ROOT / "data" / "lexicon") if lexicon else Lexicon(),
        options=Options(lemmas=lemmas),
    )
    return [answer for part in _parts(asked) for answer in _answers(model, part)]


def _answers(model: Model, asked: Sequence[Sentence]) -> Iterable[Answer]:
    """What `Model.ranking` says of each sentence, for many of them at once."""
    scores = model.linear.scores(model.vectors.transform([one.text for one in asked]))
    for one, row in zip(asked, scores, strict=True):
        sure = calibration.confidences(row, one.language, model.sharpness)
        yield _first_two(model.linear.labels, sure)


def _svm(known: Sequence[Sentence], asked: Sequence[Sentence]) -> list[Answer]:
    """What one would try first without us: runs of letters, words and pairs of words, SVM."""
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True)
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    learner = make_pipeline(make_union(letters, words), LinearSVC(random_state=SEED))
    learner.fit([one.text for one in known], [one.intent for one in known])
    scores = learner.decision_function([one.text for one in asked])
    return [_first_two(learner.classes_, softmax(row)) for row in scores]


def _logistic(known: Sequence[Sentence], asked: Sequence[Sentence]) -> list[Answer]:
    # Rasa's own components without TensorFlow: they run in our environment as well.
    return judge_by_rasa(OFISI, read(LOGISTIC_CONFIG), known, asked)


def _first_two(labels: Sequence[str], sure: NDArray[np.float64]) -> Answer:
    second, first = np.argsort(sure, kind="stable")[-2:]
    return Answer(str(labels[first]), float(sure[first]), float(sure[second]))


def _parts(asked: Sequence[Sentence]) -> Iterable[Sequence[Sentence]]:
    return (asked[start : start + AT_ONCE] for start in range(0, len(asked), AT_ONCE))


LEARNERS: Mapping[str, Learner] = {
    OURS: _ours,
    NO_LEMMAS: _no_lemmas,
    NO_LEXICON: _no_lexicon,
    BARE: _bare,
    SVM: _svm,
    LOGISTIC: _logistic,
}
