"""One turn as the gateway asks for it: read from JSON and checked. Nothing is run here."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LANGUAGES = ("sw", "en")
LONGEST_TEXT = 16_384
LONGEST_NAME = 255
"""Senders, turn keys and intents; the tracker store's columns are as wide."""

SLASHES = "/\uff0f\u2044\u2215\u29f8"
"""What a customer may begin a text with to give Rasa orders, or what might become that."""

NOT_LETTERS = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Unicode categories that may stand unseen before a slash: controls, formats, spaces."""


class BadTurn(ValueError):
    """A request that is not a turn. It names the field, never its content."""

    def __init__(self, field: str) -> None:
        super().__init__(field)


@dataclass(frozen=True)
class Turn:
    """What the customer said or pressed, and what the gateway knows about it."""

    sender: str
    key: str
    text: str
    language: str
    intent: str | None
    entities: tuple[dict[str, Any], ...]

    @property
    def metadata(self) -> dict[str, Any]:
        """What is stored with the customer's message and read by our NLU components."""
        return {"turn": self.key, "language": self.language, "entities": list(self.entities)}

    @property
    def chosen_language(self) -> str | None:
        """The language the customer chose on purpose with this turn, by a button or command."""
        values = [e["value"] for e in self.entities if e["entity"] == "language"]
        return values[-1] if values else None


def read_turn(body: object) -> Turn:
    """Check the parsed JSON of a request. Raises BadTurn."""
    if not isinstance(body, dict):
        raise BadTurn(field="body")
    language = body.get("language")
    if language not in LANGUAGES:
        raise BadTurn(field="language")
    intent = body.get("intent")
    return Turn(
        sender=_name(body, "sender"),
        key=_name(body, "turn"),
        text=_text(body, typed=intent is None),
        language=language,
        intent=None if intent is None else _name(body, "intent"),
        entities=tuple(_entity(entity) for entity in _list(body, "entities")),
    )


def looks_like_a_command(text: str) -> bool:
    """Whether a slash, or a look-alike, is the first thing in the text that can be seen."""
    for character in text:
        if character in SLASHES:
            return True
        if unicodedata.category(character) not in NOT_LETTERS:
            return False
    return False


def _name(body: Mapping[str, Any], field: str) -> str:
    value = body.get(field)
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_NAME:
        raise BadTurn(field=field)
    if not value.isprintable():
        raise BadTurn(field=field)
    return value


def _text(body: Mapping[str, Any], *, typed: bool) -> str:
    text = body.get("text")
    if not isinstance(text, str) or len(text) > LONGEST_TEXT or looks_like_a_command(text):
        raise BadTurn(field="text")
    if not _storable(text) or (typed and not text.strip()):
        raise BadTurn(field="text")
    return text.strip()


def _storable(text: str) -> bool:
    # Half a surrogate pair passes through JSON but through no database.
    return not any(unicodedata.category(character) == "Cs" for character in text)


def _list(body: Mapping[str, Any], field: str) -> list[Any]:
    value = body.get(field) or []
    if not isinstance(value, list):
        raise BadTurn(field=field)
    return value


def _entity(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict) or not isinstance(given.get("entity"), str):
        raise BadTurn(field="entities")
    value = given.get("value")
    # A dictionary in a text slot is how a forged payload once got through.
    if not isinstance(value, str | int | float) or len(str(value)) > LONGEST_NAME:
        raise BadTurn(field="entities")
    if given["entity"] == "language" and value not in LANGUAGES:
        raise BadTurn(field="entities")
    return {"entity": given["entity"], "value": value}
