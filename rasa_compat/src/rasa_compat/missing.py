"""Which parts of Rasa need a package that this installation leaves out, and how to say so.

Standard library only: `ofisi doctor` and `ofisi run` ask here without importing Rasa.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from rasa_compat.left_out import CHANNELS, DEFAULTS, ENDPOINTS, PIPELINE, STORAGES


@dataclass(frozen=True)
class Missing:
    """A part of Rasa that is asked for, the package it lacks, and where it is asked for."""

    part: str
    package: str
    file: str

    def __str__(self) -> str:
        return f"{self.package} is not installed, and {self.file} needs it for {self.part}."


def in_config(content: Any, file: str) -> Iterator[Missing]:
    """The components and policies of a `config.yml`, as parsed, that cannot run here."""
    content = content if isinstance(content, Mapping) else {}
    if content.get("recipe", "default.v1") != "default.v1":
        return
    for section, default in DEFAULTS.items():
        entries = content.get(section)
        for entry in default if entries is None else _list(entries):
            name = entry.get("name") if isinstance(entry, Mapping) else entry
            yield from in_classes([name], file)


def in_model(metadata: Mapping[str, Any], file: str) -> Iterator[Missing]:
    """The components of a trained model, by its `metadata.json`, that cannot run here."""
    nodes = metadata.get("predict_schema", {}).get("nodes", {})
    yield from in_classes((node["uses"] for node in nodes.values()), file)


def in_classes(names: Iterable[Any], file: str) -> Iterator[Missing]:
    """Those of the components, by name or by the path of a class of Rasa's, that cannot run."""
    for name in map(str, names):
        before, _, last = name.rpartition(".")
        # Somebody's own class may have the name of one of Rasa's.
        if not before or before.startswith("rasa."):
            yield from _missing(last, PIPELINE.get(last), file)


def in_credentials(content: Any, file: str) -> Iterator[Missing]:
    """The channels of a `credentials.yml`, as parsed, that cannot run here."""
    for name in content if isinstance(content, Mapping) else {}:
        # A class path may name Rasa's own connector: rasa.core.channels.slack.SlackInput.
        module = str(name).removeprefix("rasa.core.channels.").partition(".")[0]
        yield from _missing(str(name), CHANNELS.get(module), file)


def in_endpoints(content: Any, file: str) -> Iterator[Missing]:
    """The stores and brokers of an `endpoints.yml`, as parsed, that cannot run here."""
    content = content if isinstance(content, Mapping) else {}
    for section, packages in ENDPOINTS.items():
        options = content.get(section)
        if isinstance(options, Mapping):
            kind = str(options.get("type") or "")
            package = packages.get(kind) or packages.get(kind.lower())
            yield from _missing(f"{section}: {kind or 'pika'}", package, file)


def in_storage(name: str, file: str) -> Iterator[Missing]:
    """The place that `--remote-storage` fetches a model from, if that cannot be done here."""
    yield from _missing(name, STORAGES.get(name), file)


def in_picture(name: str, file: str) -> Iterator[Missing]:
    """The picture of `rasa visualize`, if it cannot be drawn here."""
    yield from _missing(name, "pydot", file)


def merged(found: Iterable[Missing]) -> list[Missing]:
    """The same, with the parts that one package and file miss in one."""
    parts: dict[tuple[str, str], dict[str, None]] = {}
    for one in found:
        parts.setdefault((one.package, one.file), {})[one.part] = None
    return [Missing(", ".join(names), *rest) for rest, names in parts.items()]


def installed(package: str) -> bool:
    """Whether a package, or a module of one, can be imported."""
    try:
        return find_spec(package) is not None
    except ModuleNotFoundError:
        return False


def _missing(part: str, package: str | None, file: str) -> Iterator[Missing]:
    if package and not installed(package):
        yield Missing(part, package, file)


def _list(entries: Any) -> list[Any]:
    # Anything else is for Rasa to complain about.
    return entries if isinstance(entries, list) else []
