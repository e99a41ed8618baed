"""`python -m benchmarks.understanding`: every figure of the understanding, beside its goal."""

from __future__ import annotations

import argparse
import json
import logging
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from benchmarks import terminal
from benchmarks.commands import ROOT, stock_versions
from benchmarks.understanding import (
    entities,
    kept,
    languages,
    massive,
    own,
    pictures,
    pipeline,
    serving,
    strange,
)
from benchmarks.understanding import stock as stock_rasa
from benchmarks.understanding.goals import Line, Sections, as_json, report
from benchmarks.understanding.learners import DIET
from benchmarks.understanding.scores import confusions
from benchmarks.understanding.sentences import own as own_sentences
from benchmarks.understanding.work import Done, run

logger = logging.getLogger("benchmarks")

PICTURES = ROOT / "docs" / "pictures"
WORKERS = 2
CONFUSIONS = 15


def main() -> None:
    """Measure, print, draw; leave nothing behind but the pictures and the files asked for."""
    options = _options()
    terminal.run(lambda: _in_a_folder(options))


def _in_a_folder(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="ofisi-benchmark-") as folder:
        _measure(options, Path(folder))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.understanding")
    parser.add_argument("--quick", action="store_true", help="one fold, one seed: a smoke run")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there")
    parser.add_argument("--pictures", type=Path, metavar="DIR", default=PICTURES)
    parser.add_argument("--workers", type=int, default=WORKERS, help="processes that learn")
    parser.add_argument("--stock", action="store_true", help="measure stock Rasa too: an hour")
    parser.add_argument(
        "--stock-epochs",
        type=int,
        default=kept.FULL_EPOCHS,
        metavar="N",
        help="train stock Rasa with fewer epochs and reckon its time from that",
    )
    return parser.parse_args()


def _measure(options: argparse.Namespace, folder: Path) -> None:
    machine = terminal.machine()
    # Asked now, for what comes next takes an hour.
    stock_machine = f"{machine}; stock Rasa on {stock_versions()}" if options.stock else machine
    asked = pipeline.ask(folder)
    texts = [one.text for one, _ in asked.ours]
    stock = _stock(options, texts, folder, stock_machine)
    logger.info("serving …")
    memory = serving.line(asked.model, texts, folder)
    done = _learn(options)
    stock = _with_f1(stock, own.side_line(DIET, done)) if options.stock else stock
    sections: Sections = {
        "Other people's sentences (MASSIVE)": massive.lines(done),
        "Our own sentences, judged when not learnt": own.fold_lines(done),
        "Our own sentences, by author": own.author_lines(done),
        "Hidden sentences, through the whole pipeline": pipeline.intent_lines(asked),
        "What is none of our business": pipeline.scope_lines(asked),
        "What nobody understands": strange.lines(asked.strange),
        "Entities and language": [*entities.lines(), *languages.lines()],
        "Speed and memory": [*pipeline.speed_lines(asked, stock), memory],
        "Beside others, on the first fold": own.side_lines(done, stock),
    }
    sys.stdout.write(f"{machine}, {len(own_sentences())} sentences\n\n{report(sections)}\n\n")
    sys.stdout.write(_confused(done))
    _draw(options.pictures, asked, done)
    _keep(options.json, machine, sections)


def _stock(
    options: argparse.Namespace, texts: list[str], folder: Path, machine: str
) -> kept.Stock | None:
    if not options.stock:
        return kept.load()
    place, epochs = folder / "stock", options.stock_epochs
    return stock_rasa.measure(texts, place, epochs=epochs, machine=machine)


def _with_f1(stock: kept.Stock | None, line: Line | None) -> kept.Stock | None:
    """Keep stock Rasa's figures; how well it understands only if it learnt to the end."""
    if stock is None:
        return None
    if line is not None and stock.epochs == kept.FULL_EPOCHS:
        stock = replace(stock, f1=line.value, f1_words=line.beside)
    kept.save(stock)
    return stock


def _learn(options: argparse.Namespace) -> dict[str, Done]:
    epochs = options.stock_epochs if options.stock else 0
    jobs = [
        *massive.jobs(quick=options.quick),
        *own.jobs(own_sentences(), quick=options.quick, stock=epochs),
    ]
    if not any(job.key.startswith(massive.PREFIX) for job in jobs):
        logger.warning(massive.MISSING)
    logger.info("learning %d times from parts of the sentences …", len(jobs))
    return run(jobs, options.workers)


def _keep(file: Path | None, machine: str, sections: Sections) -> None:
    if file:
        written = json.dumps({"machine": machine, "figures": as_json(sections)}, indent=1)
        file.write_text(written + "\n", encoding="utf-8")


def _confused(done: Mapping[str, Done]) -> str:
    found = confusions(own.judged(done)).most_common(CONFUSIONS)
    rows = [f"{count:5d}  {meant} → {told}\n" for (meant, told), count in found]
    return "".join(["## Most confused (meant → understood)\n\n", *rows])


def _draw(folder: Path, asked: pipeline.Asked, done: Mapping[str, Done]) -> None:
    pictures.confusion(own.judged(done), folder / "nlu-confusion.png")
    pictures.calibration(own.judged(done), folder / "nlu-calibration.png")
    ours, strangers = pipeline.answers(asked.ours), pipeline.answers(asked.strangers)
    path = folder / "nlu-thresholds.png"
    pictures.thresholds(ours, strangers, own.judged(done), asked.fallback, path)


if __name__ == "__main__":
    main()
