"""Compatibility layer: plain Rasa 3.6.21 on Python 3.12 and 3.13, without TensorFlow.

`rasa_compat.pth` calls `install()` at every start of this environment's Python. Nothing more
happens until somebody imports `rasa`; so this file imports the standard library only, and little
of it. docs/adr/0023 says why, and what else was tried.
"""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec

__all__ = ["install"]


class _FirstImport:
    """Import hook: prepares this process for Rasa at its first import, then steps aside."""

    @classmethod
    def find_spec(
        cls, fullname: str, path: object = None, target: object = None
    ) -> ModuleSpec | None:
        """Find nothing itself: the other finders do, once the process is prepared."""
        del path, target
        if fullname == "rasa":
            sys.meta_path.remove(cls)
            # Only now: nobody but Rasa pays for what it needs.
            from rasa_compat.prepare import prepare  # noqa: PLC0415

            prepare()
        return None


def install() -> None:
    """Wait for the first import of `rasa`. Does nothing where it waits already."""
    if _FirstImport not in sys.meta_path:
        sys.meta_path.insert(0, _FirstImport)
