"""Handing the customer over to a person, with all that was already told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.cases import told_of
from actions.office import Office, for_contact, office
from actions.turn import COMPLAINT_SLOTS, ORDER_DRAFT, ORDER_SLOTS, Turn, cleared, turn_of
from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.services import conversations, hours

FORMS = {"complaint_form": COMPLAINT_SLOTS, "order_form": ORDER_SLOTS}
TOLD = ("complaint_kind", *COMPLAINT_SLOTS, *ORDER_DRAFT)


class HandOver(Action):
    """Passes the conversation to the queue."""

    def name(self) -> str:
        return "action_hand_over"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        return await hand_over(dispatcher, tracker)


async def hand_over(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Pass the conversation to the queue, say so, and forget what was being written."""
    said = await for_contact(tracker.sender_id, _handed_over(turn_of(tracker)))
    dispatcher.utter_message(**said)
    # Whoever comes back from a person begins anew.
    return cleared("misunderstandings", *TOLD)


def packet_of(turn: Turn, here: Office) -> dict[str, object]:
    """What staff should know without asking again."""
    told = {name: turn.slots.get(name) for name in TOLD}
    return {
        "form": turn.form,
        "slots": {name: value for name, value in told.items() if value is not None},
        "missing": [name for name in FORMS.get(turn.form or "", ()) if told.get(name) is None],
        "intent": turn.intent,
        "confidence": round(turn.confidence, 3),
        "language": turn.language,
        "suggested_department": _suggested(turn, here),
    }


def _suggested(turn: Turn, here: Office) -> str:
    if turn.form == "order_form":
        return "sales"
    story = turn.slot("complaint_story") or turn.text
    return here.profile.department_for(story, turn.slot("complaint_kind"))


def _handed_over(turn: Turn) -> Callable[[Session, Contact], dict[str, Any]]:
    def pass_on(session: Session, contact: Contact) -> dict[str, Any]:
        here = office()
        ticket = conversations.hand_over(
            session,
            contact,
            story=turn.slot("complaint_story") or turn.text,
            packet=packet_of(turn, here),
            source_key=turn.key,
            now=here.now(),
        )
        said = {"response": "utter_handed_over", **told_of(session, ticket, turn)}
        if here.profile.time.is_open(here.now()):
            return said
        shown = hours.describe(session, turn.language)
        return {**said, "response": "utter_handed_over_closed", "hours": shown}

    return pass_on
