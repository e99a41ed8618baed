"""Sentences for people, by language: `say("sw", "gateway.apology")`. No sentence stands here.

The catalogues are `<language>/<topic>.po`; the part before the dot of a key names the topic.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent


def say(language: str, key: str, /, **values: object) -> str:
    """The sentence of that key in that language, with `{name}` places filled from `values`.

    Raises KeyError where no catalogue has the key: a missing sentence is a defect of ours.
    """
    if not values:
        return _plain(str(language), key)
    return catalogue(str(language), key.partition(".")[0])[key].format_map(values)


@cache
def _plain(language: str, key: str) -> str:
    # Keys are ours alone, so there are only so many: pages say the same ones over and over.
    return catalogue(language, key.partition(".")[0])[key].format_map({})


@cache
def catalogue(language: str, topic: str) -> dict[str, str]:
    """All sentences of one topic in one language, by key."""
    with (FOLDER / language / f"{topic}.po").open("rb") as file:
        messages = read_po(file, locale=language)
    return {str(m.id): str(m.string) for m in messages if m.id and m.string}


def topics(language: str) -> list[str]:
    """The topics that have a catalogue in that language."""
    return sorted(path.stem for path in (FOLDER / language).glob("*.po"))
