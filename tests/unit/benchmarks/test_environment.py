"""What two environments cost: the files that are fetched for them, and the table of both."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.environment.__main__ import side
from benchmarks.environment.comparing import AFTER, BEFORE, table
from benchmarks.environment.installed import download, look, tags
from benchmarks.figures import Measure
from benchmarks.processes import BenchmarkError

FILES = "https://files.example/"
PURE = {"url": FILES + "a-1.0-py3-none-any.whl", "size": 30}
OTHER_PYTHON = {"url": FILES + "a-1.0-cp39-cp39-any.whl", "size": 1}
FOR_3_13 = {"url": FILES + "a-1.0-cp313-none-any.whl", "size": 20}
SOURCES = {"url": FILES + "a-1.0.tar.gz", "size": 10}
LOCK = f"""
[[package]]
name = "under-score"
version = "1.0"
wheels = [{{ url = "{FILES}under_score-1.0-py3-none-any.whl", size = 1048576 }}]

[[package]]
name = "ofisi"
source = {{ editable = "." }}
"""


def checkout(root: Path) -> Path:
    """A lock, and an environment with one package of it and one of the checkout itself."""
    packages = root / ".venv/lib/python3.13/site-packages"
    for name, version in (("Under_Score", "1.0"), ("ofisi", "0.1.0")):
        told = packages / f"{name}-{version}.dist-info"
        told.mkdir(parents=True)
        (told / "METADATA").write_text(f"Name: {name}\nVersion: {version}\n", encoding="utf-8")
    (root / "uv.lock").write_text(LOCK, encoding="utf-8")
    return packages


def test_it_fetches_the_wheel_that_fits_best() -> None:
    package = {"wheels": [PURE, OTHER_PYTHON, FOR_3_13], "sdist": SOURCES}
    assert download(package, tags(13)) == 20
    assert download(package, tags(10)) == 30


def test_it_fetches_the_sources_where_no_wheel_fits() -> None:
    assert download({"wheels": [OTHER_PYTHON], "sdist": SOURCES}, tags(13)) == 10
    assert download({"sdist": SOURCES}, tags(13)) == 10


def test_it_fetches_nothing_for_what_stands_in_the_checkout() -> None:
    assert download({}, tags(13)) == 0


def test_it_looks_up_what_is_installed_in_the_lock(tmp_path: Path) -> None:
    checkout(tmp_path)
    found = look(tmp_path)
    assert (found.packages, found.download, found.not_downloaded) == (2, 1.0, ["ofisi"])


def test_it_counts_no_byte_code_and_no_file_twice(tmp_path: Path) -> None:
    packages = checkout(tmp_path)
    before = look(tmp_path).megabytes
    (packages / "a.py").write_bytes(b"#" * 1024 * 1024)
    os.link(packages / "a.py", packages / "b.py")
    (packages / "__pycache__").mkdir()
    (packages / "__pycache__" / "a.cpython-313.pyc").write_bytes(b"x" * 1024 * 1024)
    assert look(tmp_path).megabytes == pytest.approx(before + 1)


def test_it_starts_an_older_checkout_by_its_own_command(tmp_path: Path) -> None:
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.touch()
    assert side(AFTER, tmp_path).rasa("run") == [str(python), "-m", "rasa", "run"]
    (tmp_path / "bot/rasa").mkdir(parents=True)
    (tmp_path / "bot/rasa/__main__.py").touch()
    assert side(BEFORE, tmp_path).rasa("run") == [str(python), "-m", "bot.rasa", "run"]


def test_it_says_how_to_make_an_environment_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="run `make setup` there"):
        side(BEFORE, tmp_path)


def test_it_shows_medians_with_their_range_and_what_the_change_is_worth() -> None:
    start = Measure("start", "start", "s")
    shown = table([start], {"start": {BEFORE: [30.0, 20.0, 40.0], AFTER: [10.0]}})
    cells = [cell.strip() for cell in shown.splitlines()[-1].split("|")[1:-1]]
    assert cells == ["start", "s", "30.0 (20.0–40.0)", "10.0", "3.00 times"]
