"""A small model for the tests: two dozen sentences, a few meanings."""

from __future__ import annotations

import pytest

from bot.rasa.understanding.lexicon import Lexicon
from bot.rasa.understanding.model import Model, Options

SENTENCES = {
    "ask_price": "bei ya unga ngapi|sukari bei gani|how much is rice|price of sugar please|"
    "mchele shilingi ngapi|what does oil cost|unga ni sh ngapi|bei gani mafuta",
    "place_order": "nataka unga kilo mbili|niletee sukari|i want to buy rice|please bring oil|"
    "naomba kuagiza mchele|order two kilos of sugar|nahitaji mafuta lita moja|leta unga",
    "thanks": "asante sana|nashukuru|thank you very much|thanks a lot|asanteni|ahsante ndugu|"
    "many thanks|nawashukuru 🙏",
}


@pytest.fixture(scope="package")
def lexicon() -> Lexicon:
    """A handful of meanings."""
    meanings = {"leta": ("leta", "delivery"), "bring": ("leta", "delivery")}
    goods = {name: (name, "goods") for name in ("unga", "sukari", "mchele", "rice", "sugar")}
    return Lexicon({word: (meaning,) for word, meaning in {**meanings, **goods}.items()})


def train(lexicon: Lexicon, seed: int = 1) -> Model:
    """The small model."""
    pairs = [(text, name) for name, line in SENTENCES.items() for text in line.split("|")]
    texts, labels = zip(*pairs, strict=True)
    return Model.train(texts, labels, ["sw"] * len(texts), lexicon=lexicon, options=Options(seed))


@pytest.fixture(scope="package")
def model(lexicon: Lexicon) -> Model:
    """The small model, trained once."""
    return train(lexicon)
