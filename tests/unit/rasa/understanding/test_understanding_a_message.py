"""The model: what it learns, what it says of nonsense, and that it comes back as it was kept."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from bot.rasa.understanding.lexicon import Lexicon
from bot.rasa.understanding.model import Model
from tests.unit.rasa.understanding.conftest import train


def _best(model: Model, text: str) -> str:
    return model.ranking(text, "sw")[0][0]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("bei ya mchele ngapi", "ask_price"),
        ("NILETEE UNGA!!", "place_order"),
        ("asanteeee saaana", "thanks"),
        ("please bring me rice", "place_order"),
    ],
)
def test_it_learns_from_both_languages(model: Model, text: str, intent: str) -> None:
    assert _best(model, text) == intent


def test_it_carries_a_meaning_from_one_language_to_the_other(model: Model) -> None:
    assert "delivery" in {group for _, group in model.lexicon.meanings("mniletee")}
    assert _best(model, "mniletee") == "place_order"


def test_its_confidences_are_shares_of_one(model: Model) -> None:
    ranking = model.ranking("bei ya unga", "sw")

    assert sum(share for _, share in ranking) == pytest.approx(1.0)
    assert [share for _, share in ranking] == sorted((s for _, s in ranking), reverse=True)


@pytest.mark.parametrize("text", ["", "   ", "😀😀😀", "\u200b\u200f", "…", "!!", "\ud800"])
def test_it_says_nothing_of_what_it_cannot_read(model: Model, text: str) -> None:
    assert model.ranking(text, None) == []


def test_it_reads_a_picture_it_has_learnt(model: Model) -> None:
    assert _best(model, "🙏") == "thanks"


@pytest.mark.parametrize(
    "text",
    ["unga " * 2000, "9" * 400, "x" * 10_000, "\u202eunga\u202c " * 900, "Ж漢字مرحبا " * 800],
    ids=["words", "digits", "letters", "marks", "scripts"],
)
def test_it_takes_bounded_time_for_any_text(model: Model, text: str) -> None:
    started = time.perf_counter()
    model.ranking(text, None)

    # Generous: a slow machine under load; what is guarded against takes seconds.
    assert time.perf_counter() - started < 0.5


def test_it_comes_back_as_it_was_kept(model: Model, tmp_path: Path) -> None:
    model.save(tmp_path)
    back = dict(Model.load(tmp_path).ranking("bei ya unga", "sw"))

    assert back == pytest.approx(dict(model.ranking("bei ya unga", "sw")), abs=1e-6)


def test_it_keeps_nothing_that_could_be_executed(model: Model, tmp_path: Path) -> None:
    model.save(tmp_path)

    with np.load(tmp_path / "model.npz", allow_pickle=False) as arrays:
        assert {arrays[name].dtype.kind for name in arrays.files} == {"f"}
    assert {path.suffix for path in tmp_path.iterdir()} == {".npz", ".json"}


def test_it_learns_the_same_every_time(model: Model, lexicon: Lexicon) -> None:
    again = train(lexicon)

    assert np.array_equal(again.linear.weights, model.linear.weights)
    assert again.sharpness == model.sharpness


@pytest.mark.parametrize("text", ["niletee unga unga na sukari", "ASANTE 🙏", "bei?", "2 kg rice"])
def test_it_reads_one_message_as_it_reads_many(model: Model, text: str) -> None:
    many = model.linear.scores(model.vectors.transform([text]))[0]
    row = model.vectors.row(text)
    assert model.linear.scores_of(row.columns, row.values) == pytest.approx(many, abs=1e-4)
