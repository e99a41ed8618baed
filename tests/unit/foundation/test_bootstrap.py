"""Setting up from a bare Python, without setting anything up."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from tests.factories import ROOT


@pytest.fixture
def bootstrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, working in a folder of its own."""
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    sys.modules.pop("bootstrap", None)
    module = __import__("bootstrap")
    for name in ("uv.lock", "pyproject.toml", ".python-version"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "TOOLS", tmp_path / ".tools")
    monkeypatch.setattr(module, "UV", tmp_path / ".tools" / "bin" / "uv")
    return module


def stand(bootstrap: ModuleType, root: Path) -> Path:
    """An environment as the script would leave it."""
    python = root / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    bootstrap.stamp(root / ".venv").write_text(bootstrap.fingerprint(), encoding="utf-8")
    return root / ".venv"


def test_it_does_nothing_where_nothing_changed(bootstrap: ModuleType, tmp_path: Path) -> None:
    assert bootstrap.stands(stand(bootstrap, tmp_path))


@pytest.mark.parametrize("changed", ["uv.lock", "pyproject.toml", ".python-version"])
def test_it_sets_up_again_when_the_lock_changes(
    bootstrap: ModuleType, tmp_path: Path, changed: str
) -> None:
    folder = stand(bootstrap, tmp_path)
    (tmp_path / changed).write_text("changed", encoding="utf-8")

    assert not bootstrap.stands(folder)


def test_it_sets_up_again_when_the_python_is_gone(bootstrap: ModuleType, tmp_path: Path) -> None:
    folder = stand(bootstrap, tmp_path)
    (folder / "bin" / "python").unlink()

    assert not bootstrap.stands(folder)


def test_it_passes_over_a_shim_that_does_not_run(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = ".".join(map(str, sys.version_info[:2]))
    shim = tmp_path / "shims" / f"python{version}"
    shim.parent.mkdir()
    shim.write_text("#!/bin/sh\nexit 127\n", encoding="utf-8")
    shim.chmod(0o755)
    real = tmp_path / "pyenv" / "versions" / f"{version}.0" / "bin" / "python"
    real.parent.mkdir(parents=True)
    real.symlink_to(sys.executable)
    monkeypatch.setenv("PATH", f"{shim.parent}:/nowhere")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "nothing"))

    assert bootstrap.installed(version) is None

    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    assert bootstrap.installed(version) == str(real)


def test_it_says_in_one_sentence_that_python_310_cannot_be_had(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "get_uv", lambda: None)
    monkeypatch.setattr(bootstrap, "installed", lambda _: None)
    monkeypatch.setattr(sys, "argv", ["bootstrap.py"])

    assert bootstrap.main() == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "pyenv install 3.10" in line


def test_it_takes_uv_out_of_its_wheel(bootstrap: ModuleType, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "wheel", "w") as wheel:
        name = f"uv-{bootstrap.UV_VERSION}.data/scripts/uv"
        wheel.writestr(name, f"#!/bin/sh\necho uv {bootstrap.UV_VERSION}\n")

    bootstrap.unpack((tmp_path / "wheel").read_bytes())

    assert os.access(bootstrap.UV, os.X_OK)
    bootstrap.get_uv()  # already there: fetches nothing


def test_it_lists_what_make_can_do_without_any_environment() -> None:
    make = shutil.which("make")
    if make is None:
        pytest.skip("make is not installed")

    done = subprocess.run([make, "-s"], cwd=ROOT, capture_output=True, text=True, check=True)

    for goal in ("run", "test", "check", "train", "format", "test-next", "doctor"):
        assert f"make {goal} " in done.stdout
