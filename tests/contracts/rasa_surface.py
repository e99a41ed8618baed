"""Asked by test_rasa_surface.py, in a process that has the running set of packages and no more.

Reads what is to be left out and what is to be imported as JSON, writes what it found as JSON.
"""

from __future__ import annotations

import importlib
import json
import sys
import sysconfig
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

SITE = sysconfig.get_path("purelib")


class Blocked:
    """An import hook that finds nothing of the packages of the development group."""

    def __init__(self, packages: list[str]) -> None:
        self.packages = set(packages)

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in self.packages:
            return None
        # setuptools brings copies of some, in a folder of its own.
        elsewhere = [entry for entry in sys.path if entry != SITE]
        spec = PathFinder.find_spec(name, elsewhere, target)
        if spec is None:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return spec


def answers(asked: dict[str, Any]) -> dict[str, Any]:
    sys.meta_path.insert(0, Blocked(asked["blocked"]))
    importlib.import_module("rasa.__main__")
    started = sorted({name for name in sys.modules if is_from_site(name)})
    return {
        "started": started,
        "absent": [name for name in asked["names"] if not exists(*name)],
        "thinc": importlib.import_module("thinc.compat").has_tensorflow,
        "seen": sorted(name for name in asked["left_out"] if can_be_imported(name)),
        **tables(),
    }


def is_from_site(name: str) -> bool:
    spec = getattr(sys.modules[name], "__spec__", None)
    return "." not in name and str(getattr(spec, "origin", "")).startswith(f"{SITE}/{name}")


def exists(module: str, name: str) -> bool:
    """Whether a module can be imported, and has that name or needs none."""
    if not can_be_imported(module):
        return False
    return name == "" or hasattr(sys.modules[module], name) or can_be_imported(f"{module}.{name}")


def can_be_imported(name: str) -> bool:
    try:
        importlib.import_module(name)
    except ImportError:
        return False
    return True


def tables() -> dict[str, Any]:
    """Which components and channels Rasa has, and the packages that each cannot have here."""
    importlib.import_module("rasa.engine.recipes.default_components")
    from rasa.core.channels import BUILTIN_CHANNELS  # noqa: PLC0415 - only behind the hook
    from rasa.engine.recipes.default_recipe import DefaultV1Recipe  # noqa: PLC0415

    components = {
        name: needs(part.clazz)
        + [p for p in part.clazz.required_packages() if not can_be_imported(p)]
        for name, part in DefaultV1Recipe._registered_components.items()
    }
    channels = {name: needs(channel) for name, channel in BUILTIN_CHANNELS.items()}
    return {"components": components, "channels": channels}


def needs(part: type) -> list[str]:
    """The packages that something stands in for in the module of a class."""
    from rasa_compat.stand_ins import StandInModule  # noqa: PLC0415 - only behind the hook

    found = set()
    for value in vars(sys.modules[part.__module__]).values():
        if isinstance(value, StandInModule):
            found.add(value.__name__)
        elif isinstance(value, type) and type(value).__module__ == StandInModule.__module__:
            # Rasa's own classes that derive from one have its path as well.
            found.add(vars(value).get("path", ""))
    return sorted(found - {""})


if __name__ == "__main__":
    json.dump(answers(json.load(sys.stdin)), sys.stdout)
