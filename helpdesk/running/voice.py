"""How the command speaks: sentences of `locale/<language>/cli.po`, one to a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from helpdesk.domain.enums import Language
from helpdesk.domain.errors import HelpdeskError
from helpdesk.locale import say


class Stop(Exception):
    """The command cannot go on. `key` and `values` name the sentence that says what to do."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


@dataclass(frozen=True)
class Voice:
    """Speaks one language on standard output."""

    language: str

    def text(self, key: str, **values: object) -> str:
        """The sentence of `cli.<key>`."""
        return say(self.language, f"cli.{key}", **values)

    def say(self, key: str, **values: object) -> None:
        """Print the sentence at once, even into a pipe."""
        print(self.text(key, **values), flush=True)


def refusal(error: HelpdeskError) -> Stop:
    """The Stop that says why the core refused."""
    key = f"refused.{error.code}"
    return Stop(key, **error.values)


def language_of(environ: Mapping[str, str]) -> str:
    """Swahili where the machine's locale is Swahili, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            spoken = environ[name].partition("_")[0].partition(".")[0].lower()
            return Language.SW.value if spoken == Language.SW.value else Language.EN.value
    return Language.EN.value
