"""Asking a Bot API whether it knows the token."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from helpdesk.running import steps, telegram
from helpdesk.running.voice import Stop, Voice
from tests.factories import make_settings

KNOWN = (200, json.dumps({"ok": True, "result": {"username": "ofisi_bot"}}))
UNKNOWN = (401, json.dumps({"ok": False, "error_code": 401, "description": "Unauthorized"}))


class BotApi(BaseHTTPRequestHandler):
    """Answers every request with `answer`."""

    answer: ClassVar[tuple[int, str]] = KNOWN

    def do_GET(self) -> None:
        self.send_response(self.answer[0])
        self.end_headers()
        self.wfile.write(self.answer[1].encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its own name
        """Say nothing."""


@pytest.fixture
def api() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), BotApi) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (KNOWN, (telegram.Answer.KNOWN, "ofisi_bot")),
        (UNKNOWN, (telegram.Answer.REFUSED, "Unauthorized")),
        ((404, json.dumps({"ok": False})), (telegram.Answer.REFUSED, "")),
        ((502, json.dumps({"ok": False})), (telegram.Answer.UNREACHABLE, "HTTP 502")),
        ((200, "<html>"), (telegram.Answer.UNREACHABLE, "HTTP 200")),
    ],
)
def test_it_understands_the_answer(
    api: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: tuple[int, str],
    expected: tuple[telegram.Answer, str],
) -> None:
    monkeypatch.setattr(BotApi, "answer", answer)
    settings = make_settings(tmp_path, TELEGRAM_BOT_TOKEN="1:a", TELEGRAM_API_URL=api)

    assert telegram.ask(settings) == expected


def test_it_says_that_nothing_answers(tmp_path: Path) -> None:
    api = "http://127.0.0.1:1"
    settings = make_settings(tmp_path, TELEGRAM_BOT_TOKEN="1:a", TELEGRAM_API_URL=api)

    assert telegram.ask(settings) == (telegram.Answer.UNREACHABLE, "ConnectError")


def test_it_does_not_start_with_a_token_that_is_refused(
    api: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BotApi, "answer", UNKNOWN)
    settings = make_settings(tmp_path, TELEGRAM_BOT_TOKEN="1:secret", TELEGRAM_API_URL=api)

    with pytest.raises(Stop) as stop:
        steps.check_token(settings, Voice("en"))

    assert stop.value.key == "token_refused"
    assert "1:secret" not in Voice("en").text(stop.value.key, **stop.value.values)
