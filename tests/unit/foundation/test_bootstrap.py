"""Setting up from a bare Python, with a stand-in for uv."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.setting_up.environments import Environment
from scripts.setting_up.making import make
from tests.bare_checkout import Checkout
from tests.factories import ROOT

DEV = ["--dev"]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    checkout = Checkout(tmp_path)
    for name, value in checkout.environ.items():
        monkeypatch.setenv(name, value)
    return checkout


def environment(checkout: Checkout, arguments: list[str] | None = None) -> Environment:
    return Environment(arguments or [], checkout.root)


def made(checkout: Checkout, arguments: list[str] | None = None) -> bool:
    """Whether it was set up, and stands."""
    return make(environment(checkout, arguments)) == 0 and environment(checkout).stands()


def test_it_does_nothing_where_nothing_changed(checkout: Checkout) -> None:
    assert not environment(checkout).stands()
    assert made(checkout)
    assert made(checkout)
    assert len(checkout.asked()) == 1


@pytest.mark.parametrize(
    "changed",
    ["uv.lock", "pyproject.toml", ".python-version", "rasa_compat/src/rasa_compat/missing.py"],
)
def test_it_sets_up_again_when_what_it_is_made_of_changes(
    checkout: Checkout, changed: str
) -> None:
    assert made(checkout)
    path = checkout.root / changed
    path.write_text("3.11" + path.read_text(encoding="utf-8"), encoding="utf-8")

    assert not environment(checkout).stands()


def test_it_installs_nothing_for_a_new_rule_of_the_linter(checkout: Checkout) -> None:
    assert made(checkout)
    path = checkout.root / "pyproject.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("line-length = 99", "line-length = 88"), encoding="utf-8")

    assert path.read_text(encoding="utf-8") != text
    assert environment(checkout).stands()


@pytest.mark.parametrize("gone", ["python", "ofisi", "pytest"])
def test_it_sets_up_again_when_a_command_is_gone(checkout: Checkout, gone: str) -> None:
    assert made(checkout, DEV)
    (checkout.venv / "bin" / gone).unlink()

    assert not environment(checkout, DEV).stands()
    assert made(checkout, DEV)


def test_it_keeps_the_tools_of_the_tests_when_only_running_is_asked_for(
    checkout: Checkout,
) -> None:
    assert made(checkout)
    assert not environment(checkout, DEV).stands()
    assert made(checkout, DEV)
    assert environment(checkout).stands()
    (checkout.root / "uv.lock").write_text("another", encoding="utf-8")
    assert made(checkout)

    assert ["--group dev" in command for command in checkout.asked()] == [False, True, True]


def file(venv: Path) -> None:
    venv.write_text("not a folder", encoding="utf-8")


def folder_without_python(venv: Path) -> None:
    (venv / "lib").mkdir(parents=True)


def dangling_link(venv: Path) -> None:
    venv.symlink_to("/nowhere/at/all")


def other_python(venv: Path) -> None:
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to("/bin/false")
    note = {"of": "x", "at": str(venv.parent), "groups": []}
    (venv / ".made").write_text(json.dumps(note), encoding="utf-8")


def truncated_note(venv: Path) -> None:
    venv.mkdir()
    (venv / ".made").write_text('{"of": "x', encoding="utf-8")


def note_that_is_no_text(venv: Path) -> None:
    venv.mkdir()
    (venv / ".made").write_bytes(b"\xff\xfe")


@pytest.mark.parametrize(
    "half_made",
    [
        file,
        folder_without_python,
        dangling_link,
        other_python,
        truncated_note,
        note_that_is_no_text,
    ],
)
def test_it_makes_anew_what_is_half_made(
    checkout: Checkout, half_made: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    half_made(checkout.venv)

    assert made(checkout)
    assert "making it anew" in capsys.readouterr().out


def test_it_leaves_alone_what_a_link_leads_to(checkout: Checkout, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "letter").write_text("dear", encoding="utf-8")
    checkout.venv.symlink_to(tmp_path / "elsewhere")

    assert made(checkout)
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["letter"]


def test_it_makes_an_empty_folder_full(checkout: Checkout) -> None:
    """It may be a mounted disk, which cannot be removed and made."""
    checkout.venv.mkdir()
    before = checkout.venv.stat().st_ino

    assert made(checkout)
    assert checkout.venv.stat().st_ino == before


def test_it_makes_anew_what_was_moved(checkout: Checkout, tmp_path: Path) -> None:
    """The first line of every command names the folder it was made in."""
    assert made(checkout)
    copied = tmp_path / "copied"
    shutil.copytree(checkout.root, copied, symlinks=True, ignore=lambda *_: ["copied"])

    assert not Environment([], copied).stands()


def test_it_has_stock_rasa_in_an_environment_of_its_own(checkout: Checkout) -> None:
    stock = Environment(["--stock"], checkout.root)

    assert (stock.folder.name, stock.pythons) == (".venv-stock", ["3.10"])
    assert stock.project == checkout.root / "benchmarks" / "stock" / "environment"
    assert not stock.stands()


def test_it_says_in_one_sentence_that_the_folder_cannot_be_written(
    checkout: Checkout, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal = PermissionError(13, "Permission denied", str(checkout.venv))
    monkeypatch.setattr("scripts.setting_up.making.build", raiser(refusal))

    assert make(environment(checkout)) == 1
    assert capsys.readouterr().err == (
        f"{checkout.venv} cannot be used: let your account read and write it, "
        "then run this again.\n"
    )


def raiser(error: Exception) -> object:
    def refuse(*_: object) -> None:
        raise error

    return refuse


@pytest.mark.parametrize(
    "path",
    [ROOT / "scripts" / "bootstrap.py", *sorted((ROOT / "scripts" / "setting_up").glob("*.py"))],
    ids=lambda path: str(path.name),
)
def test_it_is_written_for_the_oldest_python_a_machine_may_have(path: Path) -> None:
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_it_lists_what_make_can_do_without_any_environment() -> None:
    make = shutil.which("make")
    if make is None:
        pytest.skip("make is not installed")

    done = subprocess.run([make, "-s"], cwd=ROOT, capture_output=True, text=True, check=True)

    for goal in ("run", "test", "quick", "check", "train", "format", "doctor", "stock", "clean"):
        assert f"make {goal} " in done.stdout
