from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.telegram.verdict import Fate, judge


@pytest.fixture(autouse=True)
def _timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


def caused(error: NetworkError, cause: Exception) -> NetworkError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "fate"),
    [
        (ChatMigrated(-1001), Fate.MOVED),
        (Forbidden("Forbidden: bot was blocked by the user"), Fate.BLOCKED),
        (Forbidden("Forbidden: user is deactivated"), Fate.BLOCKED),
        (BadRequest("Chat not found"), Fate.BLOCKED),
        (BadRequest("Message is too long"), Fate.REFUSED),
        (InvalidToken(), Fate.AGAIN),
        (caused(NetworkError("x"), httpx.ConnectError("x")), Fate.AGAIN),
        (caused(TimedOut(), httpx.ConnectTimeout("x")), Fate.AGAIN),
        (caused(TimedOut(), httpx.PoolTimeout("x")), Fate.AGAIN),
        (caused(TimedOut(), httpx.ReadTimeout("x")), Fate.PERHAPS),
        (caused(NetworkError("x"), httpx.WriteError("x")), Fate.PERHAPS),
        (caused(NetworkError("x"), httpx.RemoteProtocolError("x")), Fate.PERHAPS),
        (NetworkError("Bad Gateway"), Fate.PERHAPS),
        (NetworkError("Too Many Requests: later"), Fate.WAIT),
        (TelegramError("what?"), Fate.REFUSED),
    ],
)
def test_it_judges_every_error(error: TelegramError, fate: Fate) -> None:
    assert judge(error).fate is fate


def test_it_waits_as_long_as_it_is_told() -> None:
    verdict = judge(RetryAfter(18053))

    assert (verdict.fate, verdict.pause) == (Fate.WAIT, timedelta(seconds=18053))
