"""What trainers tell of a sentence beside its intent: its language, who wrote it."""

from __future__ import annotations

from rasa.shared.nlu.training_data.message import Message


def label_of(message: Message, name: str) -> str:
    """A label given to the sentence itself, or to all of its block; empty if there is none."""
    told = message.get("metadata") or {}
    for level in ("example", "intent"):
        values = told.get(level)
        if isinstance(values, dict) and name in values:
            return str(values[name])
    return ""
