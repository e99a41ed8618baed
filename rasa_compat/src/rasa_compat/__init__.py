"""Compatibility layer: plain Rasa 3.6.21 on Python 3.12 and 3.13, without TensorFlow.

`rasa_compat.pth` calls `install()` at every start of this environment's Python. Nothing more
happens until somebody imports `rasa`; so this file imports the standard library only, and little
of it. docs/adr/0023 says why, and what else was tried.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType

__all__ = ["RasaFinder", "install"]


class RasaFinder:
    """Import hook: finds `rasa` and its modules where Python would, for a loader of ours."""

    @classmethod
    def find_spec(
        cls, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find a module of Rasa's; everybody else's is none of our business."""
        if fullname != "rasa" and not fullname.startswith("rasa."):
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec and isinstance(spec.loader, SourceFileLoader):
            # Only now: nobody but Rasa pays for what it needs.
            from rasa_compat.stand_ins import RasaLoader  # noqa: PLC0415

            spec.loader = RasaLoader(fullname, spec.loader.path)
        return spec


def install() -> None:
    """Wait for the first import of `rasa`. Does nothing where it waits already."""
    if RasaFinder not in sys.meta_path:
        sys.meta_path.insert(0, RasaFinder)
