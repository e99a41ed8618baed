"""Swahili, English or neither, by letters alone."""

from __future__ import annotations

import pytest

from bot.rasa.language_model import Judgement, LanguageModel
from bot.rasa.language_words import names_of, words_of

EXAMPLES = [
    ("nataka unga kilo mbili na sukari", "sw"),
    ("mzigo wangu haujafika mpaka leo", "sw"),
    ("habari za asubuhi ndugu yangu", "sw"),
    ("naomba kuongea na mtu tafadhali", "sw"),
    ("asante sana kwa huduma yenu", "sw"),
    ("tuleteeni Kariakoo", "sw"),
    ("i want two kilos of flour and some sugar", "en"),
    ("my parcel has not arrived until today", "en"),
    ("good morning my friend", "en"),
    ("can i talk to a person please", "en"),
    ("where is the order that i made with you", "en"),
    ("bring it to Kariakoo", "en"),
    ("nataka ku-track order yangu", "mixed"),
    ("hiyo order iko wapi", "mixed"),
]


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return LanguageModel.train(EXAMPLES)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("mzigo wangu uko wapi ndugu", "sw"),
        ("NATAKA SUKARI NA UNGA", "sw"),
        ("asanteeee sana ndugu yangu", "sw"),
        ("where is my flour", "en"),
        ("I want to talk to you", "en"),
    ],
)
def test_it_is_certain_of_a_sentence(model: LanguageModel, text: str, language: str) -> None:
    assert model.judge(text) == Judgement(language, certain=True)


@pytest.mark.parametrize("text", ["asante", "habari yangu"])
def test_it_is_not_certain_of_a_word_or_two(model: LanguageModel, text: str) -> None:
    assert model.judge(text) == Judgement("sw", certain=False)


@pytest.mark.parametrize(
    "text",
    ["", "12", "0712 345 678", "KP-7F3K", "2kg", "\U0001f64f", "order", "kariakoo"],
)
def test_it_finds_no_evidence_in_what_both_languages_write(
    model: LanguageModel, text: str
) -> None:
    assert model.judge(text) == Judgement(None, certain=False)


@pytest.mark.parametrize("text", ["Juma Hassan Mwangi", "John Smith"])
def test_it_finds_no_evidence_in_a_name(model: LanguageModel, text: str) -> None:
    assert model.judge(text) == Judgement(None, certain=False)


def test_it_says_nothing_before_it_has_learnt_both_languages() -> None:
    model = LanguageModel.train([("nataka unga kilo mbili", "sw")])

    assert model.judge("nataka unga kilo mbili") == Judgement(None, certain=False)


def test_it_judges_alike_after_a_journey_through_json(model: LanguageModel) -> None:
    again = LanguageModel.from_json(model.to_json())

    assert [again.judge(text) for text, _ in EXAMPLES] == [model.judge(t) for t, _ in EXAMPLES]


def test_it_reads_words_and_leaves_numbers() -> None:
    assert words_of("Ng'ombe 2kg, ref. AB-12; sawaaaa!") == ["ng'ombe", "ref", "sawa"]


def test_it_takes_capitals_inside_a_text_for_names() -> None:
    assert names_of("Mimi ni Asha") == {"asha"}
    assert names_of("NATAKA UNGA") == frozenset()
    assert names_of("Habari") == frozenset()
