from __future__ import annotations

import logging
import sys

from bot.telegram.logs import MaskingFormatter, mask

TOKEN = "123456789:AAF-x_y1234567890abcdefghijklmnop"


def test_it_masks_a_token_in_an_address() -> None:
    masked = mask(f"POST https://api.telegram.org/bot{TOKEN}/getMe")

    assert masked == "POST https://api.telegram.org/bot<token>/getMe"


def test_it_masks_a_token_in_a_traceback() -> None:
    try:
        int(TOKEN)
    except ValueError:
        record = logging.LogRecord("x", 40, __file__, 1, "failed", None, sys.exc_info())

    text = MaskingFormatter("%(message)s").format(record)

    assert "Traceback" in text
    assert TOKEN not in text


def test_it_leaves_times_alone() -> None:
    assert mask("at 12:30:45 in chat 123456") == "at 12:30:45 in chat 123456"
