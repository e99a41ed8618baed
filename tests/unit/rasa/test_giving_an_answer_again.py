"""The answer to a turn, from the stored events alone."""

from __future__ import annotations

from typing import Any

from bot.rasa.replay import answer_of


def user(**more: Any) -> dict[str, Any]:
    understood = {
        "intent": {"name": "greet", "confidence": 0.9},
        "language": "sw",
        "language_certain": False,
    }
    return {
        "event": "user",
        "metadata": {"turn": "inbox:1"},
        "parse_data": {**understood, **more},
    }


def slot(name: str, value: Any) -> dict[str, Any]:
    return {"event": "slot", "name": name, "value": value}


def said(text: str | None, **data: Any) -> dict[str, Any]:
    return {"event": "bot", "text": text, "data": {"image": None, **data}}


def test_it_has_no_answer_to_another_turn() -> None:
    assert answer_of([user()], "inbox:2") is None
    assert answer_of([], "inbox:1") is None


def test_it_gives_every_reply_in_order_with_its_buttons() -> None:
    buttons = [{"title": "Ndiyo", "payload": "/affirm"}]
    custom = {"remove_keyboard": True}
    events = [user(), said("Moja"), said("Mbili", buttons=buttons, custom=custom), said(None)]

    answer = answer_of(events, "inbox:1")

    assert answer is not None
    assert answer["replies"] == [
        {"text": "Moja"},
        {"text": "Mbili", "buttons": buttons, "custom": custom},
    ]
    assert answer["intent"] == {"name": "greet", "confidence": 0.9}


def test_it_is_not_certain_of_a_language_nobody_chose() -> None:
    answer = answer_of([user(), slot("language", "sw")], "inbox:1")

    assert answer is not None
    assert (answer["language"], answer["language_certain"]) == ("sw", False)


def test_it_is_certain_of_the_language_an_action_set() -> None:
    events = [user(), slot("language", "sw"), slot("language", "en")]

    answer = answer_of(events, "inbox:1")

    assert answer is not None
    assert (answer["language"], answer["language_certain"]) == ("en", True)


def test_it_is_certain_of_a_language_chosen_in_words() -> None:
    answer = answer_of([user(), slot("language", "sw"), slot("language_choice", True)], "inbox:1")

    assert answer is not None
    assert answer["language_certain"] is True
