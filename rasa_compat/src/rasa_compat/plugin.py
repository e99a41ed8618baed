"""Plugin of Rasa's command line: refuses what this installation cannot run, before it starts."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from typing import Any

import pluggy
from rasa.shared.exceptions import RasaException
from rasa.shared.utils.cli import print_warning

from rasa_compat import commands, missing
from rasa_compat.missing import Missing
from rasa_compat.prepare import silence_libraries

hookimpl = pluggy.HookimplMarker("rasa")

ADVICE = 'docs/operator.md, "What this Rasa has not", says what to do instead.'
NO_PICTURES = "No pictures are drawn: {package} is not installed. {advice}"


class NotInstalled(RasaException):
    """A part of Rasa is asked for whose package this installation leaves out.

    Rasa's commands print such an error without a traceback and end with 1.
    """

    @classmethod
    def found(cls, found: Iterable[Missing]) -> NotInstalled:
        """The error that names all that were found."""
        return cls("\n".join([*map(str, missing.merged(found)), ADVICE]))

    @classmethod
    def called(cls, what: str, by: str) -> NotInstalled:
        """The error where a function of the module `by` calls a stand-in."""
        package = what.partition(".")[0]
        return cls(f"{by} needs {package}, which is not installed ({what}).\n{ADVICE}")


def init_hooks(manager: pluggy.PluginManager) -> None:
    """Register this plugin: called by `rasa.plugin`, which takes us for the package rasa_plus."""
    manager.register(Plugin())


class Plugin:
    """The hooks of `rasa.plugin` that we implement. Those that refuse raise NotInstalled."""

    def __init__(self) -> None:
        self._config = "config.yml"

    @hookimpl
    def configure_commandline(self, cmdline_arguments: argparse.Namespace) -> None:
        """Refuse a command whose model, channels, stores or broker cannot run here."""
        # Once more: Rasa has just set filters of its own.
        silence_libraries()
        given = vars(cmdline_arguments)
        self._config = commands.configs(given) or self._config
        for package in commands.leave_out_pictures(given):
            print_warning(NO_PICTURES.format(package=package, advice=ADVICE))
        for found in missing.merged(commands.missing_later(given)):
            print_warning(f"{found} {ADVICE}")
        _refuse(commands.missing_in(given))

    @hookimpl
    def modify_default_recipe_graph_train_nodes(
        self, train_config: Mapping[str, Any], train_nodes: Mapping[str, Any]
    ) -> None:
        """Refuse a configuration of which a component or policy cannot run here.

        Not before the graph is made: which sections are trained depends on the data too.
        """
        trained = train_nodes["finetuning_validator"].config
        sections = {
            "pipeline": train_config.get("pipeline") if trained["validate_nlu"] else [],
            "policies": train_config.get("policies") if trained["validate_core"] else [],
        }
        _refuse(missing.in_config(sections, self._config))


def _refuse(found: Iterable[Missing]) -> None:
    if found := list(found):
        raise NotInstalled.found(found)
