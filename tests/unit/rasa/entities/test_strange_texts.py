"""Texts nobody writes by hand: they are read in no time, or at least to no harm."""

from __future__ import annotations

import time
from statistics import median

import pytest

from tests.understood import entities_in, nlp, words_left_in

STRANGE = {
    "letters": "a" * 10_000,
    "digits": "sukari " + "9" * 400,
    "emoji": "🍞🥚" * 5_000,
    "no width": "\u200b\u200d\ufeff" * 3_000,
    "accents": "a" + "\u0301" * 10_000,
    "brackets": "(" * 10_000,
    "one long order": "sukari kilo moja na " * 500,
    "minus": "minus " * 1_700,
    "halves": "½" * 10_000,
    "lines": "\n" * 10_000,
    "a binder": "mafuta ya " * 1_000,
    "half a sign": "sukari \ud83c kilo 2",
    "nothing": "",
}


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_it_stands_any_text(text: str) -> None:
    entities_in("habari")
    started = time.perf_counter()
    found = entities_in(text)
    # Twenty times what it takes here: another program may be using the machine.
    assert time.perf_counter() - started < 1
    assert all(one["end"] <= len(text) for one in found)
    assert isinstance(words_left_in(text), str)


def test_it_reads_a_usual_message_in_a_moment() -> None:
    text = "nataka sukari kilo mbili na mchele kilo tatu tafadhali leo jioni"
    took = []
    for _ in range(50):
        started = time.perf_counter()
        nlp()(text)
        took.append(time.perf_counter() - started)
    assert median(took) < 0.01
