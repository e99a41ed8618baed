"""The answer to a turn, read back from what the tracker store kept of it. Nothing is run here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Event = Mapping[str, Any]


def answer_of(events: Sequence[Event], turn: str) -> dict[str, Any] | None:
    """The answer to the turn with that key, or None if another turn was the last one.

    `events` are the stored ones from the customer's last message on, oldest first.
    """
    if not events or events[0].get("event") != "user":
        return None
    if (events[0].get("metadata") or {}).get("turn") != turn:
        return None
    understood = events[0].get("parse_data") or {}
    intent = understood.get("intent") or {}
    language = _slot(events, "language") or understood.get("language")
    return {
        "replies": [_reply(event) for event in events if _speaks(event)],
        "language": language,
        "language_certain": _certain(events, understood, language),
        "intent": {"name": intent.get("name"), "confidence": intent.get("confidence", 0.0)},
    }


def _certain(events: Sequence[Event], understood: Mapping[str, Any], language: str | None) -> bool:
    # An action that changes the language, or says that the customer chose one, knows better
    # than the letters of the message.
    chosen = bool(_slot(events, "language_choice")) or language != understood.get("language")
    return chosen or bool(understood.get("language_certain"))


def _slot(events: Sequence[Event], name: str) -> Any:
    """The value this turn last gave the slot; None if it did not touch it."""
    values = [e.get("value") for e in events if e.get("event") == "slot" and e.get("name") == name]
    return values[-1] if values else None


def _speaks(event: Event) -> bool:
    data = event.get("data") or {}
    return event.get("event") == "bot" and bool(event.get("text") or data.get("custom"))


def _reply(event: Event) -> dict[str, Any]:
    data = event.get("data") or {}
    reply: dict[str, Any] = {"text": event.get("text") or ""}
    for part in ("buttons", "custom"):
        if data.get(part):
            reply[part] = data[part]
    return reply
