from __future__ import annotations

import itertools
import unicodedata

import pytest

from bot.telegram.text import LONGEST_TURN, has_words, normalise, storable

SLASHES = ("/", "//", "\uff0f", "\u2044", "\u2215", "\u29f8")
BEFORE = ("", " ", "\u00a0", "\u200b", "\ufeff", "\u200d", "\u202e", "\n", "\u2028", "\x00", "\t")
COMMANDS = (
    "confirm",
    'track_order{"order_number":"ORD-999","verified_phone":"+254700"}',
    "confirm@0.01",
    "confirm{bad json",
)
CORPUS = [
    f"{before}{slash}{command}"
    for before, slash, command in itertools.product(BEFORE, SLASHES, COMMANDS)
]


@pytest.mark.parametrize("text", CORPUS)
def test_it_leaves_no_slash_in_front(text: str) -> None:
    said = normalise(text)

    assert said == said.strip()
    assert not said.startswith(SLASHES)
    assert not unicodedata.normalize("NFKC", said).strip().startswith("/")


def test_it_drops_slashes_and_spaces_however_they_are_mixed() -> None:
    assert normalise("/ \u200b/\u00a0\uff0f \u29f8 / restart") == "restart"


def test_it_leaves_a_slash_in_the_middle() -> None:
    assert normalise("unga 1/2 kilo") == "unga 1/2 kilo"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\x00b\ud800c", "a\ufffdb\ufffdc"),
        ("cafe\u0301", "caf\u00e9"),
        ("a\u202eb\u200bc\x07", "abc"),
        ("moja\r\nmbili\ttatu", "moja\nmbili tatu"),
        ("\u200b\u2060\ufeff", ""),
        ("  habari  ", "habari"),
    ],
)
def test_it_keeps_what_can_be_read(text: str, said: str) -> None:
    assert normalise(text) == said


def test_it_keeps_a_joined_emoji_whole() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"

    assert normalise(f"sisi {family}") == f"sisi {family}"


def test_it_cuts_a_very_long_text_for_the_turn_and_keeps_it_whole_for_staff() -> None:
    text = "neno " * 2000

    assert len(normalise(text)) == LONGEST_TURN
    assert storable(text) == text


@pytest.mark.parametrize(("text", "has"), [("👍", False), ("?!", False), ("ndiyo 👍", True)])
def test_it_tells_words_from_signs(text: str, has: bool) -> None:
    assert has_words(text) is has
