"""The forms of a product's name that its owner need not write down: plurals, singulars, joined."""

from __future__ import annotations

from collections.abc import Iterator

from helpdesk.services.reading.words import CONNECTORS, plain

SHORTEST = 4
"""Letters of a form we may make up: shorter ones are too easily other words."""

# Swahili nouns change in front.
_CLASSES = (("ki", "vi"), ("ch", "vy"), ("m", "mi"), ("m", "wa"), ("ji", "ma"))
_FLUIDS = ("litre", "ml")


def forms_of(name: str, unit: str) -> Iterator[str]:
    """Other forms of that name, as customers write it, for goods sold in that unit."""
    words = plain(name).split()
    if not words:
        return
    yield "".join(words)
    yield "".join(word for word in words if word not in CONNECTORS)
    made = [[first, *words[1:]] for first in _in_front(words[0], unit)]
    made += [[*words[:-1], last] for last in _at_the_end(words[-1])]
    for form in made:
        yield " ".join(word for word in form if word not in CONNECTORS)


def _in_front(word: str, unit: str) -> Iterator[str]:
    """Swahili: `mkate` and `mikate`, `kiazi` and `viazi`, `chungwa` and `machungwa`."""
    for one, many in _CLASSES:
        yield from _changed(word, one, many)
        yield from _changed(word, many, one)
    yield from _changed(word, "", "ma")
    # Fluids have no singular: `futa` is no `mafuta`, it means "wipe out".
    if unit not in _FLUIDS:
        yield from _changed(word, "ma", "")


def _changed(word: str, before: str, after: str) -> Iterator[str]:
    form = after + word.removeprefix(before)
    if word.startswith(before) and len(form) >= SHORTEST:
        yield form


def _at_the_end(word: str) -> Iterator[str]:
    """English: `egg` and `eggs`, `box` and `boxes`, `berry` and `berries`."""
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    if word.endswith("y"):
        yield f"{word[:-1]}ies"
    if word.endswith(("ches", "shes", "xes", "sses", "toes")):
        yield word[:-2]
    if word.endswith(("ch", "sh", "x", "ss", "to")):
        yield f"{word}es"
    if word.endswith("s") and len(word) > SHORTEST:
        yield word[:-1]
    if not word.endswith("s"):
        yield f"{word}s"
