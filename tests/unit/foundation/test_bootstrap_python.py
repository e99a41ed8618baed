"""Finding a Python that fits, or saying how to get one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scripts.setting_up import pythons
from scripts.setting_up.failures import Stop
from scripts.setting_up.uv import Uv
from tests.bare_checkout import NO_NETWORK, PYTHON, Checkout

OURS = f"{sys.version_info[0]}.{sys.version_info[1]}"
FAILS = "#!/bin/sh\necho 'pyenv: command not found' >&2\nexit 127\n"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without any Python; what is put into `bin` is on PATH."""
    for setting, _, _ in pythons.HOMES:
        if setting:
            monkeypatch.delenv(setting, raising=False)
    monkeypatch.setattr(pythons, "ALWAYS", ())
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", f"{tmp_path}/shims:{tmp_path}/bin")
    return tmp_path


def put(path: Path, text: str = "") -> Path:
    """Our Python there, or a program of that text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if text:
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)
    else:
        path.symlink_to(PYTHON)
    return path


def test_it_finds_none_where_there_is_none(machine: Path) -> None:
    assert pythons.installed(OURS, machine) is None


@pytest.mark.parametrize(
    "place",
    [
        f"bin/python{OURS}",
        "bin/python3",
        "bin/python",
        f".pyenv/versions/{OURS}.1/bin/python",
        f".local/share/uv/python/cpython-{OURS}.1-linux-x86_64-gnu/bin/python3",
        f"python/cpython-{OURS}.1-linux-x86_64-gnu/bin/python3",
        f".asdf/installs/python/{OURS}.1/bin/python",
        f".local/share/mise/installs/python/{OURS}.1/bin/python",
    ],
)
def test_it_finds_one_behind_a_shim_that_does_not_run(machine: Path, place: str) -> None:
    for name in (f"python{OURS}", "python3", "python"):
        put(machine / "shims" / name, FAILS)
    real = put(machine / place)

    assert pythons.installed(OURS, machine) == str(real)


def test_it_passes_over_a_python_of_another_version(machine: Path) -> None:
    put(machine / "bin" / "python3")

    assert pythons.installed("3.9", machine) is None


@pytest.mark.parametrize("lacks", ["sqlite3", "ssl", "ctypes", "zlib"])
def test_it_passes_over_a_python_that_is_not_complete(machine: Path, lacks: str) -> None:
    probe = f'"import sys; sys.modules[\\"{lacks}\\"] = None; exec(sys.argv[1])"'
    put(machine / "bin" / "python3", f'#!/bin/sh\nexec {PYTHON} -c {probe} "$5"\n')

    assert pythons.installed(OURS, machine) is None


def test_it_asks_for_the_python_below_an_environment(machine: Path) -> None:
    """The one that is active in somebody's shell may be gone tomorrow."""
    put(machine / "bin" / "python3", f'#!/bin/sh\nexec {sys.executable} "$@"\n')

    found = pythons.installed(OURS, machine)

    assert found is not None
    assert not found.startswith(sys.prefix)
    assert Path(found).resolve() == Path(PYTHON)


def test_it_takes_the_first_version_that_the_machine_has(machine: Path) -> None:
    real = put(machine / "bin" / f"python{OURS}")

    assert pythons.find(["3.99", OURS], Uv(machine, lock=0)) == str(real)


def test_it_takes_the_one_that_uv_downloads(machine: Path, tmp_path: Path) -> None:
    checkout = Checkout(tmp_path / "checkout")
    folder = f"$UV_PYTHON_INSTALL_DIR/cpython-{OURS}.9-linux-x86_64-gnu/bin"
    checkout.let_uv(f"/bin/mkdir -p {folder} && /bin/ln -s {PYTHON} {folder}/python3")
    uv = Uv(checkout.tools, lock=0)

    assert pythons.find([OURS], uv).startswith(str(checkout.tools / "python"))
    assert checkout.asked() == [f"python install --no-bin {OURS}"]


def test_it_says_in_one_sentence_how_to_get_one(machine: Path, tmp_path: Path) -> None:
    checkout = Checkout(tmp_path / "checkout")
    checkout.let_uv(NO_NETWORK)

    with pytest.raises(Stop, match=r'^Python 3\.13 or 3\.12 is needed .* "pyenv install 3\.13"'):
        pythons.find(["3.13", "3.12"], Uv(checkout.tools, lock=0))
