"""Installed packages of a checkout: how many, their size on disk, and what is downloaded."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

from benchmarks.processes import MEGABYTE

BYTE_CODE = "__pycache__"
Locked = Mapping[str, Any]
"""A package of `uv.lock`: its `version`, its `sdist` and `wheels`, each with `url` and `size`."""


@dataclass(frozen=True)
class Installed:
    """What stands in an environment. MB are of 1024 * 1024 bytes, as everywhere here."""

    packages: int
    megabytes: float
    download: float
    not_downloaded: list[str]
    """Packages without a file in the lock: those that stand in the checkout itself."""


def look(root: Path) -> Installed:
    """What the `.venv` of a checkout holds, with the sizes that its `uv.lock` tells."""
    (packages,) = (root / ".venv").glob("lib/python3.*/site-packages")
    ranks = tags(int(packages.parent.name.removeprefix("python3.")))
    lock = tomllib.loads((root / "uv.lock").read_text(encoding="utf-8"))
    locked = {(one["name"], one.get("version")): one for one in lock["package"]}
    found = sorted(
        (canonicalize_name(one.metadata["Name"]), one.version)
        for one in distributions(path=[str(packages)])
    )
    sizes = {name: download(locked.get((name, version), {}), ranks) for name, version in found}
    return Installed(
        len(found),
        sum(_sizes(root / ".venv")) / MEGABYTE,
        sum(sizes.values()) / MEGABYTE,
        [name for name, size in sizes.items() if not size],
    )


def tags(minor: int) -> dict[Tag, int]:
    """What CPython 3.minor takes on this machine, the best first."""
    version = (3, minor)
    every = [*cpython_tags(version), *compatible_tags(version, f"cp3{minor}")]
    return {tag: rank for rank, tag in reversed(list(enumerate(every)))}


def download(package: Locked, ranks: Mapping[Tag, int]) -> int:
    """Bytes of the one file that is fetched: the best wheel, else the sources; 0 if neither."""
    wheels: Sequence[Mapping[str, Any]] = package.get("wheels", ())
    fitting = [(rank, wheel["size"]) for wheel in wheels for rank in _ranks(wheel["url"], ranks)]
    return int(min(fitting)[1] if fitting else package.get("sdist", {}).get("size", 0))


def _ranks(url: str, ranks: Mapping[Tag, int]) -> Iterator[int]:
    *_, offered = parse_wheel_filename(unquote(url.rpartition("/")[2]))
    yield from (ranks[tag] for tag in offered if tag in ranks)


def _sizes(folder: Path) -> Iterator[int]:
    """Bytes of every file but byte code, which grows with use; a file linked twice counts once."""
    seen = set()
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != BYTE_CODE]
        for name in files:
            told = (Path(place) / name).lstat()
            if told.st_ino not in seen:
                seen.add(told.st_ino)
                yield told.st_size
