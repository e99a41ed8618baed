"""Words written in a hurry, heard by their consonants."""

from __future__ import annotations

import pytest

from bot.rasa.understanding.lexicon import Lexicon
from bot.rasa.understanding.skeleton import skeleton


@pytest.mark.parametrize(
    ("hurried", "whole"),
    [("kwny", "kwenye"), ("rejsha", "rejesha"), ("nxt", "next")],
)
def test_it_hears_the_same_word(hurried: str, whole: str) -> None:
    assert skeleton(hurried) == skeleton(whole)


def test_it_keeps_the_vowel_a_word_begins_with() -> None:
    assert skeleton("oda") != skeleton("da")


@pytest.mark.parametrize("word", ["##", "?", "aiou", "😀"])
def test_it_leaves_alone_what_has_no_skeleton(word: str) -> None:
    assert skeleton(word)


def test_it_finds_the_meaning_of_a_hurried_word() -> None:
    lexicon = Lexicon({"reopen": (("fungua", "case"),)})
    assert lexicon.meanings("reopn") == (("fungua", "case"),)


def test_it_gives_no_meaning_that_could_be_another() -> None:
    lexicon = Lexicon({"bata": (("bata", "animals"),), "bati": (("bati", "building"),)})
    assert lexicon.meanings("bt") == ()
