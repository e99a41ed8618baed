"""Ports: which are used, and what is said where one is taken."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpdesk.running import ports
from helpdesk.running.voice import Stop
from tests.factories import make_settings
from tests.ports import free_port


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield int(server.getsockname()[1])


def names(var: Path, **given: str) -> list[str]:
    return [listener.setting for listener in ports.listeners(make_settings(var, **given))]


def test_it_listens_for_the_playground_only_where_that_stands_in(tmp_path: Path) -> None:
    assert "OFISI_PLAYGROUND_PORT" in names(tmp_path)
    assert "OFISI_PLAYGROUND_PORT" not in names(tmp_path, TELEGRAM_BOT_TOKEN="1:a")
    assert "OFISI_PLAYGROUND_PORT" not in names(tmp_path, TELEGRAM_API_URL="http://localhost:1")


def test_it_listens_for_telegram_only_with_a_webhook(tmp_path: Path) -> None:
    hook = {"TELEGRAM_WEBHOOK_URL": "https://x.org", "TELEGRAM_WEBHOOK_SECRET": "s"}

    assert "OFISI_WEBHOOK_PORT" in names(tmp_path, **hook)
    assert "OFISI_WEBHOOK_PORT" not in names(tmp_path)


def test_it_names_the_setting_of_a_taken_port(tmp_path: Path, taken: int) -> None:
    settings = make_settings(tmp_path, OFISI_CONSOLE_PORT=str(taken))

    with pytest.raises(Stop) as stop:
        ports.check(settings)

    assert stop.value.key == "port_taken"
    assert stop.value.values["setting"] == "OFISI_CONSOLE_PORT"


def test_it_names_both_settings_of_one_port(tmp_path: Path) -> None:
    free = free_port()
    same = {"OFISI_CONSOLE_PORT": str(free), "OFISI_RASA_PORT": str(free)}

    with pytest.raises(Stop) as stop:
        ports.check(make_settings(tmp_path, **same))

    assert stop.value.key == "port_twice"
    assert stop.value.values["second"] == "OFISI_RASA_PORT"


def test_it_says_that_a_host_is_not_this_machine(tmp_path: Path) -> None:
    with pytest.raises(Stop) as stop:
        ports.check(make_settings(tmp_path, OFISI_CONSOLE_HOST="192.0.2.1"))

    assert stop.value.key == "host_unknown"


def test_it_knows_whether_something_answers(taken: int) -> None:
    free = free_port()

    answers = [ports.answers(ports.Listener("X", "127.0.0.1", port)) for port in (taken, free)]

    assert answers == [True, False]
