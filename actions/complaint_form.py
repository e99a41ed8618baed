"""The complaint form: the story, the order it is about, a photo, and the customer's yes."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.office import for_contact
from actions.question import is_label, is_question
from actions.returning import ResumableForm, agreed
from actions.story import has_none, story_in
from actions.turn import COMPLAINT_SLOTS, Turn, turn_of
from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.errors import NotFound
from helpdesk.services import cases, orders

NONE = "none"

KINDS = {
    "complain_damaged": "damaged",
    "complain_late": "late",
    "complain_wrong_item": "wrong_item",
    "complain_quality": "quality",
    "complain_staff": "staff",
    "payment_problem": "payment",
    "request_refund": "refund",
}
"""The kind of complaint an intent speaks of; `helpdesk.services.profile` knows them too."""

NOT_A_STORY = frozenset(
    """greet thanks goodbye help affirm deny stop skip ask_person change_language place_order
    add_to_order reorder add_to_case send_photo send_contact send_location""".split()
)
"""Intents that steer the talk. Whatever else a story was guessed to be, it is the story."""


class ValidateComplaintForm(ResumableForm):
    """Checks every answer the form is given."""

    def name(self) -> str:
        return "validate_complaint_form"

    def domain_slots(self, domain: DomainDict) -> list[str]:
        """The form's slots, known here so that the domain need not travel with every call."""
        return list(COMPLAINT_SLOTS)

    async def extract_complaint_story(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """The customer's words, when the story was asked for and they ask nothing themselves."""
        turn = turn_of(tracker)
        asked = turn.form and tracker.get_slot("requested_slot") == "complaint_story"
        if not asked or not turn.text or turn.intent in NOT_A_STORY or is_question(turn):
            return {}
        return {"complaint_story": turn.text}

    async def validate_complaint_story(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """What happened; the sentence that began the complaint may already tell it."""
        asked = tracker.get_slot("requested_slot") == "complaint_story"
        turn = turn_of(tracker)
        # The words on a button are ours; the customer's are those it was offered for.
        told = turn.slot("unclear_words") if is_label(turn) else str(value)
        story = story_in(told, asked=asked)
        if story is None and asked:
            dispatcher.utter_message(response="utter_story_too_short")
        kind = KINDS.get(turn.intent)
        return {"complaint_story": story, **({"complaint_kind": kind} if kind else {})}

    async def validate_complaint_order(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """The reference of an order of this customer, or `none`."""
        text = str(value)
        if text == NONE or has_none(text):
            return {"complaint_order": NONE}
        reference = await for_contact(tracker.sender_id, _own_order(text))
        if reference is None:
            dispatcher.utter_message(response="utter_order_reference_unknown")
        return {"complaint_order": reference}

    async def validate_complaint_photo(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """The id of an attachment this customer sent, or `none`."""
        text = str(value)
        if text == NONE:
            return {"complaint_photo": NONE}
        own = await for_contact(tracker.sender_id, lambda s, c: cases.owns_file(s, c, text))
        if own and _just_came(turn_of(tracker)):
            dispatcher.utter_message(response="utter_photo_received")
        return {"complaint_photo": text if own else None}

    async def validate_complaint_confirm(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """Yes or no, and nothing that only looks like one."""
        return {"complaint_confirm": agreed(value, dispatcher, tracker)}


def _own_order(text: str) -> Any:
    def find(session: Session, contact: Contact) -> str | None:
        reference = cases.find_reference(text)
        try:
            return orders.own(session, contact, reference or "").reference
        except NotFound:
            return None

    return find


def _just_came(turn: Turn) -> bool:
    return bool(turn.entity("photo")) and turn.slots.get("requested_slot") is not None
