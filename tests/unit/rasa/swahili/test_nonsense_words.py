"""Whatever is typed comes back, and soon."""

from __future__ import annotations

import subprocess
import sys
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rasa.swahili.morphology import analyse, lemma_of

ODD = [
    "",
    "1" * 400,
    "😀",
    "ñandú",
    "'",
    "-",
    "--",
    "ku-",
    "-ku",
    "ng'",
    "ni",
    "TKT-7K3M",
    "a" * 39,
]


@pytest.mark.parametrize("word", ODD)
def test_it_gives_odd_words_back_in_small_letters(word: str) -> None:
    assert lemma_of(word) == word.lower()


@pytest.mark.parametrize("word", ["ni" * 5000, "ku" * 19, "wali" * 2500, "a-" * 5000, "iwa" * 13])
def test_it_answers_in_bounded_time(word: str) -> None:
    start = perf_counter()
    lemma_of(word)

    assert perf_counter() - start < 0.5


@given(st.text(alphabet="abdefghijklmnoprstuvwyz'’-", max_size=30))
def test_it_never_fails_and_never_gives_nothing(word: str) -> None:
    assert bool(analyse(word).lemma) == bool(word)


def test_it_needs_no_spacy() -> None:
    code = "import sys, bot.rasa.swahili.morphology as m; m.lemma_of('fika'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert not {"spacy", "rasa", "numpy"} & set(done.stdout.split())
