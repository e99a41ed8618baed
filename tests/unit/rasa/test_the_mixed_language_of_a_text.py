"""Swahili and English in one text, and the texts that only look like it."""

from __future__ import annotations

import pytest

from bot.rasa.language_model import Judgement, LanguageModel

EXAMPLES = [
    ("nataka unga kilo mbili na sukari", "sw"),
    ("mzigo wangu haujafika mpaka leo", "sw"),
    ("habari za asubuhi ndugu yangu", "sw"),
    ("naomba kuongea na mtu tafadhali", "sw"),
    ("i want two kilos of flour and some sugar", "en"),
    ("my parcel has not arrived until today", "en"),
    ("please track the order that i made with you", "en"),
    ("can i talk to a person please", "en"),
    ("the price of the delivery", "en"),
    ("you charge for delivery to Sokomoko", "en"),
    ("bonjour monsieur, je voudrais une commande", "en"),
    ("nataka ku-track order yangu", "mixed"),
    ("hiyo order iko wapi", "mixed"),
]


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return LanguageModel.train(EXAMPLES)


@pytest.mark.parametrize(
    "text",
    [
        "nataka order",
        "where is mzigo wangu",
        "nime-order",
        "nimeorder",
        "ku-track",
        "nimetrack jana",
        "NATAKA DELIVERY LEO",
    ],
)
def test_it_sees_both_languages(model: LanguageModel, text: str) -> None:
    assert model.judge(text).of_text == "mixed"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("wamehifadhi chumvi", "sw"),
        ("nataka sukari kg 2", "sw"),
        ("sukari na unga ofs", "sw"),
        ("track my delivery", "en"),
        ("delivery", "en"),
        ("I want to talk to Asha", "en"),
        ("the price in sokomoko", "en"),
    ],
)
def test_it_sees_one_language(model: LanguageModel, text: str, language: str) -> None:
    assert model.judge(text).of_text == language


@pytest.mark.parametrize(
    "text",
    [
        "bonjour, vous avez du sucre",
        "merci",
        "salut monsieur",
        "wimwega muno",
        "مرحبا كيف حالك",
        "Привет как дела",
        "M-Pesa",
        "3 kg",
        "mary@example.com",
        "https://example.com/flour",
    ],
)
def test_it_finds_no_evidence_in_other_languages_and_signs(
    model: LanguageModel, text: str
) -> None:
    assert model.judge(text) == Judgement(None, certain=False)


def test_it_reads_no_more_of_a_long_text_than_it_needs(model: LanguageModel) -> None:
    long = "nataka unga " * 900

    assert model.judge(long) == model.judge(long[:1000])
