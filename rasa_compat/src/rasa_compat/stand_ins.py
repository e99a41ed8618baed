"""Stand-in modules for the packages Rasa imports at start and this installation leaves out.

A stand-in can be imported, derived from and used as a decorator, which is all that Rasa does
while it is imported. Whoever calls one later is told which package is missing.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
from collections.abc import Iterator, Sequence
from types import FrameType, ModuleType
from typing import Any

from rasa_compat.missing import LEFT_OUT, MissingPackageError

RASA_PLUS = "rasa_plus"
"""The extension package that `rasa.plugin` looks for; ours takes its place, if it is absent."""


class StandInFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Import hook of last resort: finds the packages left out, for Rasa and for nobody else.

    Other libraries (spaCy's thinc asks for TensorFlow) must see that the package is absent.
    """

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Find a package of `LEFT_OUT`, or a module of one, if Rasa's code imports it."""
        if fullname.partition(".")[0] not in {*LEFT_OUT, RASA_PLUS} or not _asked_by_rasa():
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        """Make the module that stands in."""
        if spec.name == RASA_PLUS:
            from rasa_compat import plugin  # noqa: PLC0415 - it imports rasa itself

            module = ModuleType(RASA_PLUS)
            vars(module)["init_hooks"] = plugin.init_hooks
            return module
        return StandInModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Run nothing: a stand-in has no code."""


class StandInModule(ModuleType):
    """A module in which every name is a stand-in class."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _stand_in(f"{self.__name__}.{name}")


class _StandInType(type):
    """The type of stand-in classes: every attribute of one is another."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _stand_in(f"{cls.__qualname__}.{name}")

    def __call__(cls, *arguments: Any, **_options: Any) -> Any:
        if not _importing():
            raise MissingPackageError(cls.__qualname__)
        # While Rasa is imported they are called as decorators, and as makers of decorators.
        if len(arguments) == 1 and callable(arguments[0]):
            return arguments[0]
        return cls

    def __getitem__(cls, _key: Any) -> Any:
        return cls

    def __or__(cls, _other: Any) -> Any:
        return cls

    __ror__ = __or__


def _stand_in(name: str) -> Any:
    return _StandInType(name.rpartition(".")[2], (_StandIn,), {"__qualname__": name})


class _StandIn(Exception, metaclass=_StandInType):
    def __init_subclass__(cls, **_options: Any) -> None:
        """Take the options that the real class would take."""


def _frames() -> Iterator[FrameType]:
    frame: FrameType | None = sys._getframe(2)  # noqa: SLF001 - there is no other way to the caller
    while frame is not None:
        yield frame
        frame = frame.f_back


def _asked_by_rasa() -> bool:
    """Whether the import statement that is being carried out stands in Rasa's own code."""
    for frame in _frames():
        name = frame.f_globals.get("__name__", "")
        if not name.startswith(("importlib", "rasa_compat.")) and name != "importlib":
            return bool(name == "rasa" or name.startswith("rasa."))
    return False


def _importing() -> bool:
    """Whether a module is being imported further up the stack."""
    return any(frame.f_code.co_name == "_call_with_frames_removed" for frame in _frames())
