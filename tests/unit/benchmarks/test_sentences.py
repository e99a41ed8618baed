"""Where the sentences come from, and which of them nobody could have learnt by heart."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.understanding.sentences import Sentence, intents, massive, own, unknown_to

OWN = """
version: "3.1"
nlu:
- intent: greet
  metadata: {language: sw, author: k}
  examples: |
    - habari
    - hujambo - mpo?
- regex: phone
  examples: |
    - [0-9]+
"""


def test_it_reads_our_sentences_with_language_and_author(tmp_path: Path) -> None:
    (tmp_path / "sw").mkdir()
    (tmp_path / "sw" / "talk.yml").write_text(OWN, encoding="utf-8")
    assert own(tmp_path) == [
        Sentence("habari", "greet", "sw", "k"),
        Sentence("hujambo - mpo?", "greet", "sw", "k"),
    ]


def test_it_reads_the_hidden_sentences_of_every_language(tmp_path: Path) -> None:
    (tmp_path / "intents.yml").write_text("greet: {sw: [habari], en: [hello]}", encoding="utf-8")
    assert intents(tmp_path) == [
        Sentence("habari", "greet", "sw"),
        Sentence("hello", "greet", "en"),
    ]


def test_it_has_nothing_of_a_benchmark_that_is_not_there(tmp_path: Path) -> None:
    assert massive("sw", "dev", tmp_path) == []


@pytest.mark.parametrize("spelling", ["habari", "Habari!", "HABARI  ", "habaaaari"])
def test_it_knows_a_learnt_sentence_in_another_spelling(spelling: str) -> None:
    assert unknown_to([Sentence("habari", "greet")], [Sentence(spelling, "greet")]) == []


def test_it_keeps_what_nobody_taught() -> None:
    asked = [Sentence("habari zenu", "greet")]
    assert unknown_to([Sentence("habari", "greet")], asked) == asked
