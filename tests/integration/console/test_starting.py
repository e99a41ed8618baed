"""Starting the console, and the one sentence that says why it would not."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from backoffice.__main__ import main


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> socket.socket:
    """A port somebody listens on, and settings that ask for it."""
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    taken.listen()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OFISI_CONSOLE_PORT", str(taken.getsockname()[1]))
    return taken


def test_it_says_that_its_port_is_taken(
    port: socket.socket, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main()

    said = capsys.readouterr().err.strip()
    assert code == 2
    assert "is taken" in said
    assert "\n" not in said
    assert not (tmp_path / "var" / "ofisi.db").exists()
    port.close()


def test_it_refuses_a_first_admin_with_a_short_password(
    port: socket.socket, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    port.close()
    monkeypatch.setenv("OFISI_ADMIN_USER", "rehema")
    monkeypatch.setenv("OFISI_ADMIN_PASSWORD", "short")

    assert main() == 2
    assert "at least 12 characters" in capsys.readouterr().err


def test_it_says_which_setting_is_wrong(
    port: socket.socket, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    port.close()
    monkeypatch.setenv("OFISI_CONSOLE_PORT", "many")

    assert main() == 2
    assert "OFISI_CONSOLE_PORT" in capsys.readouterr().err
