"""What we use of Rasa exists, and Rasa starts with the packages that running needs."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from rasa_compat import left_out
from tests.factories import ROOT

SOURCES = [
    path
    for folder in ("bot", "actions", "tests", "benchmarks", "rasa_compat")
    for path in (ROOT / folder).rglob("*.py")
    # Those of stock Rasa run in an environment of their own.
    if "stock" not in path.parts
]


def test_all_that_we_import_of_rasa_exists(surface: dict[str, Any]) -> None:
    assert len(imported()) > 50
    assert surface["absent"] == []


def test_rasa_starts_without_a_package_of_development(surface: dict[str, Any]) -> None:
    assert "matplotlib" in development()
    assert {"rasa", "sanic", "sqlalchemy", "numpy"} <= set(surface["started"])
    assert set(surface["started"]) & development() == set()


def test_other_libraries_see_that_what_is_left_out_is_absent(surface: dict[str, Any]) -> None:
    assert surface["thinc"] is False
    # Others of Google's packages may be there, but not those that Rasa would use.
    assert set(surface["seen"]) <= {"google"}


def test_we_know_every_component_that_lacks_a_package(surface: dict[str, Any]) -> None:
    lacking = {name for name, packages in surface["components"].items() if packages}
    wrong = {
        name: package
        for name, package in left_out.PIPELINE.items()
        if package not in roots(surface["components"][name])
    }

    assert lacking == set(left_out.PIPELINE)
    assert wrong == {}


def test_we_know_every_channel_that_lacks_a_package(surface: dict[str, Any]) -> None:
    lacking = {name for name, packages in surface["channels"].items() if packages}

    # Rocket.Chat's package is imported only when the channel is opened.
    assert lacking == set(left_out.CHANNELS) - {"rocketchat"}
    assert set(left_out.CHANNELS) <= set(surface["channels"])


def test_a_python_that_needs_no_rasa_pays_nothing() -> None:
    script = "import sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    loaded = done.stdout.split()
    assert [name for name in loaded if name.startswith("rasa")] == ["rasa_compat"]
    assert "numpy" not in loaded


@pytest.fixture(scope="module")
def surface() -> dict[str, Any]:
    """The answers of a process without the development group."""
    classes = [
        tuple(kind.rsplit(".", 1))
        for kinds in left_out.ENDPOINTS.values()
        for kind in kinds
        if kind.startswith("rasa.")
    ]
    asked = {
        "blocked": sorted(development()),
        "names": sorted({*imported(), *classes}),
        "left_out": sorted(left_out.LEFT_OUT),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.contracts.rasa_surface"],
        cwd=ROOT,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


@lru_cache
def imported() -> frozenset[tuple[str, str]]:
    """Module and name of all that our code imports from Rasa."""
    return frozenset(pair for path in SOURCES for pair in imports_of(path))


def imports_of(path: Path) -> Iterator[tuple[str, str]]:
    text = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)) if "rasa" in text else ():
        if isinstance(node, ast.ImportFrom) and is_rasas(node.module or ""):
            yield from ((node.module or "", alias.name) for alias in node.names)
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names if is_rasas(alias.name))


def is_rasas(module: str) -> bool:
    return module.partition(".")[0] == "rasa"


@lru_cache
def development() -> frozenset[str]:
    """Import names of the packages that are installed here and do not belong to running."""
    running = set(needed_by("ofisi"))
    return frozenset(
        name
        for name, owners in packages_distributions().items()
        if not {re.sub("[._]", "-", owner.lower()) for owner in owners} & running
    )


def needed_by(project: str) -> Iterator[str]:
    """The names in the lock of a project and all that it needs to run."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    packages = {package["name"]: package for package in lock["package"]}
    waiting, done = [{"name": project}], list[dict[str, Any]]()
    while waiting:
        wanted = waiting.pop()
        if wanted not in done:
            done.append(wanted)
            package = packages[wanted["name"]]
            waiting += package.get("dependencies", [])
            for extra in wanted.get("extra", []):
                waiting += package["optional-dependencies"][extra]
    return (wanted["name"] for wanted in done)


def roots(packages: list[str]) -> set[str]:
    return {package.partition(".")[0] for package in packages}
