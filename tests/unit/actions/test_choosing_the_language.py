"""Which language the customer asked for."""

from __future__ import annotations

import pytest

from tests.unit.actions.conftest import Chat


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("tuongee kwa Kiswahili", "sw"),
        ("English please", "en"),
        ("naomba kiingereza", "en"),
        ("can we speak swahili", "sw"),
        ("English, sio Kiswahili", "en"),
        ("from English to Swahili", "sw"),
    ],
)
async def test_it_takes_the_language_that_was_named(chat: Chat, text: str, language: str) -> None:
    answer = await chat.run("action_set_language", text, intent="change_language")
    assert (answer.said, answer.slots) == ([], {"language": language, "language_choice": True})


@pytest.mark.parametrize("text", ["badilisha lugha", "Kiswahili au English?", ""])
async def test_it_asks_when_it_cannot_tell(chat: Chat, text: str) -> None:
    answer = await chat.run("action_set_language", text, intent="change_language")
    assert (answer.said, answer.slots) == ([], {"language_choice": False})


async def test_it_believes_the_button(chat: Chat) -> None:
    pressed = [{"entity": "language", "value": "en"}]
    answer = await chat.run("action_set_language", "English", entities=pressed)
    assert answer.slots["language"] == "en"
