"""Configured parts of Rasa, and whether this installation has the packages they need."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import yaml

from helpdesk.running.voice import Stop, Voice
from rasa_compat import missing
from rasa_compat.missing import Missing

LOOKS = {
    "config.yml": missing.in_config,
    "credentials.yml": missing.in_credentials,
    "endpoints.yml": missing.in_endpoints,
}


def check(voice: Voice) -> None:
    """Raise Stop where a package is missing, with a sentence for each."""
    sentences = [voice.text("part_missing", **asdict(one)) for one in lacking()]
    if sentences:
        raise Stop("parts_missing", sentences="\n".join(sentences))


def lacking(root: Path = Path()) -> list[Missing]:
    """What the three files ask for and cannot have."""
    read = [(look, _content(root / name), name) for name, look in LOOKS.items()]
    return missing.merged(
        one for look, content, name in read if content is not None for one in look(content, name)
    )


def _content(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError):
        # Rasa itself says what is wrong with a file it cannot read.
        return None
