"""What staff are told of a customer who is handed over to them, so that nobody asks again."""

from __future__ import annotations

from collections.abc import Sequence

from actions.complaint_form import NONE
from actions.draft import draft_of
from actions.office import Office
from actions.turn import COMPLAINT_SLOTS, ORDER_DRAFT, ORDER_SLOTS, Turn

FORMS = {"complaint_form": COMPLAINT_SLOTS, "order_form": ORDER_SLOTS}
TOLD = ("complaint_kind", *COMPLAINT_SLOTS, *ORDER_DRAFT)
SENT = "sent"
"""Stands for an attachment: its number means nothing to people, the file is in the chat."""


def packet_of(turn: Turn, here: Office, reason: str, said: Sequence[str]) -> dict[str, object]:
    """Why, what was told, what is missing, and what was `said` last; the console labels it."""
    told = {name: turn.slots.get(name) for name in TOLD}
    return {
        "reason": reason,
        "form": turn.form,
        "slots": {n: _readable(n, value, turn, here) for n, value in told.items() if value},
        "missing": [name for name in FORMS.get(turn.form or "", ()) if told.get(name) is None],
        "said": list(said),
        "intent": turn.intent,
        "confidence": round(turn.confidence, 3),
        "language": turn.language,
        "suggested_department": _suggested(turn, here),
    }


def _readable(name: str, value: object, turn: Turn, here: Office) -> object:
    """What a slot holds, as people read it: goods by name and quantity, an area by its name."""
    if name == "order_lines":
        lines = draft_of(value).lines.values()
        return [f"{line['name']} × {line['quantity']}" for line in lines]
    if name == "complaint_photo":
        return value if value == NONE else SENT
    named = {
        "order_area": {area.code: area.names for area in here.profile.areas},
        "order_payment": {method.code: method.names for method in here.profile.payments},
    }.get(name, {})
    return named[str(value)].name(turn.language) if str(value) in named else value


def _suggested(turn: Turn, here: Office) -> str:
    if turn.form == "order_form":
        return "sales"
    story = turn.slot("complaint_story") or turn.text
    return here.profile.department_for(story, turn.slot("complaint_kind"))
