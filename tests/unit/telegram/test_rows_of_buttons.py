"""Inline keyboard: how many buttons stand side by side."""

from __future__ import annotations

import pytest
from telegram import InlineKeyboardMarkup

from bot.telegram.courier import LONGEST_PAIR, markup

LONG = "x" * (LONGEST_PAIR + 1)


@pytest.mark.parametrize(
    ("titles", "rows"),
    [
        (["1", "2", "3", "4", "5"], [5]),
        (["12", "34", "56", "78", "90"], [2, 2, 1]),
        (["1", "2", "Sina"], [2, 1]),
        (["Ndiyo", LONG], [1, 1]),
    ],
)
def test_numbers_stand_in_one_row_and_long_words_alone(titles: list[str], rows: list[int]) -> None:
    buttons = [{"title": title, "data": title} for title in titles]
    keyboard = markup({"buttons": buttons})

    assert isinstance(keyboard, InlineKeyboardMarkup)
    assert [len(row) for row in keyboard.inline_keyboard] == rows
