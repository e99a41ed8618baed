"""From a bare python3 to a complete environment. Standard library only; Python 3.8 and newer.

    python3 scripts/bootstrap.py          .venv        what running needs
    python3 scripts/bootstrap.py --dev    .venv        and what tests and checks need
    python3 scripts/bootstrap.py --stock  .venv-stock  stock Rasa on Python 3.10, to compare with

Nothing is done, in well under a second, where nothing has changed since the last time. An
environment that was not finished is made anew.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import platform
import re
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
OTHER_PYTHONS = ("3.12",)
"""Versions that do as well as the one of .python-version, if the machine has one of them."""

FAILURES = {
    "no space left|os error 28|disk quota": (
        "The disk is full: free about 1 GB, then run this again."
    ),
    "dns error|failed to (fetch|download)|connection|timed out|network": (
        "The libraries could not be downloaded: check the connection to pypi.org, "
        "then run this again."
    ),
    "gcc|cc1|clang|compiler|python.h": (
        "A library must be compiled here and that failed: install a C compiler, for example "
        'with "apt install build-essential", then run this again.'
    ),
    "permission denied|os error 13|read-only file system": (
        "This folder cannot be written: make it writable for your account, then run this again."
    ),
    "": "The libraries could not be installed: free some room on the disk, check the connection "
    "to pypi.org, then run this again.",
}
"""What to do, by what uv says when it fails; the last one fits everything."""

NO_PYTHON = (
    "Python {versions} is needed and could not be found or downloaded: "
    'install it, for example with "apt install python{first}", "pyenv install {first}" or '
    '"uv python install {first}", then run this again.'
)


class Stop(Exception):
    """Setting up cannot go on. The message is one sentence that says what to do."""


class Environment:
    """One of the environments this script can make: its folder, its project, its Pythons."""

    def __init__(self, arguments: list[str]) -> None:
        """Choose by the arguments of the command: none, `--dev` or `--stock`."""
        stock = "--stock" in arguments
        self.folder = ROOT / (".venv-stock" if stock else ".venv")
        self.project = ROOT / "benchmarks" / "stock" / "environment" if stock else ROOT
        self.pythons = ["3.10"] if stock else [version_wanted(), *OTHER_PYTHONS]
        self.groups = {"dev"} if "--dev" in arguments else set()
        self.size = "1.1 GB" if stock else "350 MB" if self.groups else "200 MB"

    @property
    def stamp(self) -> Path:
        """The file that remembers what the folder was made of; it is written last."""
        return self.folder / ".made-of"

    def stands(self) -> bool:
        """Whether the folder is what this script would make of the lock as it is now."""
        made_of, groups = self.kept()
        fits = made_of == self.fingerprint() and self.groups <= groups
        return fits and (self.folder / "bin" / "python").exists()

    def kept(self) -> tuple[str, set[str]]:
        """What the folder was made of, and the groups in it; nothing where it was not finished."""
        try:
            words = self.stamp.read_text(encoding="utf-8").split()
        except OSError:
            return "", set()
        return words[0] if words else "", set(words[1:])

    def fingerprint(self) -> str:
        """Everything an environment depends on: the lock, the project, and where it stands."""
        digest = hashlib.sha256(str(ROOT).encode())
        names = [self.project / "uv.lock", self.project / "pyproject.toml"]
        if self.project == ROOT:
            compat = ROOT / "rasa_compat"
            names += [ROOT / ".python-version", compat / "pyproject.toml"]
            names += [compat / "rasa_compat.pth", *sorted(compat.glob("src/**/*.py"))]
        for path in names:
            digest.update(path.read_bytes())
        return digest.hexdigest()


def main() -> int:
    """Make the environment the arguments name, unless it stands already."""
    wanted = Environment(sys.argv[1:])
    if wanted.stands():
        return 0
    try:
        with alone():
            if not wanted.stands():
                build(wanted)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except OSError as error:
        full = "free some room on the disk, " if error.errno == errno.ENOSPC else ""
        reason = f"{wanted.folder} cannot be set up ({error.strerror or error}): "
        print(f"{reason}{full}then run this again.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def build(wanted: Environment) -> None:
    """Get uv, get Python, and let uv fill the folder from the lock."""
    made_of, groups = wanted.kept()
    if not made_of and wanted.folder.exists():
        say(f"{wanted.folder.name} was not finished the last time: making it anew.")
        shutil.rmtree(str(wanted.folder))
    get_uv()
    python = find_python(wanted.pythons)
    say(f"Setting up {wanted.folder.name} with {python}.")
    if not wanted.folder.exists():
        say(f"Downloading libraries: a few minutes the first time (about {wanted.size}).")
    # `make run` after `make test` leaves the tools of the tests where they are.
    groups |= wanted.groups
    wanted.stamp.unlink() if made_of else None
    sync(wanted, python, groups)
    wanted.stamp.write_text(" ".join([wanted.fingerprint(), *sorted(groups)]), encoding="utf-8")
    say(f"{wanted.folder.name} is ready.")


# --- Whether anything must be done ---------------------------------------------------------


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


def version_wanted() -> str:
    """The Python this project is developed on."""
    return (ROOT / ".python-version").read_text(encoding="utf-8").strip()


def find_python(versions: list[str]) -> str:
    """A Python of this machine, of the first version that it has, or one that uv downloads."""
    found = next(filter(None, map(installed, versions)), None) or downloaded(versions[0])
    if found is None:
        raise Stop(NO_PYTHON.format(versions=" or ".join(versions), first=versions[0]))
    return found


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


def sync(wanted: Environment, python: str, groups: set[str]) -> None:
    """Let uv make the folder exactly what the lock says. Raises Stop with what to do."""
    command = [str(UV), "sync", "--frozen", "--python", python, "--project", str(wanted.project)]
    for group in sorted(groups):
        command += ["--group", group]
    environ = environment(UV_PROJECT_ENVIRONMENT=str(wanted.folder))
    lines: list[str] = []
    with subprocess.Popen(
        command, cwd=str(ROOT), env=environ, stderr=subprocess.PIPE, text=True, errors="replace"
    ) as process:
        for line in process.stderr or ():
            lines.append(line)
            if line.split()[:1] in (["Downloading"], ["Building"]):
                say(line.rstrip())
    if process.returncode:
        log = TOOLS / "setup.log"
        log.write_text("".join(lines), encoding="utf-8")
        raise Stop(f"{advice(''.join(lines))} (All that uv said stands in {log}.)")


def advice(said: str) -> str:
    """One sentence on what to do about a failed installation, by what uv said of it."""
    for pattern, sentence in FAILURES.items():
        if re.search(pattern, said, re.IGNORECASE):
            return sentence
    return FAILURES[""]


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
