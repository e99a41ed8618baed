"""The file by which supervisord runs the processes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from helpdesk.running import programs
from tests.factories import make_settings
from tests.unit.foundation.supervisor import Supervisor, is_gone, until

MODEL = Path("models/ofisi-abc.tar.gz")
SECRETS = {
    "TELEGRAM_BOT_TOKEN": "123:the-token",
    "OFISI_INTERNAL_SECRET": "the-internal-secret",
    "OFISI_ADMIN_USER": "salma",
    "OFISI_ADMIN_PASSWORD": "the-admin-password",
}


def names(var: Path, **given: str) -> list[str]:
    return [program.name for program in programs.programs(make_settings(var, **given), MODEL)]


def test_it_starts_the_playground_only_where_it_stands_in(tmp_path: Path) -> None:
    without = ["rasa", "actions", "console", "gateway"]

    assert names(tmp_path) == ["rasa", "actions", "console", "playground", "gateway"]
    assert names(tmp_path, TELEGRAM_BOT_TOKEN="1:a") == without
    assert names(tmp_path, TELEGRAM_API_URL="http://127.0.0.1:1") == without


def test_it_keeps_rasas_own_doors_shut(tmp_path: Path) -> None:
    rasa = programs.programs(make_settings(tmp_path, OFISI_RASA_PORT="9009"), MODEL)[0].command

    assert "--enable-api" not in rasa
    assert rasa[rasa.index("-i") + 1] == "127.0.0.1"
    assert rasa[rasa.index("-p") + 1] == "9009"
    assert rasa[rasa.index("--model") + 1] == str(MODEL)


def test_it_writes_no_secret_and_for_its_owner_only(tmp_path: Path) -> None:
    path = programs.write(make_settings(tmp_path / "var", **SECRETS), MODEL)

    text = path.read_text(encoding="utf-8")
    assert [value for value in SECRETS.values() if value in text and value != "salma"] == []
    assert path.stat().st_mode & 0o777 == 0o600


def test_it_keeps_the_socket_of_a_deep_folder_elsewhere(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 100)

    assert len(str(programs.socket_path(make_settings(deep)))) <= programs.LONGEST_SOCKET_PATH


@pytest.mark.faults
def test_it_starts_a_killed_process_again(supervisor: Supervisor) -> None:
    first = supervisor.child()
    first.kill()

    second = until(lambda: supervisor.child(other_than=first.pid))

    assert second.pid != first.pid


@pytest.mark.faults
@pytest.mark.skipif(shutil.which("setpriv") is None, reason="setpriv is not installed")
def test_it_takes_its_children_along_when_it_is_killed(supervisor: Supervisor) -> None:
    child = supervisor.child()

    supervisor.process.kill()
    supervisor.process.wait(timeout=10)

    assert until(lambda: is_gone(child))


@pytest.mark.faults
def test_it_ends_its_children_and_itself_when_interrupted(supervisor: Supervisor) -> None:
    child = supervisor.child()

    supervisor.process.send_signal(2)

    assert supervisor.process.wait(timeout=15) == 0
    assert not child.is_running()
