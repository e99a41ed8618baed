"""What a message may have meant, where it was not clear: readings to choose from, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from helpdesk.locale import say

LEAST = 0.05
"""A reading less likely than this is no reading: with fifty of them it is mere chance."""

OFFERED = 2
MEANINGS = ("affirm", "deny", "skip", "stop")
"""What answers a form's question. Outside a form nothing waits for these."""

NEVER = frozenset(
    """nlu_fallback out_of_scope inform greet small_talk thanks goodbye insult despair
    send_photo send_contact send_location switch_need send_payment""".split()
)
"""What is not offered: it holds nothing to be done, or cannot be said by a button."""

FITTING = {
    "complaint_order": ("skip", "stop"),
    "complaint_photo": ("skip", "stop"),
    "complaint_confirm": ("affirm", "deny", "stop"),
    "order_confirm": ("affirm", "deny", "stop"),
}
"""Which of the meanings answer the question about a slot; any other slot can only be left."""


def likeliest(ranking: Iterable[Mapping[str, Any]], asked: str | None = None) -> list[str]:
    """The names of at most two readings of `{"name", "confidence"}`, likeliest first.

    `asked` is the slot a form is asking for; what answers it comes before all else.
    """
    named = [
        str(reading.get("name"))
        for reading in sorted(ranking, key=lambda reading: -_confidence(reading))
        if _confidence(reading) >= LEAST
    ]
    meanings = FITTING.get(asked, ("stop",)) if asked else ()
    possible = [name for name in named if name not in NEVER and _fits(name, meanings)]
    return sorted(possible, key=lambda name: name not in meanings)[:OFFERED]


def label(intent: str, language: str) -> str:
    """What a button for that reading says."""
    return say(language, f"actions.intent.{intent}")


def buttons(readings: Iterable[str], language: str) -> list[dict[str, str]]:
    """A button for each reading, and one for something else, as `{"title", "payload"}`."""
    offered = [{"title": label(name, language), "payload": f"/{name}"} for name in readings]
    # What can be asked, with examples; unlike a "no" it answers no form's question by mistake.
    other = {"title": say(language, "actions.something_else"), "payload": "/help"}
    return [*offered, other]


def _fits(name: str, meanings: Iterable[str]) -> bool:
    return name not in MEANINGS or name in meanings


def _confidence(reading: Mapping[str, Any]) -> float:
    return float(reading.get("confidence") or 0.0)
