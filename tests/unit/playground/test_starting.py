"""When the playground starts, where it listens, and when it refuses."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import httpx
import pytest

from bot.playground import server
from bot.playground.pages import STATIC


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)


def test_it_refuses_when_a_real_bot_token_is_set(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "7:real")
    assert server.main() == 2
    assert capsys.readouterr().err == f"{server.REAL_BOT}\n"


def test_it_refuses_in_one_sentence_when_the_port_is_taken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with server.listen(0) as taken:
        port = str(taken.getsockname()[1])
        monkeypatch.setenv("OFISI_PLAYGROUND_PORT", port)
        assert server.main() == 2
    complaint = capsys.readouterr().err
    assert port in complaint
    assert complaint.count("\n") == 1


def test_it_listens_on_this_machine_only() -> None:
    with server.listen(0) as bound:
        assert bound.getsockname()[0] == "127.0.0.1"
        assert bound.family == socket.AF_INET


def test_over_a_real_connection_a_drop_cuts_the_line(running: str) -> None:
    fault = {"kind": "drop", "method": "sendMessage"}
    httpx.post(f"{running}/playground/faults", json=fault)
    message = {"chat_id": 501001, "text": "x"}
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        httpx.post(f"{running}/bot1:a/sendMessage", json=message)
    calls = httpx.get(f"{running}/playground/ledger").json()["calls"]
    assert [(call["result"], call["applied"]) for call in calls] == [("drop", True)]


def test_the_page_is_told_what_happens(running: str) -> None:
    with httpx.stream("GET", f"{running}/playground/events") as events:
        lines = (line for line in events.iter_lines() if line)
        assert json.loads(next(lines)[6:])["kind"] == "hello"
        httpx.post(f"{running}/bot1:a/sendMessage", json={"chat_id": 501001, "text": "Karibu"})
        news = json.loads(next(lines)[6:])
    assert news["entry"]["message"]["text"] == "Karibu"


def test_the_page_says_everything_in_both_languages() -> None:
    texts = json.loads((STATIC / "texts.json").read_text(encoding="utf-8"))
    assert set(texts) == {"en", "sw"}
    assert set(texts["en"]) == set(texts["sw"])
    assert all(text for language in texts.values() for text in language.values())
