"""What is locked can be installed without a compiler."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any

import pytest
from packaging.tags import Tag
from packaging.utils import parse_wheel_filename

from tests.factories import ROOT

BUILT_WITHOUT_COMPILER = {"docopt", "randomname", "websockets", "yattag"}
"""Without wheels for our Pythons. They are plain Python; what websockets would compile, it can do
without. Each was built where there was no compiler, on Python 3.12 and 3.13."""


@lru_cache
def locked() -> list[dict[str, Any]]:
    """Everything that comes from the index, but for what runs on Windows alone."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    return [package for package in lock["package"] if "sdist" in package]


def fits(tag: Tag, python: str, machine: str) -> bool:
    """Whether a wheel of that tag can be installed on such a Linux."""
    runs = tag.interpreter in (python, "py3") or (
        tag.abi == "abi3" and int(tag.interpreter[3:]) <= int(python[3:])
    )
    binary = tag.abi in (python, "abi3", "none")
    here = tag.platform == "any" or (
        tag.platform.startswith("manylinux") and tag.platform.endswith(machine)
    )
    return runs and binary and here


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
@pytest.mark.parametrize("python", ["cp312", "cp313"])
def test_it_locks_nothing_that_must_be_compiled(python: str, machine: str) -> None:
    must_be_built = {
        package["name"]
        for package in locked()
        if not any(
            fits(tag, python, machine)
            for wheel in package.get("wheels", [])
            for tag in parse_wheel_filename(wheel["url"].rpartition("/")[2])[3]
        )
    }

    assert must_be_built == BUILT_WITHOUT_COMPILER
