"""Environments: which ones there are, what each is made of, and whether it stands."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
OTHER_PYTHONS = ("3.12",)
"""Versions that do as well as the one of .python-version, if the machine has one of them."""

DOWNLOADS = {"run": "180 MB", "dev": "320 MB", "stock": "0.9 GB"}
"""What the libraries of each come to when none is in uv's cache."""

PROOFS = {"run": "ofisi", "dev": "pytest", "stock": "rasa"}
"""A command of each: where it is missing, somebody else has changed the environment."""

TOOL_SETTINGS = re.compile(rb"\[+tool\.(ruff|mypy|pytest)\b")


class Made(NamedTuple):
    """What the last line of making an environment wrote down about it."""

    of: str
    at: str
    groups: frozenset[str]


class Environment:
    """One of the environments: its folder, its project, the Pythons it may have, its groups."""

    def __init__(self, arguments: list[str], root: Path = ROOT) -> None:
        """Choose by the arguments of the command: none, `--dev` or `--stock`."""
        self.root = root
        self.kind = "stock" if "--stock" in arguments else "run"
        self.groups = frozenset(["dev"] if "--dev" in arguments else [])
        stock = self.kind == "stock"
        self.folder = root / (".venv-stock" if stock else ".venv")
        self.project = root / "benchmarks" / "stock" / "environment" if stock else root
        self.tools = root / ".tools"

    @property
    def pythons(self) -> list[str]:
        """The versions of Python that will do, best first."""
        if self.kind == "stock":
            return ["3.10"]
        named = (self.root / ".python-version").read_text(encoding="utf-8").strip()
        return list(dict.fromkeys([named, *OTHER_PYTHONS]))

    @property
    def download(self) -> str:
        """How much there is to download, at most."""
        return DOWNLOADS[max(self.groups, default=self.kind)]

    def stands(self) -> bool:
        """Whether the folder is what would be made of the lock as it is now."""
        made = self.made()
        if made is None or made.at != str(self.root) or not self.groups <= made.groups:
            return False
        commands = ["python", PROOFS[self.kind], *(PROOFS[group] for group in made.groups)]
        try:
            there = all((self.folder / "bin" / command).exists() for command in commands)
            return there and made.of == self.fingerprint()
        except OSError:
            return False

    def made(self) -> Made | None:
        """What was written down about the folder, or None where it was not finished."""
        try:
            kept = json.loads((self.folder / ".made").read_text(encoding="utf-8"))
            groups = frozenset(["dev"]).intersection(kept["groups"])
            return Made(str(kept["of"]), str(kept["at"]), groups)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write_down(self, made: Made | None) -> None:
        """Note that the folder is finished, whole or not at all; None: it is not any more."""
        note, fresh = self.folder / ".made", self.folder / ".made.new"
        if made is None:
            if note.exists():
                note.unlink()
            return
        fresh.write_text(
            json.dumps({"of": made.of, "at": made.at, "groups": sorted(made.groups)}),
            encoding="utf-8",
        )
        fresh.replace(note)

    def fingerprint(self) -> str:
        """Everything an environment is made of: the lock, the project, and our own library."""
        names = [self.project / "uv.lock"]
        if self.kind == "run":
            compat = self.root / "rasa_compat"
            names += [compat / "pyproject.toml", compat / "rasa_compat.pth"]
            names += sorted(compat.glob("src/**/*.py"))
        digest = hashlib.sha256(" ".join(self.pythons).encode())
        digest.update(without_tool_settings(self.project / "pyproject.toml"))
        for path in names:
            digest.update(path.read_bytes() if path.exists() else b"")
        return digest.hexdigest()


def without_tool_settings(path: Path) -> bytes:
    """What a project says, but for its linters and tests, whose new rules install nothing."""
    sections = re.split(rb"^(?=\[)", path.read_bytes(), flags=re.MULTILINE)
    return b"".join(section for section in sections if not TOOL_SETTINGS.match(section))
