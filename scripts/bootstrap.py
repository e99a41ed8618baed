"""From a bare python3 to a complete environment. Standard library only; Python 3.8 and newer.

    python3 scripts/bootstrap.py          .venv       Python 3.10, with Rasa
    python3 scripts/bootstrap.py --next   .venv-next  the newest Python found, without Rasa

Nothing is done, in well under a second, where nothing has changed since the last time.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
UV = TOOLS / "bin" / "uv"
UV_VERSION = "0.13.9"
FILES = "https://files.pythonhosted.org/packages/"
WHEELS = {
    "x86_64": (
        FILES + "3d/aa/26d64642d808de4a652579ef950d7cd2d37f080a8babf9c67c6b75fc4c3f/"
        "uv-0.13.9-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19",
    ),
    "aarch64": (
        FILES + "fe/2f/51a5de367c602592c018a42a23d57fba5f2689fe6c3bf025dcf043b39c61/"
        "uv-0.13.9-py3-none-manylinux_2_28_aarch64.whl",
        "ecb6028d79dc96fbeafffe5c8af62a7099487ebc05a701e76714eebcffd06375",
    ),
}
"""Where uv is fetched from, and its SHA-256, by machine; elsewhere pip finds the fitting one."""

CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")

PROBE = "import sys, ssl, sqlite3, ctypes; print('%d.%d' % sys.version_info[:2])"
NO_310 = (
    "Python 3.10 is needed (Rasa runs on no newer one) and could not be found or downloaded: "
    'install it with "pyenv install 3.10" or "uv python install 3.10", then run this again.'
)
NO_NEXT = (
    "A Python of 3.11 or newer is needed here and could not be found or downloaded: "
    'install one with "pyenv install 3.13" or "uv python install 3.13", then run this again.'
)


class Stop(Exception):
    """Setting up cannot go on. The message is one sentence that says what to do."""


def main() -> int:
    """Make the environment the arguments name, unless it stands already."""
    following = "--next" in sys.argv[1:]
    folder = ROOT / (".venv-next" if following else ".venv")
    if stands(folder):
        return 0
    try:
        with alone():
            if not stands(folder):
                build(folder, following=following)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{folder} cannot be set up: {error}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def build(folder: Path, *, following: bool) -> None:
    """Get uv, get Python, and let uv fill the folder from the lock."""
    get_uv()
    python = newest_python() if following else python_310()
    say(f"Setting up {folder.name} with {python}.")
    if not folder.exists():
        size = "200 MB" if following else "1.1 GB"
        say(f"Downloading libraries: this takes a few minutes the first time (about {size}).")
    sync(folder, python)
    stamp(folder).write_text(fingerprint(), encoding="utf-8")
    say(f"{folder.name} is ready.")


# --- Whether anything must be done ---------------------------------------------------------


def stands(folder: Path) -> bool:
    """Whether the folder is what this script would make of the lock as it is now."""
    try:
        kept = stamp(folder).read_text(encoding="utf-8")
    except OSError:
        return False
    return kept == fingerprint() and (folder / "bin" / "python").exists()


def stamp(folder: Path) -> Path:
    """The file that remembers what the folder was made of."""
    return folder / ".made-of"


def fingerprint() -> str:
    """Everything an environment depends on: the lock, the project, and where it stands."""
    digest = hashlib.sha256(str(ROOT).encode())
    for name in ("uv.lock", "pyproject.toml", ".python-version"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


@contextmanager
def alone() -> Iterator[None]:
    """Two terminals may run make at once; the second waits for the first."""
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# --- uv ------------------------------------------------------------------------------------


def get_uv() -> None:
    """Put the pinned uv into .tools: its checked wheel, or what pip gives."""
    if answer([str(UV), "--version"]).split()[1:2] == [UV_VERSION]:
        return
    say(f"Fetching uv {UV_VERSION}, which installs the libraries.")
    url, sha256 = WHEELS.get(platform.machine(), ("", ""))
    if not (url and platform.system() == "Linux" and platform.libc_ver()[0] == "glibc"):
        uv_from_pip()
        return
    try:
        with urllib.request.urlopen(url, timeout=60) as response:
            wheel = response.read()
    except (OSError, urllib.error.URLError):
        uv_from_pip()
        return
    if hashlib.sha256(wheel).hexdigest() != sha256:
        message = f"The uv that came from {FILES} is not the one expected: try again."
        raise Stop(message)
    unpack(wheel)


def unpack(wheel: bytes) -> None:
    """The one program in the wheel, into .tools/bin; whole or not at all."""
    UV.parent.mkdir(parents=True, exist_ok=True)
    fresh = UV.with_name("uv.new")
    with zipfile.ZipFile(BytesIO(wheel)) as archive:
        name = f"uv-{UV_VERSION}.data/scripts/uv"
        with archive.open(name) as source, fresh.open("wb") as target:
            shutil.copyfileobj(source, target)
    fresh.chmod(0o755)
    fresh.replace(UV)


def uv_from_pip() -> None:
    """For other machines, and where only pip knows the way out."""
    made = succeeds([sys.executable, "-m", "venv", "--clear", str(TOOLS / "pip")])
    pip = [str(TOOLS / "pip" / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    if not made or not succeeds([*pip, "uv==" + UV_VERSION]):
        message = "uv could not be fetched: check the connection to pypi.org, then try again."
        raise Stop(message)
    UV.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(str(TOOLS / "pip" / "bin" / "uv"), str(UV))


# --- Python --------------------------------------------------------------------------------


def python_310() -> str:
    """A Python 3.10 of this machine, or one that uv downloads."""
    wanted = (ROOT / ".python-version").read_text(encoding="utf-8").strip()
    found = installed(wanted) or downloaded(wanted)
    if found is None:
        raise Stop(NO_310)
    return found


def newest_python() -> str:
    """The newest Python from 3.11 on that this machine has, or one that uv downloads."""
    for minor in (14, 13, 12, 11):
        found = installed(f"3.{minor}")
        if found:
            return found
    fetched = downloaded("3.13")
    if fetched is None:
        raise Stop(NO_NEXT)
    return fetched


def installed(version: str) -> str | None:
    """The path of a Python of that version that runs and is complete, or None.

    The shims of pyenv stand on PATH for every version and run only the selected one, so its
    folder is looked into, and whatever is found is asked for its version.
    """
    for candidate in candidates(version):
        if answer([candidate, "-c", PROBE]).strip() == version:
            return candidate
    return None


def candidates(version: str) -> Iterator[str]:
    """Where a Python of that version may be, likeliest first."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path("~/.pyenv").expanduser())
    for path in sorted(pyenv.glob(f"versions/{version}.*/bin/python"), reverse=True):
        yield str(path)
    on_path = shutil.which("python" + version)
    if on_path:
        yield on_path
    find = ["python", "find", "--no-project", "--no-python-downloads", version]
    known_to_uv = answer([str(UV), *find], environment()).strip()
    if known_to_uv:
        yield known_to_uv


