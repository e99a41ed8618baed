"""Plugin of Rasa's command line: refuses a configuration that this installation cannot run."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pluggy
import rasa.plugin
import yaml
from rasa.shared.exceptions import RasaException
from rasa.shared.utils.cli import print_warning

from rasa_compat import missing

hookimpl = pluggy.HookimplMarker("rasa")
Check = Callable[[Any, str], Iterator[missing.Missing]]

CHECKS: dict[str, tuple[str, Check]] = {
    "config": ("config.yml", missing.in_config),
    "credentials": ("credentials.yml", missing.in_credentials),
    "endpoints": ("endpoints.yml", missing.in_endpoints),
}
"""By argument of the command line: the file read without it, and what is looked for there."""

USED_BY = {"train": {"config"}, "run": {"credentials", "endpoints"}, "shell": {"endpoints"}}
"""What a command cannot do without; elsewhere it warns."""


class MissingParts(RasaException):
    """Parts of Rasa are configured that need packages this installation leaves out."""


def init_hooks(manager: pluggy.PluginManager) -> None:
    """Register this plugin: called by `rasa.plugin` in place of the package rasa_plus."""
    manager.register(Plugin())


class Plugin:
    """The hooks of `rasa.plugin` that we implement."""

    @hookimpl
    def configure_commandline(self, cmdline_arguments: argparse.Namespace) -> None:
        """Check the three files the command names.

        Raises MissingParts where the command needs such a part; warns where it does not.
        """
        command = getattr(cmdline_arguments.func, "__module__", "").rpartition(".")[2]
        fatal: list[str] = []
        for argument, (default, check) in CHECKS.items():
            path = Path(_named(cmdline_arguments, argument) or default)
            for found in check(_content(path), path.name):
                if argument in USED_BY.get(command, ()):
                    fatal.append(str(found))
                else:
                    print_warning(str(found))
        if fatal:
            raise MissingParts("\n".join(fatal))


def _named(arguments: argparse.Namespace, name: str) -> str | None:
    value = getattr(arguments, name, None)
    # `rasa test` takes several configurations; it says itself what it cannot train.
    return value if isinstance(value, str) else None


def _content(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError):
        # Rasa itself says what is wrong with a file it cannot read.
        return None


__all__ = ["CHECKS", "MissingParts", "Plugin", "init_hooks", "rasa"]
