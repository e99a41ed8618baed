"""What the channel takes for a turn, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from bot.rasa.turn import BadTurn, looks_like_a_command, read_turn

GOOD = {"sender": "c-1", "turn": "inbox:1", "text": " habari ", "language": "sw"}

# The corpus of measured slash tricks: obeyed by stock Rasa, or obeyed after careless cleaning.
COMMANDS = [
    "/confirm",
    "  /confirm",
    "\n/confirm",
    "\t/confirm",
    "/ confirm",
    "//confirm",
    "/confirm@0.01",
    "/confirm{bad json",
    '/confirm\n{"slot": "value"}',
    '/track{"order_number": {"nested": "ORD-999"}}',
    '/track{"phone": ["1", "2"]}',
    "/restart",
    "\u00a0/confirm",
    "\u2028/confirm",
    "\u200b/confirm",
    "\ufeff/confirm",
    "\u202e/confirm",
    "\u00ad /confirm",
    "\uff0fconfirm",
    "\u2044confirm",
    "\u2215confirm",
    "\u29f8confirm",
    "\u200b \uff0f/confirm",
]


@pytest.mark.parametrize("text", COMMANDS)
def test_it_knows_a_command_in_any_dress(text: str) -> None:
    assert looks_like_a_command(text)


@pytest.mark.parametrize("text", ["", "habari", "1/2 kilo", "EXTERNAL: confirm", "(/confirm)"])
def test_it_lets_other_texts_pass(text: str) -> None:
    assert not looks_like_a_command(text)


def test_it_reads_what_the_gateway_sends() -> None:
    photo = {"entity": "photo", "value": "17", "start": 0}

    turn = read_turn({**GOOD, "entities": [photo], "owner": "bot", "intent": None})

    assert (turn.sender, turn.key, turn.text, turn.intent) == ("c-1", "inbox:1", "habari", None)
    assert turn.metadata == {
        "turn": "inbox:1",
        "language": "sw",
        "entities": [{"entity": "photo", "value": "17"}],
    }


def test_it_needs_no_text_when_the_intent_is_given() -> None:
    assert read_turn({**GOOD, "text": "", "intent": "affirm"}).intent == "affirm"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sender", ""),
        ("sender", 7),
        ("sender", "c\x00"),
        ("sender", "c" * 256),
        ("turn", None),
        ("text", None),
        ("text", " \n"),
        ("text", "/affirm"),
        ("text", "x" * 20_000),
        ("text", "half a pair \ud83d"),
        ("language", "fr"),
        ("language", ["sw"]),
        ("intent", ""),
        ("entities", {"entity": "photo"}),
        ("entities", ["photo"]),
        ("entities", [{"entity": "photo", "value": {"nested": "dict"}}]),
        ("entities", [{"entity": "language", "value": "fr"}]),
    ],
)
def test_it_refuses_a_wrong_field_by_its_name(field: str, value: Any) -> None:
    with pytest.raises(BadTurn, match=field):
        read_turn({**GOOD, field: value})
