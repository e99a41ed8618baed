"""Environment build: gets uv, finds Python, and lets uv fill the folder from the lock."""

from __future__ import annotations

import fcntl
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.setting_up import failures, pythons
from scripts.setting_up.environments import Environment, Made
from scripts.setting_up.failures import Stop
from scripts.setting_up.running import say, speak_plainly
from scripts.setting_up.uv import Uv


def make(wanted: Environment) -> int:
    """Make it, or say in one sentence why that cannot be done. What the program exits with."""
    speak_plainly()
    try:
        with alone(wanted.tools) as lock:
            if not wanted.stands():
                build(wanted, Uv(wanted.tools, lock))
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except OSError as error:
        print(failures.of_this_machine(error, wanted.folder), file=sys.stderr)
        return 1
    return 0


@contextmanager
def alone(tools: Path) -> Iterator[int]:
    """Two terminals may run make at once; the second waits for the first.

    The uv that we start inherits this file. So the next one also waits for a uv that still works
    on after its starter was killed.
    """
    tools.mkdir(exist_ok=True)
    with (tools / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another make is setting up here: waiting until it is done.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock.fileno()


def build(wanted: Environment, uv: Uv) -> None:
    """Make the folder what the lock says, anew where it cannot be brought there."""
    uv.get()
    name, made = wanted.folder.name, wanted.made()
    moved = made is None or made.at != str(wanted.root)
    kept = None if moved else pythons.that_fits(wanted.folder / "bin" / "python", wanted.pythons)
    python = kept or pythons.find(wanted.pythons, uv)
    if not kept:
        made = None
        if clear(wanted.folder):
            say(f"{name} is not complete, or not of this place and Python: making it anew.")
    # `make run` after `make test` leaves the tools of the tests where they are.
    groups = wanted.groups.union(made.groups if made else ())
    say(f"Setting up {name} with {python}.")
    wanted.write_down(None)
    sync(wanted, uv, python, groups, made)
    wanted.write_down(Made(wanted.fingerprint(), str(wanted.root), groups))
    say(f"{name} is ready.")


def clear(folder: Path) -> bool:
    """Leave nothing in the folder, which may itself be a mounted disk. Whether anything was."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()  # what a link leads to may be somebody else's
        return True
    inside = list(folder.iterdir()) if folder.exists() else []
    for path in inside:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(str(path))
        else:
            path.unlink()
    return bool(inside)


def sync(
    wanted: Environment, uv: Uv, python: str, groups: frozenset[str], made: Made | None
) -> None:
    """Let uv do it: from what its cache has, else by downloading. Raises Stop with what to do."""
    command = ["sync", "--frozen", "--python", python, "--project", str(wanted.project)]
    for group in sorted(groups):
        command += ["--group", group]
    folder = str(wanted.folder)
    done = uv.run(*command, "--offline", aloud=False, UV_PROJECT_ENVIRONMENT=folder)
    if not done.well and failures.advice(done.said) in (failures.OFFLINE, failures.UNKNOWN):
        say(f"Downloading libraries, at most {wanted.download}: minutes on a slow line.")
        done = uv.run(*command, UV_PROJECT_ENVIRONMENT=folder)
    if done.well:
        return
    sentence = failures.advice(done.said)
    if sentence is failures.OFFLINE and made:
        wanted.write_down(made)  # uv changes nothing before it has everything
    if sentence is failures.DISK_FULL:
        clear(wanted.folder)  # half an environment is of no use, and the room is
    raise Stop(failures.with_log(sentence, wanted.tools / "setup.log", done.said))
