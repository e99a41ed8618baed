"""Entities that come with the turn, and slashes that lose their power."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.rasa.context import ContextEntities

PHOTO = {"entity": "photo", "value": "17"}


def processed(**data: Any) -> Message:
    [message] = ContextEntities().process([Message(data)])
    return message


def test_it_adds_the_entities_of_the_turn_to_those_of_the_text() -> None:
    found = {"entity": "product", "value": "unga"}

    message = processed(text="unga", entities=[found], metadata={"turn": "1", "entities": [PHOTO]})

    assert message.get("entities") == [found, {**PHOTO, "extractor": "ContextEntities"}]


def test_it_leaves_a_message_without_a_turn_as_it_is() -> None:
    assert processed(text="/greet", metadata=None).get("text") == "/greet"


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("/affirm", "affirm"),
        (" / /affirm", "affirm"),
        ("/\u00a0\uff0f/affirm", "affirm"),
        ("/", ""),
        (" 1/2 kilo", " 1/2 kilo"),
    ],
)
def test_it_takes_the_slash_from_the_front_of_a_turn(typed: str, left: str) -> None:
    assert processed(text=typed, metadata={"turn": "1"}).get("text") == left
