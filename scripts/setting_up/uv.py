"""Package installer: the one pinned uv, in .tools, and running it."""

from __future__ import annotations

import hashlib
import platform
import shutil
import sys
import urllib.request
import zipfile
from http.client import HTTPException
from io import BytesIO
from pathlib import Path

from scripts.setting_up.failures import DISK_FULL, Stop, advice, with_log
from scripts.setting_up.running import Done, answer, environment, follow, say

VERSION = "0.13.9"
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

NOT_FETCHED = (
    "uv, which installs the libraries, could not be fetched: see that pypi.org and "
    "files.pythonhosted.org can be reached, then run this again."
)
NOT_THE_ONE = (
    "What came from files.pythonhosted.org is not the uv that was asked for (perhaps the sign-in "
    "page of this network): see that downloads arrive unchanged, then run this again."
)
DOES_NOT_RUN = (
    f"uv {VERSION} was fetched but does not run on this machine: see why with "
    '"{path} --version", then run this again.'
)


class Uv:
    """The pinned uv in a folder of tools. What it starts holds the file that keeps us alone."""

    def __init__(self, tools: Path, lock: int) -> None:
        """Nothing is fetched before `get`."""
        self.tools = tools
        self.path = tools / "bin" / "uv"
        self.lock = lock

    def run(self, *arguments: str, aloud: bool = True, **settings: str) -> Done:
        """Run it with these arguments and settings, and tell how it goes on unless not aloud."""
        command = [str(self.path), *arguments]
        return follow(command, environment(**settings), keep=self.lock, aloud=aloud)

    def works(self) -> bool:
        """Whether it is there, whole, and of the right version."""
        return answer([str(self.path), "--version"]).split()[1:2] == [VERSION]

    def get(self) -> None:
        """Have it: its checked wheel, or what pip gives. Raises Stop with what to do."""
        if self.works():
            return
        say(f"Fetching uv {VERSION}, which installs the libraries (18 MB).")
        url, sha256 = wheel_for_this_machine()
        wheel = fetched(url) if url else None
        if wheel is None:
            self.get_from_pip(sha256)
        elif hashlib.sha256(wheel).hexdigest() != sha256:
            raise Stop(NOT_THE_ONE)
        else:
            with zipfile.ZipFile(BytesIO(wheel)) as archive:
                self.put(archive.read(f"uv-{VERSION}.data/scripts/uv"))
        if not self.works():
            raise Stop(DOES_NOT_RUN.format(path=self.path))

    def put(self, program: bytes) -> None:
        """Lay it down, whole or not at all."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_name("uv.new")
        try:
            fresh.write_bytes(program)
            fresh.chmod(0o755)
            fresh.replace(self.path)
        except OSError:
            if fresh.exists():
                fresh.unlink()
            raise

    def get_from_pip(self, sha256: str) -> None:
        """For other machines, and where only pip knows the way out: a mirror, for example."""
        folder = self.tools / "pip"
        python, wanted = folder / "bin" / "python", folder / "wanted.txt"
        install = [str(python), "-m", "pip", "install", "--retries", "1", "--timeout", "20"]
        try:
            self.pip_step([sys.executable, "-m", "venv", "--clear", str(folder)])
            checked = f" --hash=sha256:{sha256}" if sha256 else ""
            wanted.write_text(f"uv=={VERSION}{checked}", encoding="utf-8")
            self.pip_step([*install, "--requirement", str(wanted)])
            self.put((folder / "bin" / "uv").read_bytes())
        finally:
            shutil.rmtree(str(folder), ignore_errors=True)

    def pip_step(self, command: list[str]) -> None:
        """One program on the way to pip's uv, silently. Raises Stop with what to do."""
        done = follow(command, environment(), keep=self.lock, aloud=False)
        if not done.well:
            sentence = DISK_FULL if advice(done.said) is DISK_FULL else NOT_FETCHED
            raise Stop(with_log(sentence, self.tools / "setup.log", done.said))


def wheel_for_this_machine() -> tuple[str, str]:
    """The address and SHA-256 of the wheel that runs here, or two times nothing."""
    usual = platform.system() == "Linux" and platform.libc_ver()[0] == "glibc"
    return WHEELS.get(platform.machine(), ("", "")) if usual else ("", "")


def fetched(url: str) -> bytes | None:
    """What is there, or None where it cannot be had."""
    try:
        with urllib.request.urlopen(url, timeout=60) as response:
            return bytes(response.read())
    except (OSError, HTTPException, ValueError):
        return None
