"""Which readings are offered for a message that was not understood."""

from __future__ import annotations

import pytest

from actions.question import is_label, is_question
from actions.readings import buttons, label, likeliest
from actions.turn import Turn


def ranked(**confidences: float) -> list[dict[str, object]]:
    return [{"name": name, "confidence": value} for name, value in confidences.items()]


def test_it_offers_the_two_likeliest() -> None:
    ranking = ranked(nlu_fallback=0.6, ask_price=0.2, place_order=0.3, complain=0.1)
    assert likeliest(ranking) == ["place_order", "ask_price"]


def test_it_offers_nothing_that_holds_nothing_to_be_done() -> None:
    assert likeliest(ranked(out_of_scope=0.3, greet=0.2, send_photo=0.2, inform=0.2)) == []


def test_it_offers_nothing_by_mere_chance() -> None:
    assert likeliest(ranked(ask_price=0.03, complain=0.02)) == []


def test_it_offers_no_answer_where_nothing_was_asked() -> None:
    assert likeliest(ranked(affirm=0.4, deny=0.3, skip=0.2, ask_hours=0.1)) == ["ask_hours"]


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("complaint_photo", ["skip", "stop"]),
        ("order_confirm", ["affirm", "stop"]),
        ("order_place", ["stop", "ask_price"]),
    ],
)
def test_it_offers_what_answers_the_form_first(asked: str, offered: list[str]) -> None:
    ranking = ranked(ask_price=0.4, affirm=0.2, skip=0.15, stop=0.1)
    assert likeliest(ranking, asked) == offered


def test_it_always_offers_something_else() -> None:
    (first, last) = buttons(["ask_price"], "en")
    assert first == {"title": "To know a price", "payload": "/ask_price"}
    assert last == {"title": "Something else", "payload": "/help"}


@pytest.mark.parametrize(
    ("text", "intent", "confidence", "asks"),
    [
        ("mnafungua saa ngapi", "ask_hours", 0.9, True),
        ("where is your shop?", "ask_location", 0.8, True),
        ("mnafungua saa ngapi", "ask_hours", 0.5, False),
        ("nimesubiri mzigo siku tatu", "ask_delivery_time", 0.9, False),
        ("mchele una mawe, mliuleta lini?", "complain_quality", 0.9, False),
    ],
)
def test_it_tells_a_question_from_a_story(
    text: str, intent: str, confidence: float, asks: bool
) -> None:
    turn = Turn("c-1", None, text, "sw", intent, confidence)
    assert is_question(turn) is asks


def test_it_knows_the_words_of_its_own_buttons() -> None:
    said = label("complain_late", "sw")
    assert is_label(Turn("c-1", None, said, "sw", "complain_late", 1.0))
    assert not is_label(Turn("c-1", None, "mzigo wangu", "sw", "complain_late", 1.0))
    assert not is_label(Turn("c-1", None, said, "sw", "nlu_fallback", 1.0))