def downloaded(version: str) -> str | None:
    """The path of the Python that uv downloads into .tools, or None if it cannot."""
    say(f"Python {version} is not on this machine: downloading it (about 30 MB).")
    # uv's own reasons for failing are a page long; the caller says what to do in one sentence.
    answer([str(UV), "python", "install", "--no-bin", version], environment())
    return installed(version)


# --- Running -------------------------------------------------------------------------------


def sync(folder: Path, python: str) -> None:
    """Let uv make the folder exactly what the lock says."""
    command = [str(UV), "sync", "--frozen", "--python", python]
    if not succeeds(command, environment(UV_PROJECT_ENVIRONMENT=str(folder))):
        message = (
            f"uv could not set up {folder.name} (its reason stands above): check the connection "
            "to pypi.org and the room on the disk, then run this again."
        )
        raise Stop(message)


def environment(**more: str) -> dict[str, str]:
    """Ours, without what would lead uv to another project's environment."""
    mine = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    if CERTIFICATES.exists():
        # What this machine trusts, which may be more than uv brings: a company's own proxy.
        mine.setdefault("UV_SYSTEM_CERTS", "true")
    return {**mine, "UV_PYTHON_INSTALL_DIR": str(TOOLS / "python"), **more}


def succeeds(command: list[str], environ: dict[str, str] | None = None) -> bool:
    """Run it before the reader's eyes."""
    return subprocess.run(command, cwd=str(ROOT), env=environ, check=False).returncode == 0


def answer(command: list[str], environ: dict[str, str] | None = None) -> str:
    """What it prints, or nothing where it cannot run or does not succeed."""
    try:
        done = subprocess.run(
            command,
            cwd=str(ROOT),
            env=environ,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def say(sentence: str) -> None:
    """One line at once, even into a pipe."""
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main())
