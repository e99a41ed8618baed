"""The assistant itself: trained from the command line, then asked what it never learnt."""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.commands import OFISI, ROOT
from benchmarks.figures import percentile
from benchmarks.training import train
from benchmarks.understanding import strange as strange_texts
from benchmarks.understanding.goals import Line
from benchmarks.understanding.kept import Stock
from benchmarks.understanding.roads import Said, parse
from benchmarks.understanding.scores import (
    Answer,
    Fallback,
    accuracy,
    calibration_error,
    of_language,
    turned_away,
)
from benchmarks.understanding.sentences import (
    Sentence,
    intents,
    own,
    read,
    strangers,
    unknown_to,
)
from benchmarks.understanding.splits import alike

logger = logging.getLogger("benchmarks")

LANGUAGES = ("sw", "en", "mixed")
CAUGHT, LOST = 80.0, 5.0
MILLISECONDS, SECONDS, OF_STOCK = 5.0, 30.0, 25.0

Pairs = list[tuple[Sentence, Said]]


@dataclass(frozen=True)
class Asked:
    """What the trained assistant said of the hidden sentences, and how it was trained."""

    model: Path
    seconds: float
    ours: Pairs
    """Sentences that are our business; those that stand in the training data are left out."""
    strangers: Pairs
    strange: list[Said]
    """What it said of the messages nobody understands."""
    left_out: tuple[int, int]
    paraphrases: list[bool]
    """For each of ours whether a learnt sentence says the same in about the same letters."""
    fallback: Fallback

    @property
    def milliseconds(self) -> list[float]:
        """What each message took."""
        return [said.milliseconds for _, said in self.ours]


def ask(folder: Path) -> Asked:
    """Train in `folder` and ask. Raises BenchmarkError where a command fails."""
    logger.info("training on all of data/ …")
    trained = train(OFISI, folder)
    logger.info("  %.1f s; reading the hidden sentences on one core …", trained.seconds)
    learnt, every, strange = own(), intents(), strangers()
    fresh, foreign = unknown_to(learnt, every), unknown_to(learnt, strange)
    texts = [one.text for one in (*fresh, *foreign)]
    asked = [*texts, *strange_texts.TEXTS.values()]
    said = parse(OFISI, trained.archive, asked, folder)
    return Asked(
        trained.archive,
        trained.seconds,
        list(zip(fresh, said[: len(fresh)], strict=True)),
        list(zip(foreign, said[len(fresh) : len(texts)], strict=True)),
        said[len(texts) :],
        (len(every) - len(fresh), len(strange) - len(foreign)),
        alike(learnt, fresh),
        fallback(),
    )


def fallback(config: Path = ROOT / "config.yml") -> Fallback:
    """The thresholds of the FallbackClassifier in the configuration."""
    for component in read(config)["pipeline"]:
        if component["name"] == "FallbackClassifier":
            return Fallback(component["threshold"], component["ambiguity_threshold"])
    return Fallback(0.0, 0.0)


def answers(pairs: Pairs) -> list[tuple[Sentence, Answer]]:
    """What the classifier said, before the FallbackClassifier."""
    return [(one, said.answer) for one, said in pairs]


def intent_lines(asked: Asked) -> list[Line]:
    """How many of the hidden sentences are understood, by language."""
    found = answers(asked.ours)
    beside = f"{len(found)} sentences; {asked.left_out[0]} that stand in data/nlu left out"
    lines = [Line("hidden sentences, right", "%", 100 * accuracy(found), beside=beside)]
    for language in LANGUAGES:
        part = of_language(found, language)
        lines.append(Line(f"hidden sentences, right, {language}", "%", 100 * accuracy(part)))
    new = [pair for pair, near in zip(found, asked.paraphrases, strict=True) if not near]
    beside = f"{len(new)} sentences unlike any in data/nlu"
    lines.append(Line("hidden sentences, right, new", "%", 100 * accuracy(new), beside=beside))
    error = 100 * calibration_error(found)
    lines.append(Line("calibration error on them", "%", error, more_is_better=False))
    return lines


def scope_lines(asked: Asked) -> list[Line]:
    """What is caught of what is none of our business, and what of ours is lost by that."""
    strange, ours, rule = answers(asked.strangers), answers(asked.ours), asked.fallback
    beside = f"{len(strange)} sentences; {asked.left_out[1]} that stand in data/nlu left out"
    lines = [
        Line("out of scope, caught", "%", 100 * turned_away(strange, rule), CAUGHT, beside=beside)
    ]
    for language in (*LANGUAGES, "other"):
        part = 100 * turned_away(of_language(strange, language), rule)
        lines.append(Line(f"out of scope, caught, {language}", "%", part))
    lost, words = 100 * turned_away(ours, rule), f"threshold {rule.threshold:g}"
    lines.append(Line("in scope, lost", "%", lost, LOST, more_is_better=False, beside=words))
    for language in LANGUAGES:
        part = 100 * turned_away(of_language(ours, language), rule)
        lines.append(Line(f"in scope, lost, {language}", "%", part, more_is_better=False))
    return lines


def speed_lines(asked: Asked, stock: Stock | None) -> list[Line]:
    """One message through the whole pipeline, and the training; beside them stock Rasa's."""
    theirs = stock or Stock.unknown()
    return [
        _fast("one message, p50", "ms", percentile(asked.milliseconds, 0.50), MILLISECONDS),
        *_shares("one message, p50", percentile(asked.milliseconds, 0.50), theirs.p50, theirs),
        _fast("one message, p95", "ms", percentile(asked.milliseconds, 0.95), None),
        *_shares("one message, p95", percentile(asked.milliseconds, 0.95), theirs.p95, theirs),
        _fast("training, all of data/", "s", asked.seconds, SECONDS),
        *_shares("training", asked.seconds, theirs.seconds, theirs),
    ]


def _fast(label: str, unit: str, value: float, goal: float | None) -> Line:
    return Line(label, unit, value, goal, more_is_better=False)


def _shares(label: str, ours: float, theirs: float, stock: Stock) -> Sequence[Line]:
    """What part of stock Rasa's figure ours is."""
    told = "" if math.isnan(theirs) else f"{theirs:.1f} "
    beside = f"DIET {told}{stock.words}"
    value = 100 * ours / theirs
    return [
        Line(f"{label}, of stock's", "%", value, OF_STOCK, more_is_better=False, beside=beside)
    ]
