"""A checkout of nothing but what setting up reads, with a stand-in for uv that a test scripts."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from scripts.setting_up.uv import VERSION
from tests.factories import ROOT

COPIED = (
    ".python-version Makefile pyproject.toml uv.lock rasa_compat "
    "scripts/__init__.py scripts/bootstrap.py scripts/setting_up"
).split()
NO_BYTE_CODE = shutil.ignore_patterns("__pycache__")
PYTHON = str(Path(getattr(sys, "_base_executable", sys.executable)).resolve())
"""The Python below this environment, which may be any that the project runs on."""

MAKES = f"""
mkdir -p "$UV_PROJECT_ENVIRONMENT/bin" && cd "$UV_PROJECT_ENVIRONMENT/bin"
touch ofisi pytest && ln -sf {PYTHON} python"""
"""What uv does when all is well."""

DISK_FULL = "echo 'error: failed to copy file: No space left on device (os error 28)'; exit 2"
NO_NETWORK = "echo 'error: Failed to fetch: https://pypi.org/simple/'; exit 2"
NOT_IN_CACHE = f"case $* in *--offline*) {NO_NETWORK};; esac; "

WAITS = (
    NOT_IN_CACHE
    + """
echo $$ > .tools/waiting; echo 'Downloading spacy (33.6MiB)'; read word < .tools/go; """
)
"""Before it makes anything: until a test says `go`."""


class Checkout:
    """The folder, what uv does in it, and what it was asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in COPIED:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, root / name, ignore=NO_BYTE_CODE)
            else:
                shutil.copy(ROOT / name, root / name)
        self.venv, self.tools = root / ".venv", root / ".tools"
        (root / "bin").mkdir()
        version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        (root / "bin" / version).symlink_to(PYTHON)
        (self.tools / "bin").mkdir(parents=True)
        self.let_uv(MAKES)

    def let_uv(self, do: str) -> None:
        """What uv does from now on, as a shell script, when it is asked for more than its name."""
        uv = self.tools / "bin" / "uv"
        is_asked = f'[ "$1" = --version ] && echo "uv {VERSION}" && exit\n'
        fresh = uv.with_name("fresh")  # the old one may be running
        fresh.write_text(f"#!/bin/sh\n{is_asked}echo $* >> {self.tools}/asked\n{do}\n")
        fresh.chmod(0o755)
        fresh.replace(uv)

    def asked(self) -> list[str]:
        """Each command that uv was given."""
        path = self.tools / "asked"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    @property
    def environ(self) -> dict[str, str]:
        """Of a machine with one fitting Python, without a version manager."""
        return {"PATH": f"{self.root}/bin:/usr/bin:/bin", "HOME": str(self.root)}

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """The real script, as a process."""
        # Tests that were started in the background ignore Ctrl-C, and would hand that on.
        ours = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            return subprocess.Popen(
                [PYTHON, "-ESs", "scripts/bootstrap.py", *arguments],
                cwd=self.root,
                env=self.environ,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        finally:
            signal.signal(signal.SIGINT, ours)

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Its exit status, what it told, and what it complained of."""
        process = self.start(*arguments)
        told, complained = process.communicate(timeout=30)
        return process.returncode, told, complained

    def make(self, goal: str, **environ: str) -> tuple[int, str, str]:
        """The same of make."""
        done = subprocess.run(
            ["make", goal],
            cwd=self.root,
            env={**self.environ, **environ},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    def start_and_wait(self) -> tuple[subprocess.Popen[str], int]:
        """One that has come as far as the first download, and the number of its uv's process."""
        if not (self.tools / "go").exists():
            os.mkfifo(self.tools / "go")
        self.let_uv(WAITS + MAKES)
        process = self.start()
        assert process.stdout is not None
        assert any("Downloading spacy" in line for line in process.stdout)
        return process, int((self.tools / "waiting").read_text())

    def go(self) -> None:
        """Let the uv that waits go on."""
        with (self.tools / "go").open("w") as fifo:
            fifo.write("go\n")


def is_one_sentence(said: str) -> bool:
    """Whether that is one line that ends once, and no traceback."""
    return said.count("\n") == 1 and said.endswith(".\n") and ". " not in said


def is_running(process: int) -> bool:
    """Whether a process of that number is there."""
    try:
        os.kill(process, signal.SIG_DFL)
    except ProcessLookupError:
        return False
    return True
