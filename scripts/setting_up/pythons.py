"""Interpreter discovery: a Python of this machine that fits, or one that uv downloads."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from scripts.setting_up.failures import (
    DISK_FULL,
    NO_PYTHON,
    UNWRITABLE_TO_UV,
    Stop,
    advice,
    with_log,
)
from scripts.setting_up.running import answer, say
from scripts.setting_up.uv import Uv

PROBE = """
import ctypes, sqlite3, ssl, sys, sysconfig, zlib
if sys.implementation.name == "cpython" and not sysconfig.get_config_var("Py_GIL_DISABLED"):
    print("%d.%d" % sys.version_info[:2], getattr(sys, "_base_executable", sys.executable))
"""
"""Asks a Python whether it is complete and of the usual kind, for which libraries are built."""

HOMES = (
    ("PYENV_ROOT", "{home}/.pyenv", "versions/{version}.*/bin/python"),
    ("UV_PYTHON_INSTALL_DIR", "{home}/.local/share/uv/python", "cpython-{version}.*/bin/python3"),
    ("", "{tools}/python", "cpython-{version}.*/bin/python3"),
    ("ASDF_DATA_DIR", "{home}/.asdf", "installs/python/{version}.*/bin/python"),
    ("MISE_DATA_DIR", "{home}/.local/share/mise", "installs/python/{version}.*/bin/python"),
)
"""Where version managers keep them: a setting or the usual folder, and the path inside.

Their shims on PATH run only the version that is selected, so the folders are looked into.
"""

ALWAYS = ("/usr/local/bin", "/usr/bin", "/opt/homebrew/bin")
"""Looked into even where PATH does not name them."""


def find(versions: list[str], uv: Uv) -> str:
    """A Python of the first version that this machine has, or else of the first of all."""
    for version in versions:
        found = installed(version, uv.tools)
        if found:
            return found
    return downloaded(versions, uv)


def installed(version: str, tools: Path) -> str | None:
    """The path of a Python of that version that runs and is complete, or None."""
    asked = (that_fits(path, [version]) for path in candidates(version, tools))
    return next(filter(None, asked), None)


def that_fits(path: Path, versions: list[str]) -> str | None:
    """The program that really runs there, which may be a link, if it is of such a version."""
    there = shutil.which(str(path))
    said = answer([there, "-E", "-s", "-S", "-c", PROBE]).strip() if there else ""
    version, _, program = said.partition(" ")
    return program if program and version in versions else None


def candidates(version: str, tools: Path) -> Iterator[Path]:
    """Where a Python of that version may be, likeliest first."""
    for folder in [*os.environ.get("PATH", "").split(os.pathsep), *ALWAYS]:
        for name in (f"python{version}", "python3", "python"):
            yield Path(folder or ".") / name
    for setting, usual, inside in HOMES:
        folder = os.environ.get(setting) or usual.format(
            home=os.environ.get("HOME", ""), tools=tools
        )
        with suppress(PermissionError):  # somebody else's folder, as after sudo
            yield from Path(folder).glob(inside.format(version=version))


def downloaded(versions: list[str], uv: Uv) -> str:
    """The path of the Python that uv downloads into .tools. Raises Stop if it cannot."""
    first = versions[0]
    say(f"Python {first} is not on this machine: downloading it (about 30 MB).")
    folder = str(uv.tools / "python")
    done = uv.run("python", "install", "--no-bin", first, UV_PYTHON_INSTALL_DIR=folder)
    found = installed(first, uv.tools)
    if found:
        return found
    missing = NO_PYTHON.format(versions=" or ".join(versions), first=first)
    sentence = advice(done.said)
    sentence = sentence if sentence in (DISK_FULL, UNWRITABLE_TO_UV) else missing
    raise Stop(with_log(sentence, uv.tools / "setup.log", done.said))
