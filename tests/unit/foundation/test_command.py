"""The command as typed: exit codes, languages, and one sentence for whatever is wrong."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from helpdesk import cli
from helpdesk.db.engine import Database
from helpdesk.db.upgrade import is_current
from helpdesk.running.voice import language_of
from tests.cast import PASSWORD
from tests.factories import ROOT


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OFISI_COMPANY", str(ROOT / "company"))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    return tmp_path


def sentence(capsys: pytest.CaptureFixture[str]) -> str:
    """What it said last, on standard error: one line."""
    (line,) = capsys.readouterr().err.splitlines()
    return line


def test_it_creates_the_database(home: Path) -> None:
    codes = [cli.main(["db", "upgrade"]) for _ in range(2)]

    database = Database(f"sqlite:///{home}/var/ofisi.db")
    assert codes == [0, 0]
    assert is_current(database)
    database.close()


def test_it_loads_the_company_again_and_again() -> None:
    assert [cli.main(["company", "load"]) for _ in range(2)] == [0, 0]


def test_it_adds_staff_to_a_new_house(home: Path) -> None:
    (home / "password").write_text(PASSWORD, encoding="utf-8")
    add = ["staff", "add", "--username", "neema", "--password-file", "password"]

    assert [cli.main(add), cli.main(add)] == [0, cli.UNUSABLE]


def test_it_takes_no_password_as_an_argument(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["staff", "add", "--password", "siri"])

    capsys.readouterr()


def test_it_names_a_wrong_setting(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OFISI_TIMEZONE", "Nairobi")

    assert cli.main(["run"]) == cli.UNUSABLE
    assert "OFISI_TIMEZONE" in sentence(capsys)


def test_it_names_the_setting_of_a_taken_port(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("OFISI_CONSOLE_PORT", str(server.getsockname()[1]))

        assert cli.main(["run"]) == cli.UNUSABLE

    assert "OFISI_CONSOLE_PORT" in sentence(capsys)


def test_it_names_a_folder_that_cannot_be_written(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "file").touch()
    monkeypatch.setenv("OFISI_VAR", "file/var")

    assert cli.main(["run"]) == cli.UNUSABLE
    assert "OFISI_VAR" in sentence(capsys)


def test_it_names_a_database_that_does_not_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OFISI_DATABASE_URL", "postgresql://asha:siri@127.0.0.1:1/ofisi")

    assert cli.main(["db", "upgrade"]) == cli.UNUSABLE
    said = sentence(capsys)
    assert "OFISI_DATABASE_URL" in said
    assert "siri" not in said


def test_it_names_a_company_that_is_not_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OFISI_COMPANY", "nowhere")

    assert cli.main(["company", "load"]) == cli.UNUSABLE
    assert "OFISI_COMPANY" in sentence(capsys)


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "sw_KE.UTF-8"}, "sw"),
        ({"LANG": "sw_KE.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "sw"}, "sw"),
    ],
)
def test_it_speaks_the_machines_language(environ: dict[str, str], language: str) -> None:
    assert language_of(environ) == language


def test_it_speaks_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["--language", "sw", "db", "upgrade"])

    assert "Hifadhidata iko tayari." in capsys.readouterr().out


def test_it_starts_quickly() -> None:
    """Neither Rasa nor the doors are imported to say how the command is used."""
    script = "import sys, helpdesk.cli; print([m for m in sys.modules if m in sys.argv[1:]])"
    heavy = ["rasa", "telegram", "starlette", "tensorflow", "rasa_sdk"]

    done = subprocess.run(
        [sys.executable, "-c", script, *heavy],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "[]"
