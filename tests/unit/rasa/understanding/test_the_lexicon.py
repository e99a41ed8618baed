"""The lexicon of meanings: finding words in their forms, and naming the line of a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.rasa.understanding.lexicon import BadLexicon, Lexicon
from bot.rasa.understanding.model import Model, Options

LINES = """\
# a comment
[delivery]
leta fikisha | bring deliver
[complaint]
lalamika | complain
"""


def _lexicon(folder: Path, text: str = LINES) -> Lexicon:
    (folder / "words.txt").write_text(text, encoding="utf-8")
    return Lexicon.read(folder)


@pytest.mark.parametrize("word", ["leta", "mmeniletea", "sijaletewa", "bringing", "delivered"])
def test_it_finds_a_word_in_any_form(tmp_path: Path, word: str) -> None:
    assert _lexicon(tmp_path).meanings(word) == (("leta", "delivery"),)


def test_it_finds_only_listed_forms_without_the_grammar(tmp_path: Path) -> None:
    assert _lexicon(tmp_path).meanings("mmeniletea", lemmas=False) == ()


def test_it_knows_nothing_of_other_words(tmp_path: Path) -> None:
    assert _lexicon(tmp_path).meanings("shule") == ()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (LINES + "tatizo problem\n", r"words\.txt, line 6: .*\|"),
        ("leta | bring\n", r"words\.txt, line 1: .*field"),
    ],
)
def test_it_names_the_line_of_a_mistake(tmp_path: Path, text: str, where: str) -> None:
    with pytest.raises(BadLexicon, match=where):
        _lexicon(tmp_path, text)


def test_it_asks_for_utf_8(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_bytes("[a]\nleta | caf\u00e9".encode("latin-1"))

    with pytest.raises(BadLexicon, match="UTF-8"):
        Lexicon.read(tmp_path)


def test_it_can_be_empty() -> None:
    model = Model.train(
        ["habari yako", "nataka unga"] * 3,
        ["greet", "place_order"] * 3,
        ["sw"] * 6,
        lexicon=Lexicon(),
        options=Options(),
    )
    assert model.ranking("habari", "sw")[0][0] == "greet"
