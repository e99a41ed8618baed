"""What the command says stands in its catalogue, and nothing else does."""

from __future__ import annotations

import re

from helpdesk.domain import errors
from helpdesk.locale import catalogue
from tests.factories import ROOT

SAID = re.compile(r'(?:say|text|Stop|Finding|ask)\(\s*(?:voice, )?f?"([a-z_.]+)"')


def source() -> str:
    files = [ROOT / "helpdesk" / "cli.py", *(ROOT / "helpdesk" / "running").glob("*.py")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_it_has_every_sentence_it_says() -> None:
    said = {f"cli.{key}" for key in SAID.findall(source()) if not key.endswith(".")}

    assert len(said) > 30
    assert sorted(said - set(catalogue("en", "cli"))) == []


def test_it_keeps_no_sentence_it_never_says() -> None:
    text = source()
    keys = [key.removeprefix("cli.") for key in catalogue("en", "cli")]

    unsaid = [key for key in keys if f'"{key}"' not in text and not is_composed(key)]

    assert unsaid == []


def is_composed(key: str) -> bool:
    """Put together from a noun and a verb, or from an error's code."""
    codes = {error.code for error in vars(errors).values() if hasattr(error, "code")}
    return key.startswith("help.") or key.removeprefix("refused.") in codes
