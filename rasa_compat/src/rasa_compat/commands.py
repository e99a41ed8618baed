"""Commands of Rasa's: which model and files each will use, and what of them cannot run here."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from rasa.model import get_latest_model
from rasa.shared.utils.io import read_config_file

from rasa_compat import missing
from rasa_compat.missing import Missing

Arguments = Mapping[str, Any]

PICTURES = {
    "disable_plotting": (True, "matplotlib"),
    "skip_visualization": (True, "pydot"),
    "debug_plots": (False, "pydot"),
}
"""Arguments that are about pictures: the value without them, and the package that draws them."""

USED = {
    "rasa.cli.run.run": ("model", "credentials", "endpoints"),
    "rasa.cli.shell.shell": ("model", "endpoints"),
    "rasa.cli.shell.shell_nlu": ("model",),
    "rasa.cli.interactive.interactive": ("model", "endpoints"),
    "rasa.cli.test.test": ("model",),
    "rasa.cli.test.run_core_test": ("model",),
    "rasa.cli.test.run_nlu_test": ("model",),
    "rasa.cli.export.export_trackers": ("endpoints",),
    "rasa.cli.evaluate._run_markers_cli": ("endpoints",),
    "rasa.cli.visualize.visualize_stories": ("out",),
}
"""By the function that Rasa calls for a command. Those that train are looked at by the plugin."""


def configs(given: Arguments) -> str:
    """The configurations named on the command line, if any."""
    named = given.get("config") or []
    return ", ".join(map(str, named if isinstance(named, list) else [named]))


def leave_out_pictures(given: MutableMapping[str, Any]) -> Iterator[str]:
    """Change the arguments so that nothing is drawn that cannot be; gives the packages lacking."""
    for argument, (without, package) in PICTURES.items():
        wanted = given.get(argument, without) != without
        if wanted and not missing.installed(package):
            given[argument] = without
            yield package


def missing_in(given: Arguments) -> Iterator[Missing]:
    """What cannot run here of all that the command with these arguments will use."""
    function = given["func"]
    for kind in USED.get(f"{function.__module__}.{function.__name__}", ()):
        yield from LOOKS[kind](given)


def missing_later(given: Arguments) -> Iterator[Missing]:
    """What a training has no use for, but the assistant that is trained will not start with."""
    if given["func"].__module__ == "rasa.cli.train":
        yield from _in_credentials(given)
        yield from _in_endpoints(given)


def _in_models(given: Arguments) -> Iterator[Missing]:
    storage = given.get("remote_storage")
    if storage:
        yield from missing.in_storage(storage, "--remote-storage")
    elif not isinstance(given.get("config"), list):
        # With a list of configurations, `rasa test nlu` trains models of its own.
        models = given.get("model")
        for model in models if isinstance(models, list) else [models]:
            yield from _in_model(model)


def _in_model(model: str | None) -> Iterator[Missing]:
    if model and not Path(model).is_file():
        # Rasa takes the newest of a folder, and of models/ where there is no such folder.
        model = get_latest_model(model if Path(model).exists() else "models")
    if model:
        yield from missing.in_model(_metadata(Path(model)), Path(model).name)


def _metadata(model: Path) -> Any:
    try:
        with tarfile.open(model) as archive:
            for member in archive:
                file = archive.extractfile(member)
                if file and Path(member.name) == Path("metadata.json"):
                    return json.load(file)
    except (EOFError, OSError, ValueError, tarfile.TarError):
        # Rasa itself says what is wrong with a model it cannot read.
        pass
    return {}


def _in_credentials(given: Arguments) -> Iterator[Missing]:
    channel = given.get("connector")
    if channel:
        # Then no other channel is opened.
        return missing.in_credentials({channel: None}, "--connector")
    return missing.in_credentials(*_read(given, "credentials"))


def _in_endpoints(given: Arguments) -> Iterator[Missing]:
    return missing.in_endpoints(*_read(given, "endpoints"))


def _read(given: Arguments, name: str) -> tuple[Any, str]:
    # As Rasa does, which goes on without a file that does not exist.
    paths = [path for path in (given.get(name), f"{name}.yml") if path and Path(path).exists()]
    return (read_config_file(paths[0]) if paths else {}), (paths or [""])[0]


def _in_out(given: Arguments) -> Iterator[Missing]:
    return missing.in_picture(given["out"], "rasa visualize")


LOOKS = {
    "model": _in_models,
    "credentials": _in_credentials,
    "endpoints": _in_endpoints,
    "out": _in_out,
}
