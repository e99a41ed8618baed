"""Saying that all is up, or what is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from helpdesk.config import Settings
from helpdesk.domain.enums import Language
from helpdesk.running import announce
from helpdesk.running.voice import Voice
from tests.factories import make_settings

UNUSED = {"OFISI_CONSOLE_PORT": "1", "OFISI_RASA_PORT": "2", "OFISI_ACTIONS_PORT": "3"}


def spoken(settings: Settings, password: str, language: Language = Language.EN) -> str:
    return "\n".join(announce.ready(Voice(language.value), settings, password))


@pytest.mark.parametrize("language", Language)
def test_it_says_where_to_go_and_how_to_sign_in(tmp_path: Path, language: Language) -> None:
    text = spoken(make_settings(tmp_path), "siri-ya-mara-moja", language)

    assert "http://127.0.0.1:8000" in text
    assert "http://127.0.0.1:8081" in text
    assert "admin" in text
    assert "siri-ya-mara-moja" in text


def test_it_gives_an_address_a_browser_can_open(tmp_path: Path) -> None:
    settings = make_settings(tmp_path, OFISI_CONSOLE_HOST="0.0.0.0", OFISI_CONSOLE_PORT="9000")

    assert announce.console_url(settings) == "http://127.0.0.1:9000"


def test_it_names_no_playground_beside_a_real_bot(tmp_path: Path) -> None:
    text = spoken(make_settings(tmp_path, TELEGRAM_BOT_TOKEN="1:a"), "")

    assert "8081" not in text
    assert "https://api.telegram.org" in text


def test_it_names_what_does_not_listen(tmp_path: Path) -> None:
    settings = make_settings(tmp_path, TELEGRAM_BOT_TOKEN="1:a", **UNUSED)

    assert announce.find_missing(settings) == ["console", "rasa", "actions"]


def test_it_names_what_is_not_ready() -> None:
    answer = {"database": {"ok": True}, "rasa": {"ok": False, "age": 20.5}, "gateway": None}

    assert sorted(announce.not_ok(answer)) == ["gateway", "rasa"]


def test_it_stops_waiting_when_supervisord_is_gone(tmp_path: Path) -> None:
    settings = make_settings(tmp_path, **UNUSED)

    with pytest.raises(announce.ParentGoneError):
        announce.wait(settings, parent=os.getppid() + 1)
