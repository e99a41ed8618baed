"""Leaves TensorFlow out of Rasa when nothing in the pipeline computes with it."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

LEFT_OUT = frozenset({"tensorflow", "tensorflow_addons", "tensorflow_hub", "keras", "jax"})
NEURAL = (
    "ConveRTFeaturizer",
    "DIETClassifier",
    "LanguageModelFeaturizer",
    "ResponseSelector",
    "TEDPolicy",
    "UnexpecTEDIntentPolicy",
)
"""The components of Rasa that do compute with it."""


def needs_tensorflow(config: Path) -> bool:
    """Whether the pipeline in that file has a component that computes with TensorFlow.

    True if there is no such file: then nobody knows.
    """
    try:
        text = config.read_text(encoding="utf-8")
    except FileNotFoundError:
        return True
    lines = (line.partition("#")[0] for line in text.splitlines())
    return any(name in line for line in lines for name in NEURAL)


def leave_out_tensorflow() -> None:
    """From now on an import of TensorFlow gives an empty stand-in; to be called before Rasa's.

    Rasa 3.6 imports it for every pipeline, for half of its start-up time and over 300 MB.
    """
    sys.meta_path.insert(0, _Finder())


class _AnyName(type):
    """A class whose every name is such a class again: enough to import and derive from."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _StandIn

    def __call__(cls, *arguments: Any, **_options: Any) -> Any:
        # As a decorator it hands back what it decorates.
        if cls is _StandIn and len(arguments) == 1 and callable(arguments[0]):
            return arguments[0]
        return super().__call__()


class _StandIn(metaclass=_AnyName):
    def __init_subclass__(cls, **_options: Any) -> None:
        """Take the options TensorFlow's classes take."""

    def __len__(self) -> int:
        """Nothing: spaCy counts TensorFlow's graphics cards when it is imported."""
        return 0


class _Module(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _StandIn


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] not in LEFT_OUT:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing stands in a stand-in."""
