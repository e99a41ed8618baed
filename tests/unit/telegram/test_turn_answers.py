from __future__ import annotations

import json
from typing import Any

import pytest

from bot.telegram.turn import TurnFailed, read


def answer(**given: Any) -> bytes:
    return json.dumps(
        {"replies": [], "language": "sw", "language_certain": True, **given}
    ).encode()


def test_it_reads_replies_with_buttons_and_keyboards() -> None:
    buttons = [{"title": "Ndiyo", "payload": "/affirm"}]
    custom = {"keyboard": [{"title": "Tuma namba", "request_contact": True}]}
    replies = [{"text": "Sawa?", "buttons": buttons}, {"text": "Namba?", "custom": custom}]

    first, second = read(answer(replies=replies)).replies

    assert (first.text, first.buttons) == ("Sawa?", buttons)
    assert second.keyboard == custom["keyboard"]


def test_it_leaves_out_a_reply_without_a_word() -> None:
    assert read(answer(replies=[{"text": ""}, {"custom": {}}])).replies == []


def test_it_follows_the_language_only_when_it_is_certain() -> None:
    assert read(answer()).language == "sw"
    assert read(answer(language_certain=False)).language is None
    assert read(answer(language="fr")).language is None


def test_it_reads_what_the_message_was_taken_for() -> None:
    assert read(answer(intent={"name": "ask_price", "confidence": 0.9})).intent == "ask_price"
    assert read(answer()).intent is None
    assert read(answer(intent={"name": "x" * 65})).intent is None


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b"{}", b'{"replies": 7}', b'{"replies": ["x"]}', b"null"]
)
def test_it_takes_nothing_else_for_an_answer(body: bytes) -> None:
    with pytest.raises(TurnFailed):
        read(body)
