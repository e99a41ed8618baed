from __future__ import annotations

import pytest

from bot.telegram import commands, desk


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("/start", "start"),
        ("/start ref_123", "start"),
        ("/Msaada", "msaada"),
        ("/oda@ofisi_bot", "oda"),
        ("/oda unga\nkilo mbili", "oda"),
        ("/restart", "restart"),
    ],
)
def test_it_reads_a_command(text: str, name: str) -> None:
    assert commands.read(text) == name


@pytest.mark.parametrize(
    "text",
    ["habari", " /start", "//start", "/ start", '/confirm{"a": 1}', "/confirm@0.01{}", "/", ""],
)
def test_it_takes_nothing_else_for_a_command(text: str) -> None:
    assert commands.read(text) is None


@pytest.mark.parametrize("internal", ["restart", "back", "session_start", "affirm", "confirm"])
def test_it_gives_no_intent_to_rasas_own_commands(internal: str) -> None:
    assert internal not in commands.INTENTS


@pytest.mark.parametrize("language", ["sw", "en"])
def test_it_describes_every_command_it_lists(language: str) -> None:
    listed = commands.LISTED[language]

    assert len(desk.command_list(language).splitlines()) == len(listed)
    assert all(len(desk.describe(language, name)) <= 256 for name in listed)


@pytest.mark.parametrize("text", ["Rudi kwa bot", "back to the bot!", " BACK TO BOT "])
def test_it_hears_that_the_assistant_is_wanted_back(text: str) -> None:
    assert commands.asks_for_bot(text)
