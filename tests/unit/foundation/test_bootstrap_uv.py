"""Getting uv: its checked wheel or nothing."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import socket
import zipfile
from pathlib import Path
from threading import Thread

import pytest

from scripts.setting_up import uv as module
from scripts.setting_up.failures import Stop
from scripts.setting_up.running import Done
from scripts.setting_up.uv import VERSION, Uv


def wheel(program: str = f"#!/bin/sh\necho uv {VERSION}\n") -> bytes:
    """One with that program in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo(f"uv-{VERSION}.data/scripts/uv"), program)
    return packed.getvalue()


@pytest.fixture
def uv(tmp_path: Path) -> Uv:
    return Uv(tmp_path / ".tools", lock=0)


def serve(monkeypatch: pytest.MonkeyPatch, came: bytes | None, expected: bytes) -> None:
    """Let that come where the other is expected."""
    sha256 = hashlib.sha256(expected).hexdigest()
    monkeypatch.setattr(module, "wheel_for_this_machine", lambda: ("https://uv", sha256))
    monkeypatch.setattr(module, "fetched", lambda _: came)


def test_it_takes_uv_out_of_its_wheel(uv: Uv, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(monkeypatch, wheel(), wheel())
    uv.get()
    assert os.access(uv.path, os.X_OK)

    serve(monkeypatch, None, b"")
    uv.get()  # already there: fetches nothing


@pytest.mark.parametrize("there", ["#!/bin/sh\necho uv 0.1.0\n", "\x7fELF cut off"])
def test_it_fetches_uv_anew_where_it_is_old_or_cut_off(
    uv: Uv, monkeypatch: pytest.MonkeyPatch, there: str
) -> None:
    uv.put(there.encode())
    serve(monkeypatch, wheel(), wheel())

    uv.get()

    assert uv.works()


def test_it_refuses_a_uv_of_another_checksum(uv: Uv, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(monkeypatch, b"<html>Sign in to this network</html>", wheel())

    with pytest.raises(Stop, match="is not the uv that was asked for"):
        uv.get()

    assert not uv.path.exists()


def test_it_says_that_uv_does_not_run_here(uv: Uv, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = wheel("#!/nowhere/sh\n")
    serve(monkeypatch, wrong, wrong)

    with pytest.raises(Stop, match="does not run on this machine"):
        uv.get()


def test_it_asks_pip_for_the_same_wheel_where_it_cannot_be_fetched(
    uv: Uv, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(monkeypatch, None, wheel())
    asked: list[str] = []

    def pip(command: list[str], *_: object, **__: object) -> Done:
        (uv.tools / "pip" / "bin").mkdir(parents=True, exist_ok=True)
        (uv.tools / "pip" / "bin" / "uv").write_text(f"#!/bin/sh\necho uv {VERSION}\n")
        asked.extend(path.read_text() for path in uv.tools.glob("pip/wanted.txt"))
        return Done(well=True, said="")

    monkeypatch.setattr(module, "follow", pip)
    uv.get()

    assert uv.works()
    assert asked == [f"uv=={VERSION} --hash=sha256:{hashlib.sha256(wheel()).hexdigest()}"]
    assert not (uv.tools / "pip").exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("Could not find a version", "could not be fetched"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
    ],
)
def test_it_says_in_one_sentence_that_uv_cannot_be_had(
    uv: Uv, monkeypatch: pytest.MonkeyPatch, said: str, sentence: str
) -> None:
    serve(monkeypatch, None, wheel())
    monkeypatch.setattr(module, "follow", lambda *_, **__: Done(well=False, said=said))
    uv.tools.mkdir()

    with pytest.raises(Stop, match=sentence):
        uv.get()

    assert (uv.tools / "setup.log").read_text(encoding="utf-8") == said


def test_it_leaves_no_half_of_uv_on_a_full_disk(uv: Uv, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> int:
        path.open("wb").close()
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        uv.put(b"program")

    assert list(uv.path.parent.iterdir()) == []


@pytest.mark.parametrize(
    "answer",
    [b"", b"HTTP/1.0 200 OK\r\nContent-Length: 99\r\n\r\nhalf", b"HTTP/1.0 503 No\r\n\r\n"],
)
def test_it_takes_no_broken_download_for_a_whole_one(
    answer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=answer_once, args=(server, answer), daemon=True).start()

        assert module.fetched(f"http://127.0.0.1:{server.getsockname()[1]}/uv.whl") is None


def answer_once(server: socket.socket, answer: bytes) -> None:
    connection, _ = server.accept()
    with connection:
        connection.recv(65536)
        connection.sendall(answer)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/uv.whl", "nothing://like/an/address", "uv"])
def test_it_takes_nothing_from_nowhere(url: str) -> None:
    assert module.fetched(url) is None
