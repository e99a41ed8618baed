"""Subprocesses: other programs, with an environment that leads none of them astray."""

from __future__ import annotations

import os
import subprocess
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import NamedTuple

CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
SHOWN = ("Downloading", "Downloaded", "Building")
"""How the lines begin that tell somebody who waits how it goes on."""

MISLEADING = (
    "CONDA_PREFIX PYTHONHOME PYTHONPATH UV_LOCKED UV_NO_EDITABLE UV_NO_INSTALL_PROJECT UV_PROJECT "
    "UV_PYTHON UV_WORKING_DIR VIRTUAL_ENV"
).split()
"""Settings of somebody's shell that belong to another project."""

DEFAULTS = {
    # What is whole stays when the line breaks: better a third of them whole than fifty begun.
    "UV_CONCURRENT_DOWNLOADS": "16",
    "UV_HTTP_TIMEOUT": "60",
}


class Done(NamedTuple):
    """How a program ended, and everything that it said."""

    well: bool
    said: str


def environment(**more: str) -> dict[str, str]:
    """Ours, without what would lead uv or Python to another project."""
    mine = {name: value for name, value in os.environ.items() if name not in MISLEADING}
    if CERTIFICATES.exists():
        # What this machine trusts, which may be more than uv brings: a company's own proxy.
        mine.setdefault("UV_SYSTEM_CERTS", "true")
    return {**DEFAULTS, **mine, **more}


def answer(command: list[str]) -> str:
    """What it prints, or nothing where it cannot run or does not succeed."""
    try:
        done = subprocess.run(
            command,
            env=environment(),
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
        )
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def follow(command: list[str], environ: dict[str, str], *, keep: int, aloud: bool = True) -> Done:
    """Run it and tell how it goes on. It inherits the file `keep`, and ends if we do."""
    process = subprocess.Popen(
        command,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        pass_fds=(keep,),
    )
    lines: list[str] = []
    try:
        for line in process.stdout or ():
            lines.append(line)
            if aloud and line.split()[:1] and line.split()[0] in SHOWN:
                say("  " + line.strip().partition(" @ ")[0])
        status = process.wait()
        lines += [f"ended by signal {-status}\n"] if status < 0 else []
        return Done(status == 0, "".join(lines))
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()


def say(sentence: str) -> None:
    """One line at once, even into a pipe."""
    print(sentence, flush=True)


def speak_plainly() -> None:
    """Let no path, and no terminal, that cannot show a letter end us."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
