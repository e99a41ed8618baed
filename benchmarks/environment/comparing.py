"""The table of an environment's costs: medians, their range, and what the change is worth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from benchmarks.figures import Measure, Results, ratio
from benchmarks.report import aligned, number

BEFORE, AFTER = "before", "after"
HEAD = ("measure", "unit", BEFORE, AFTER, "after is better by")
MEASURES = (
    Measure("disk_megabytes", "environment on disk", "MB"),
    Measure("packages", "packages in it", "packages"),
    Measure("download_megabytes", "download of them", "MB"),
    Measure("train_processor", "training, processor time", "s"),
    Measure("start_seconds", "second start to first answer", "s"),
    Measure("start_processor", "second start, processor time", "s"),
    Measure("rasa_megabytes", "memory after 200 turns, Rasa", "MB"),
    Measure("actions_megabytes", "memory after 200 turns, actions", "MB"),
    Measure("all_megabytes", "memory after 200 turns, both", "MB"),
    Measure("plain_1_p50", "greeting, p50", "ms"),
    Measure("plain_1_processor", "greeting, processor time", "ms/turn"),
    Measure("form_1_p50", "complaint form, p50", "ms"),
    Measure("form_1_processor", "complaint form, processor time", "ms/turn"),
    Measure("expected", "answered as expected", "%", compared=False),
)


def table(measures: Iterable[Measure], results: Results) -> str:
    """A Markdown table: for each measure both sides and how many times better the later one is."""
    return aligned([HEAD, *(_row(measure, results) for measure in measures)])


def _row(measure: Measure, results: Results) -> tuple[str, ...]:
    before, after = (results[measure.key][name] for name in (BEFORE, AFTER))
    times = ratio(measure, ours=median(after), stock=median(before))
    better = "" if times is None else f"{times:.2f} times"
    return (measure.label, measure.unit, _cell(before), _cell(after), better)


def _cell(values: Sequence[float]) -> str:
    """The median; behind it the least and the most, where there was more than one run."""
    shown = number(median(values))
    return shown if len(values) == 1 else f"{shown} ({number(min(values))}–{number(max(values))})"
