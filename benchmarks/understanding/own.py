"""The assistant's own sentences: by folds of paraphrases, by author, and by other learners."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.understanding.goals import Line
from benchmarks.understanding.kept import Stock
from benchmarks.understanding.learners import (
    BARE,
    DIET,
    LOGISTIC,
    NO_LEMMAS,
    NO_LEXICON,
    OURS,
    SVM,
)
from benchmarks.understanding.scores import (
    Judged,
    accuracy,
    calibration_error,
    macro_f1,
    of_language,
)
from benchmarks.understanding.sentences import Sentence
from benchmarks.understanding.splits import Split, by_author, folds
from benchmarks.understanding.work import Done, Job

FOLDS = 5
GOALS = {"sw": 0.93, "en": 0.94, "mixed": 0.90}
SIDES = {
    LOGISTIC: "Rasa's counts and logistic regression",
    DIET: "Rasa's default pipeline (DIET)",
    SVM: "TF-IDF of letters and words, SVM",
    BARE: "ours without the Swahili grammar and the lexicon",
    NO_LEMMAS: "ours without the Swahili grammar",
    NO_LEXICON: "ours without the lexicon",
    OURS: "ours",
}
FOLD, AUTHOR = "fold", "author"


def jobs(sentences: Sequence[Sentence], *, quick: bool, stock: int) -> Iterator[Job]:
    """Ours with each fold and each author; all others with the first fold.

    `stock` is how many epochs Rasa's networks learn; with 0 they are left out.
    """
    splits = folds(sentences, FOLDS)
    for number, split in enumerate(splits[: 1 if quick else None]):
        yield _job(f"{FOLD} {number}", OURS, sentences, split)
    for author, split in by_author(sentences) if not quick else ():
        yield _job(f"{AUTHOR} {author}", OURS, sentences, split)
    for other in (SVM,) if quick else SIDES:
        if other != OURS and (other != DIET or stock):
            epochs = stock if other == DIET else 0
            yield _job(f"{FOLD} 0", other, sentences, splits[0], epochs)


def judged(done: Mapping[str, Done], kind: str = FOLD) -> Judged:
    """Every sentence with what ours answered when it had not learnt it."""
    parts = (one for key, one in done.items() if key.startswith(kind) and key.endswith(f" {OURS}"))
    return [pair for one in parts for pair in one.judged]


def fold_lines(done: Mapping[str, Done]) -> list[Line]:
    """Macro-F1 of the folds for each language, and how far confidences are to be believed."""
    found = judged(done)
    count = sum(key.startswith(FOLD) and key.endswith(f" {OURS}") for key in done)
    folds_words = f"{count} folds" if count > 1 else f"1 fold of {FOLDS}"
    lines = [
        Line(f"{folds_words}, {name}", "F1", macro_f1(of_language(found, name)), goal)
        for name, goal in GOALS.items()
    ]
    lines.append(Line(f"{folds_words}, all languages", "F1", macro_f1(found)))
    for name in GOALS:
        error = 100 * calibration_error(of_language(found, name))
        lines.append(Line(f"calibration error, {name}", "%", error, more_is_better=False))
    return lines


def author_lines(done: Mapping[str, Done]) -> list[Line]:
    """How many are right of authors of whom nothing was learnt, by language; then by author.

    A share and no macro-F1, for not every author wrote of every intent.
    """
    found = judged(done, AUTHOR)
    lines = [
        Line(f"authors left out, {name}", "%", 100 * accuracy(of_language(found, name)))
        for name in GOALS
        if found
    ]
    for author in sorted({one.author for one, _ in found}):
        theirs = [(one, answer) for one, answer in found if one.author == author]
        beside = f"{len(theirs)} sentences, {len({one.intent for one, _ in theirs})} intents"
        right = 100 * accuracy(theirs)
        lines.append(Line(f"author {author} left out", "%", right, beside=beside))
    return lines


def side_lines(done: Mapping[str, Done], stock: Stock | None) -> list[Line]:
    """Each learner with the first fold: macro-F1, and the seconds of learning and answering."""
    return [line for name in SIDES if (line := side_line(name, done) or _kept(name, stock))]


def side_line(name: str, done: Mapping[str, Done]) -> Line | None:
    """That learner's line; None if it did not learn in this run."""
    one = done.get(f"{FOLD} 0, {name}")
    if one is None:
        return None
    judged = one.judged
    parts = [f"{part} {macro_f1(of_language(judged, part)):.3f}" for part in GOALS]
    epochs = f"; {one.epochs} epochs" if one.epochs else ""
    beside = f"{', '.join(parts)}; {100 * accuracy(judged):.1f} % right; {one.seconds:.0f} s"
    return Line(SIDES[name], "F1", macro_f1(judged), beside=f"{beside}{epochs}")


def _kept(name: str, stock: Stock | None) -> Line | None:
    if name != DIET or stock is None or stock.f1 is None:
        return None
    return Line(SIDES[DIET], "F1", stock.f1, beside=f"{stock.f1_words}; {stock.words}")


def _job(
    name: str, learner: str, sentences: Sequence[Sentence], split: Split, epochs: int = 0
) -> Job:
    known, asked = ([sentences[at] for at in places] for places in split)
    return Job(f"{name}, {learner}", learner, known, asked, epochs)
