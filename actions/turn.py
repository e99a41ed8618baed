"""What an action may know of the turn: words, slots, intent. Nothing of it is proof."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from helpdesk.domain.enums import Language

COMPLAINT_SLOTS = ("complaint_story", "complaint_order", "complaint_photo", "complaint_confirm")
COMPLAINT_DRAFT = ("complaint_kind", *COMPLAINT_SLOTS)
"""All that is kept of a complaint until it is sent."""

ORDER_SLOTS = ("order_lines", "order_place", "order_phone", "order_payment", "order_confirm")
"""What the form asks for, in this order."""

ORDER_DRAFT = (*ORDER_SLOTS, "order_area", "order_place_told")
"""All that is kept of an order until it is placed: the answers, and what follows from them."""


@dataclass(frozen=True)
class Turn:
    """One turn of one customer. `key` is the same if the turn is tried again.

    `entities` are what was found in the words, or what a pressed button means; `words_left` are
    the words of which nothing is known.
    """

    sender: str
    key: str | None
    text: str
    language: str
    intent: str
    confidence: float
    slots: dict[str, Any] = field(default_factory=dict)
    entities: tuple[dict[str, Any], ...] = ()
    pressed: tuple[dict[str, Any], ...] = ()
    form: str | None = None
    words_left: str = ""

    def slot(self, name: str) -> str:
        """The slot as a text without space around it; empty if it holds none."""
        value = self.slots.get(name)
        return value.strip() if isinstance(value, str) else ""

    def entity(self, name: str) -> str:
        """The last entity of that name in this turn; empty if there is none."""
        values = [
            str(found.get("value", "")) for found in self.entities if found.get("entity") == name
        ]
        return values[-1] if values else ""

    def choice(self, name: str) -> str:
        """The entity of that name on the button that was pressed; empty without a button."""
        values = [
            str(found.get("value", "")) for found in self.pressed if found.get("entity") == name
        ]
        return values[-1] if values else ""


def turn_of(tracker: Tracker) -> Turn:
    """The turn a tracker stands at."""
    latest = tracker.latest_message
    metadata = latest.get("metadata") or {}
    intent = latest.get("intent") or {}
    return Turn(
        sender=tracker.sender_id,
        key=str(metadata["turn"]) if metadata.get("turn") else None,
        text=str(latest.get("text") or ""),
        language=_language(tracker.slots.get("language")),
        intent=str(intent.get("name") or ""),
        confidence=float(intent.get("confidence") or 0.0),
        slots=tracker.slots,
        entities=tuple(latest.get("entities") or ()),
        pressed=tuple(metadata.get("entities") or ()),
        form=tracker.active_loop_name,
        words_left=str(latest.get("words_left") or ""),
    )


def cleared(*names: str) -> list[EventType]:
    """The events that empty those slots."""
    return [SlotSet(name, None) for name in names]


def _language(value: object) -> str:
    return value if isinstance(value, str) and value in set(Language) else "sw"
