"""The order form: reading goods, place and telephone number, and asking again where needed."""

from __future__ import annotations

from typing import Any

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.draft import UNKNOWN, Draft, add, draft_of, waits
from actions.office import for_contact, office
from actions.turn import ORDER_SLOTS, Turn, turn_of
from helpdesk.domain.errors import BadPhone
from helpdesk.services import phones
from helpdesk.services.cases import find_reference

LONGEST_PLACE = 300
SHORTEST_PLACE = 3

NOT_ABOUT_GOODS = frozenset(
    """greet thanks goodbye help complain ask_person case_status change_language out_of_scope
    affirm deny stop skip send_photo send_contact""".split()
)
"""Intents the form leaves to the rules, whatever words they came in."""

EASILY_MISTAKEN = frozenset({"affirm", "deny", "skip", "greet", "thanks", "out_of_scope"})
"""Intents a short answer such as `ya kuogea` is taken for: goods count, if it settles any."""

ENOUGH = frozenset({"affirm", "deny", "skip"})
"""Answers to "we do not have that one" which mean: then take the rest."""


class ValidateOrderForm(FormValidationAction):
    """Checks every answer the form is given."""

    def name(self) -> str:
        return "validate_order_form"

    def domain_slots(self, domain: DomainDict) -> list[str]:
        """The form's slots, known here so that the domain need not travel with every call."""
        return list(ORDER_SLOTS)

    async def next_requested_slot(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> EventType | None:
        """Stay with the goods as long as something about them is unclear."""
        if waits(tracker.slots.get("order_lines")):
            return SlotSet("requested_slot", "order_lines")
        return None

    async def extract_order_lines(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """The goods in the customer's words; nothing if the turn is about something else."""
        turn = turn_of(tracker)
        asked = tracker.get_slot("requested_slot")
        if asked not in (None, "order_lines") or not turn.text:
            return {}
        draft = draft_of(turn.slots.get("order_lines"))
        if turn.intent in ENOUGH and _only_unknown(draft):
            return {"order_lines": Draft(draft.lines).slot}
        if turn.intent in NOT_ABOUT_GOODS - EASILY_MISTAKEN or find_reference(turn.text):
            return {}
        doubtful = turn.intent in EASILY_MISTAKEN
        before = dict(draft.lines)
        found = await _read(turn, draft, asked=asked is not None and not doubtful)
        taken = draft.lines != before if doubtful else found or asked is not None
        return {"order_lines": draft.slot} if taken else {}

    async def validate_order_lines(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """Nothing to add: lines were checked as they were read and are again when placed."""
        return {"order_lines": value}

    async def validate_order_place(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """A place has letters in it and can be read out over the telephone."""
        place = " ".join(str(value).split())
        if len(place) >= SHORTEST_PLACE and any(letter.isalpha() for letter in place):
            return {"order_place": place[:LONGEST_PLACE]}
        dispatcher.utter_message(response="utter_place_unclear")
        return {"order_place": None}

    async def validate_order_phone(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """A number that can be called, kept as E.164."""
        country = office().profile.country
        try:
            return {"order_phone": phones.read(str(value), country)}
        except BadPhone:
            example = phones.example(country)
            dispatcher.utter_message(response="utter_phone_invalid", example=example)
            return {"order_phone": None}

    async def validate_order_confirm(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """Yes or no, and nothing that only looks like one."""
        return {"order_confirm": value if isinstance(value, bool) else None}


async def _read(turn: Turn, draft: Draft, *, asked: bool) -> bool:
    return await for_contact(
        turn.sender,
        lambda session, _: add(session, draft, turn, asked=asked),
    )


def _only_unknown(draft: Draft) -> bool:
    codes = {problem["code"] for problem in draft.problems}
    return bool(draft.lines) and codes == {UNKNOWN}
