"""The order form: reading goods, place and telephone number, and asking again where needed."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions import delivering, paying
from actions.corrections import correct
from actions.draft import UNKNOWN, Draft, add, draft_of, waits
from actions.office import for_contact, office
from actions.question import SURE, is_question
from actions.returning import ResumableForm, agreed
from actions.turn import ORDER_SLOTS, Turn, turn_of
from helpdesk.domain.errors import BadPhone
from helpdesk.services import phones
from helpdesk.services.cases import find_reference

LONGEST_PLACE = 300
SHORTEST_PLACE = 3

NOT_ABOUT_GOODS = frozenset(
    """greet thanks goodbye help complain ask_person case_status change_language out_of_scope
    affirm deny stop skip send_photo send_contact send_location send_payment add_to_case
    rate_service""".split()
)
"""Intents the form leaves to the rules, whatever words they came in."""

COMPLAINTS = frozenset(
    """complain complain_damaged complain_late complain_wrong_item complain_quality
    complain_staff payment_problem request_refund""".split()
)
"""Intents for which an order is left. A place may look like one; only a sure one is."""

WANTS = frozenset({"place_order", "add_to_order", "change_order"})
"""Intents that speak of goods, whatever the form asks for."""

NOT_A_PLACE = frozenset(
    """greet thanks goodbye help affirm deny stop skip ask_person change_language cancel_order
    add_to_order change_order send_photo send_contact""".split()
)
"""Intents that steer the talk or belong to the goods. Else places bear any name."""

PAYS = frozenset({"inform", "change_order", "ask_payment_methods", "place_order"})
"""Intents in which a way of paying that is named replaces the one that was chosen."""

_SAME = re.compile(
    r"\b(?:hiyo\s*hiyo|ile\s*ile|namba\s+yangu|same|this\s+one|my\s+number)\b", re.IGNORECASE
)

CORRECTED = frozenset({"product", "product_unclear", "quantity", "place", "phone"})
"""What may stand beside a no that corrects something: `hapana, kilo tatu si mbili`."""

STEERS = frozenset({"stop", "ask_person", "cancel_order", "change_language"})
"""Intents that steer the talk even where an area is named."""

EASILY_MISTAKEN = frozenset({"affirm", "deny", "skip", "greet", "thanks", "out_of_scope"})
"""Intents a short answer such as `ya kuogea` is taken for: goods count, if it settles any."""

ENOUGH = frozenset({"affirm", "deny", "skip"})
"""Answers to "we do not have that one" which mean: then take the rest."""


class ValidateOrderForm(ResumableForm):
    """Checks every answer the form is given."""

    def name(self) -> str:
        return "validate_order_form"

    def domain_slots(self, domain: DomainDict) -> list[str]:
        """The form's slots, known here so that the domain need not travel with every call."""
        return list(ORDER_SLOTS)

    async def required_slots(
        self,
        domain_slots: list[str],
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: DomainDict,
    ) -> list[str]:
        """Where `company/` names no way of paying, none is asked for."""
        if office().profile.payments:
            return domain_slots
        return [slot for slot in domain_slots if slot != "order_payment"]

    async def next_requested_slot(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> EventType | None:
        """Stay with the goods as long as something about them is unclear."""
        if waits(tracker.slots.get("order_lines")):
            return SlotSet("requested_slot", "order_lines")
        event: EventType | None = await super().next_requested_slot(dispatcher, tracker, domain)
        return event

    async def extract_order_lines(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """The goods in the customer's words; nothing if the turn is about something else."""
        turn = turn_of(tracker)
        asked = tracker.get_slot("requested_slot")
        later = asked not in (None, "order_lines")
        draft = draft_of(turn.slots.get("order_lines"))
        if turn.text and await _corrected(turn, draft):
            return {"order_lines": draft.slot}
        corrects = bool(turn.entity("correction") and _names_goods(turn))
        if not turn.text or (later and turn.intent not in WANTS and not corrects):
            return {}
        if turn.intent in ENOUGH and _only_unknown(draft):
            return {"order_lines": Draft(draft.lines).slot}
        if turn.intent in NOT_ABOUT_GOODS - EASILY_MISTAKEN or find_reference(turn.text):
            return {}
        if is_question(turn) or _complains(turn):
            return {}
        doubtful = later or turn.intent in EASILY_MISTAKEN
        before = dict(draft.lines)
        found = await _read(turn, draft, asked=asked is not None and not doubtful)
        changed = draft.lines != before or (turn.intent in WANTS and bool(draft.problems))
        taken = changed if doubtful else found or asked is not None
        return {"order_lines": draft.slot} if taken else {}

    async def validate_order_lines(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """Lines were checked as they were read, and are again when placed; none were taken out."""
        if value is None:
            dispatcher.utter_message(response="utter_basket_empty")
        return {"order_lines": value}

    async def extract_order_place(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """The customer's words, when the place was asked for and they are about nothing else."""
        turn = turn_of(tracker)
        asked = turn.form and tracker.get_slot("requested_slot") == "order_place"
        if turn.slot("order_place") and delivering.moves(turn):
            return {"order_place": delivering.named(turn)}
        if asked and delivering.picks_up(turn):
            return {"order_place": turn.text}
        goods = _names_goods(turn) and (turn.entity("correction") or turn.intent in WANTS)
        area = delivering.area_in(turn) is not None and turn.intent not in STEERS
        if not asked or not turn.text or goods or (turn.intent in NOT_A_PLACE and not area):
            return {}
        return {} if is_question(turn) or _complains(turn) else {"order_place": turn.text}

    async def validate_order_place(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """A place has letters in it, and lies in an area we know; else that is asked once."""
        turn = turn_of(tracker)
        if turn.slot("order_area") and tracker.get_slot("requested_slot") is None:
            return {"order_place": value}  # it was checked when it was told
        if delivering.picks_up(turn):
            shop = office().profile.address.name(turn.language)
            return {"order_place": shop, "order_area": delivering.PICKUP}
        place = " ".join(f"{turn.slot('order_place_told')} {value}".split())[:LONGEST_PLACE]
        if len(place) < SHORTEST_PLACE or not any(letter.isalpha() for letter in str(value)):
            dispatcher.utter_message(response="utter_place_unclear")
            return {"order_place": None}
        area = delivering.area_in(turn) or delivering.area_called(str(value))
        if area is None and office().profile.areas and not turn.slot("order_place_told"):
            return {"order_place": None, "order_place_told": place}
        return {"order_place": place, "order_area": area.code if area else delivering.ELSEWHERE}

    async def extract_order_phone(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """A yes to the number we know; whatever else is a number the domain's mappings find."""
        turn = turn_of(tracker)
        asked = turn.form and tracker.get_slot("requested_slot") == "order_phone"
        if not asked or turn.slot("order_phone") or not _same_number(turn):
            return {}
        known = await for_contact(turn.sender, lambda _, contact: contact.phone)
        return {"order_phone": known} if known else {}

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

    async def extract_order_payment(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """The way of paying that was pressed or named, when it was asked for or once it was."""
        turn = turn_of(tracker)
        asked = turn.form and tracker.get_slot("requested_slot") == "order_payment"
        anew = turn.slot("order_payment") and turn.intent in PAYS
        method = paying.method_in(turn, office().profile) if asked or anew else None
        return {"order_payment": method.code} if method and not is_question(turn) else {}

    async def validate_order_payment(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """The code of a way of paying that `company/` names."""
        known = {method.code for method in office().profile.payments}
        return {"order_payment": value if value in known else None}

    async def validate_order_confirm(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> dict[str, Any]:
        """Yes or no, and nothing that only looks like one: a no with goods is a correction."""
        if value is False and CORRECTED & {one.get("entity") for one in turn_of(tracker).entities}:
            return {"order_confirm": None}
        return {"order_confirm": agreed(value, dispatcher, tracker)}


def _names_goods(turn: Turn) -> bool:
    return any(str(one.get("entity", "")).startswith("product") for one in turn.entities)


def _same_number(turn: Turn) -> bool:
    return turn.intent == "affirm" or bool(_SAME.search(turn.text))


async def _corrected(turn: Turn, draft: Draft) -> bool:
    return bool(draft.lines or draft.problems) and await for_contact(
        turn.sender, lambda session, _: correct(session, draft, turn)
    )


def _complains(turn: Turn) -> bool:
    return turn.intent in COMPLAINTS and turn.confidence >= SURE


async def _read(turn: Turn, draft: Draft, *, asked: bool) -> bool:
    return await for_contact(
        turn.sender,
        lambda session, _: add(session, draft, turn, asked=asked),
    )


def _only_unknown(draft: Draft) -> bool:
    codes = {problem["code"] for problem in draft.problems}
    return bool(draft.lines) and codes == {UNKNOWN}
