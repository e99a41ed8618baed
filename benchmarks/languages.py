"""Which language short texts are in: our component beside three libraries.

    .venv/bin/python -m benchmarks.languages [--libraries FOLDER] [--held-out]

The texts are those of tests/understanding/languages.yml, which nothing is trained on. Each road
runs in a fresh process. Two of the libraries are not among the project's own; put them aside with

    .tools/bin/uv pip install --target FOLDER lingua-language-detector py3langid

A road whose library is missing is skipped. `--held-out` also judges the training sentences of up
to six words, each by a model that has seen none of its author's. Takes a minute.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter_ns
from typing import Any, NamedTuple

import psutil
import yaml

from benchmarks.commands import PYTHON, ROOT
from benchmarks.figures import percentile
from benchmarks.processes import MEGABYTE

TEXTS = ROOT / "tests" / "understanding" / "languages.yml"
EXAMPLES = ROOT / "data" / "nlu"
ANNOTATION = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")
SHORT = 6
ROUNDS = 5
WARM_UP = "habari, where is my order"

Said = tuple[str | None, str | None]
"""The language of the text, which may be mixed, and that of most of it."""
Road = Callable[[str], Said]


class Sentence(NamedTuple):
    """A training sentence."""

    text: str
    language: str
    author: str


def own(model: Path) -> Road:
    """What the bot asks, loaded as the component loads it."""
    from bot.rasa.language_model import LanguageModel  # noqa: PLC0415  # Counted as its memory.

    learnt = LanguageModel.from_json(json.loads(model.read_text(encoding="utf-8")))

    def ask(text: str) -> Said:
        judged = learnt.judge(text)
        return judged.of_text, judged.language

    return ask


def letters(model: Path) -> Road:
    """Our runs of letters alone: naive Bayes, without words, limits, lists and thresholds."""
    from bot.rasa.language_training import grams_of  # noqa: PLC0415
    from bot.rasa.language_words import words_of  # noqa: PLC0415

    odds = json.loads(model.read_text(encoding="utf-8"))["odds"]

    def ask(text: str) -> Said:
        score = sum(odds.get(gram, 0.0) for word in words_of(text) for gram in grams_of(word))
        return _both("sw" if score > 0 else "en" if score < 0 else None)

    return ask


def lingua(_model: Path) -> Road:
    """Lingua, restricted to the two languages."""
    library = importlib.import_module("lingua")
    languages = library.Language.SWAHILI, library.Language.ENGLISH
    names = dict(zip(languages, ("sw", "en"), strict=True))
    detector = library.LanguageDetectorBuilder.from_languages(*languages).build()
    return lambda text: _both(names.get(detector.detect_language_of(text)))


def py3langid(_model: Path) -> Road:
    """The port of langid, restricted to the two languages."""
    library = importlib.import_module("py3langid.langid")
    library.set_languages(["sw", "en"])
    return lambda text: _both(library.classify(text)[0])


def simplemma(_model: Path) -> Road:
    """The share of words found in the dictionaries of its lemmatiser."""
    library = importlib.import_module("simplemma")

    def ask(text: str) -> Said:
        language, share = library.langdetect(text, lang=("sw", "en"))[0]
        return _both(language if share and language in ("sw", "en") else None)

    return ask


def _both(language: str | None) -> Said:
    return language, language


ROADS: dict[str, Callable[[Path], Road]] = {
    "own component": own,
    "own n-grams alone": letters,
    "lingua": lingua,
    "py3langid": py3langid,
    "simplemma": simplemma,
}


def sentences() -> Iterator[Sentence]:
    """The training sentences whose language is told, without their annotations."""
    for path in sorted(EXAMPLES.glob("*/*.yml")):
        for block in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["nlu"]:
            told = block.get("metadata", {})
            lines = block["examples"] if "intent" in block and "language" in told else ""
            for line in lines.splitlines():
                text = ANNOTATION.sub(r"\1", line.removeprefix("- "))
                yield Sentence(text, told["language"], told.get("author", ""))


def measure(name: str, model: Path, texts: list[str]) -> dict[str, Any]:
    """In a fresh process: what the road says, p50 in µs a text, and the MB it added."""
    process = psutil.Process()
    before = process.memory_info().rss
    ask = ROADS[name](model)
    ask(WARM_UP)
    said = [ask(text) for text in texts]
    added = (process.memory_info().rss - before) / MEGABYTE
    times = [_microseconds(ask, text) for _ in range(ROUNDS) for text in texts]
    return {"said": said, "p50": percentile(times, 0.5), "megabytes": added}


def _microseconds(ask: Road, text: str) -> float:
    start = perf_counter_ns()
    ask(text)
    return (perf_counter_ns() - start) / 1000


def apart(name: str, model: Path, texts: list[str], libraries: str) -> dict[str, Any] | None:
    """`measure` in a process of its own; None where the library is missing."""
    paths = [str(ROOT), libraries] if libraries else [str(ROOT)]
    done = subprocess.run(
        [PYTHON, "-m", "benchmarks.languages", "--road", name, "--model", str(model)],
        input=json.dumps(texts),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    measured: dict[str, Any] | None = json.loads(done.stdout)
    return measured


def row(name: str, gold: list[str], measured: dict[str, Any]) -> str:
    """One line of the table. A road that says nothing of a text in a language is wrong."""
    right: Counter[str] = Counter()
    for language, (shown, most) in zip(gold, measured["said"], strict=True):
        right[language] += language in (("none",) if most is None else (most,))
        right["three"] += language == shown
        right["mixed"] += language == "mixed" == shown
    count = Counter(gold)
    shares = [
        right["sw"] / count["sw"],
        right["en"] / count["en"],
        (right["sw"] + right["en"]) / (count["sw"] + count["en"]),
        right["mixed"] / count["mixed"],
        right["three"] / (len(gold) - count["none"]),
        right["none"] / count["none"],
    ]
    figures = " | ".join(f"{100 * share:.1f}" for share in shares)
    return f"| {name} | {figures} | {measured['p50']:.0f} | {measured['megabytes']:.1f} |"


def compare(libraries: str) -> None:
    """Print the table."""
    from bot.rasa.language_model import LanguageModel  # noqa: PLC0415  # Not in a road's process.

    groups = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    texts = [text for group in groups.values() for text in group]
    gold = [language for language, group in groups.items() for _ in group]
    known = {sentence.text.casefold() for sentence in sentences()}
    print(f"{len(texts)} texts, {sum(t.casefold() in known for t in texts)} of them also examples")
    print("| road | sw | en | sw and en | mixed | three-way | none kept | µs p50 | MB added |")
    print("|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "language.json"
        learnt = LanguageModel.train((s.text, s.language) for s in sentences())
        model.write_text(json.dumps(learnt.to_json()), encoding="utf-8")
        for name in ROADS:
            measured = apart(name, model, texts, libraries)
            if measured is None:
                print(f"| {name} | not installed |")
                continue
            print(row(name, gold, measured))
            if name == "own component":
                new = [place for place, text in enumerate(texts) if text.casefold() not in known]
                said = [measured["said"][place] for place in new]
                print(
                    row("of it, no examples", [gold[p] for p in new], {**measured, "said": said})
                )


def held_out() -> None:
    """Print what our component says of sentences by authors it has not read."""
    from bot.rasa.language_model import LanguageModel  # noqa: PLC0415  # As above.

    every = list(sentences())
    said: Counter[tuple[str, str | None]] = Counter()
    for author in sorted({sentence.author for sentence in every}):
        model = LanguageModel.train((s.text, s.language) for s in every if s.author != author)
        theirs = (s for s in every if s.author == author and len(s.text.split()) <= SHORT)
        said.update((s.language, model.judge(s.text).of_text) for s in theirs)
    print(
        "\n| held-out sentences | number | sw | en | mixed | nothing |\n|---|---|---|---|---|---|"
    )
    for language in ("sw", "en", "mixed"):
        total = sum(count for (gold, _), count in said.items() if gold == language)
        shares = (said[language, answer] / total for answer in ("sw", "en", "mixed", None))
        print(f"| {language} | {total} | {' | '.join(f'{100 * s:.1f}' for s in shares)} |")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.languages")
    parser.add_argument("--libraries", default="", help="the folder of lingua and py3langid")
    parser.add_argument("--held-out", action="store_true", help="also the training sentences")
    parser.add_argument("--road", choices=ROADS, help=argparse.SUPPRESS)
    parser.add_argument("--model", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.road:
        try:
            print(json.dumps(measure(chosen.road, chosen.model, json.load(sys.stdin))))
        except ModuleNotFoundError as error:
            print(f"{chosen.road} is skipped: {error}; see the docstring.", file=sys.stderr)
            print("null")
        return
    compare(chosen.libraries)
    if chosen.held_out:
        held_out()


if __name__ == "__main__":
    main()
