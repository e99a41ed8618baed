"""Stand-in modules for the packages Rasa imports and this installation leaves out.

Only import statements in Rasa's own files meet them: each of its modules gets an `__import__` of
ours. Other libraries (spaCy's thinc asks for TensorFlow) see that the package is absent, and what
is really installed is always taken first.

A stand-in can be imported, derived from and used as a decorator, which is all that Rasa does
while it is imported. A function that calls one is told which package is missing.
"""

from __future__ import annotations

import builtins
import inspect
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.machinery import SourceFileLoader
from types import ModuleType
from typing import Any

from rasa_compat.left_out import LEFT_OUT
from rasa_compat.prepare import mend, prepare

RASA_PLUS = "rasa_plus"
"""The extension package that `rasa.plugin` looks for; our plugin takes its place."""


class RasaLoader(SourceFileLoader):
    """Loads a module of Rasa's so that it can import what is left out."""

    def exec_module(self, module: ModuleType) -> None:
        """Run it, with an `__import__` of ours among its builtins."""
        if module.__name__ == "rasa":
            prepare()
        vars(module)["__builtins__"] = {**vars(builtins), "__import__": import_or_stand_in}
        super().exec_module(module)
        mend(module)


def import_or_stand_in(
    name: str,
    globals_: Mapping[str, object] | None = None,
    locals_: Mapping[str, object] | None = None,
    fromlist: Sequence[str] | None = (),
    level: int = 0,
) -> ModuleType:
    """Import as the statement says; where that is left out, give what stands in for it."""
    try:
        return builtins.__import__(name, globals_, locals_, fromlist or (), level)
    except ModuleNotFoundError as error:
        first = name.partition(".")[0]
        itself_is_absent = f"{name}.".startswith(f"{error.name}.")
        if level or first not in {*LEFT_OUT, RASA_PLUS} or not itself_is_absent:
            raise
    if first == RASA_PLUS:
        from rasa_compat import plugin  # noqa: PLC0415 - it imports rasa itself

        return plugin
    return StandInModule(name if fromlist else first)


class StandInModule(ModuleType):
    """A module in which every name is a stand-in class."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return stand_in(f"{self.__name__}.{name}")


class _StandInType(type):
    """The type of stand-in classes and of what derives from them."""

    path: str

    def __getattr__(cls, name: str) -> Any:
        # Rasa's own classes that derive from one have the attributes they have.
        if name.startswith("__") or "path" not in vars(cls):
            raise AttributeError(name)
        return stand_in(f"{cls.path}.{name}")

    def __call__(cls, *arguments: Any, **_options: Any) -> Any:
        caller = sys._getframe(1)  # noqa: SLF001 - there is no other way to the caller
        if caller.f_code.co_flags & inspect.CO_OPTIMIZED:
            # In a function: somebody wants it to work.
            from rasa_compat.plugin import NotInstalled  # noqa: PLC0415 - it imports rasa

            raise NotInstalled.called(cls.path, by=caller.f_globals["__name__"])
        # In the body of a module or class: as a decorator, or to make one.
        return arguments[0] if len(arguments) == 1 and callable(arguments[0]) else cls

    def __iter__(cls) -> Iterator[Any]:
        # `except (…, *aio_pika.exceptions.CONNECTION_EXCEPTIONS)`.
        return iter(())


class _StandIn(Exception, metaclass=_StandInType):
    # An exception, for Rasa names some in its except clauses.
    def __init_subclass__(cls, **_options: Any) -> None:
        """Take the options that the real class would take."""


@cache
def stand_in(path: str) -> Any:
    """The class that stands in for a name in a package left out, as `keras.Model`."""
    return _StandInType(path.rpartition(".")[2], (_StandIn,), {"path": path})
