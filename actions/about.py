"""What the business tells of itself: hours, place, delivery, payment. A person tells the rest."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions import delivering, showing
from actions.office import for_contact, office
from actions.passing import Work, passed_on
from actions.turn import Turn, turn_of
from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.services import hours
from helpdesk.services.currencies import money
from helpdesk.services.profile import Area

DELIVERY = frozenset({"ask_delivery_area", "ask_delivery_cost", "ask_delivery_time"})


class TellAbout(Action):
    """Answers from `company/` for the intent of the turn."""

    def name(self) -> str:
        return "action_tell_about"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        turn = turn_of(tracker)
        dispatcher.utter_message(**await for_contact(turn.sender, _answer(turn)))
        return []


def _answer(turn: Turn) -> Work:
    if turn.intent == "ask_hours":
        return _hours(turn)
    if turn.intent == "ask_location":
        return _location(turn)
    area = delivering.area_in(turn) if turn.intent in DELIVERY else None
    if area is not None:
        return _delivery(area, turn)
    fact = office().profile.facts.get(turn.intent.removeprefix("ask_"))
    if fact is not None:
        text = showing.safe(fact.name(turn.language))
        return lambda _session, _contact: {"response": "utter_fact", "fact": text}
    if turn.intent == "ask_promotions":
        return lambda _session, _contact: {"response": "utter_no_promotions"}
    return passed_on(turn)


def _delivery(area: Area, turn: Turn) -> Work:
    """What bringing goods to that area costs, and how soon they are there."""
    told = {
        "response": "utter_delivery_to",
        "area": area.names.name(turn.language),
        "fee": money(area.fee, office().profile.currency),
        "hours": f"{area.hours.normalize():f}",
    }
    return lambda _session, _contact: told


def _hours(turn: Turn) -> Work:
    def tell(session: Session, _contact: Contact) -> dict[str, Any]:
        here = office()
        now_open = hours.is_open(session, timezone=here.profile.timezone, now=here.now())
        return {
            "response": "utter_hours_open" if now_open else "utter_hours_closed",
            "hours": hours.describe(session, turn.language),
        }

    return tell


def _location(turn: Turn) -> Work:
    def tell(session: Session, _contact: Contact) -> dict[str, Any]:
        profile = office().profile
        return {
            "response": "utter_location",
            "name": profile.name.name(turn.language),
            "address": profile.address.name(turn.language),
            "hours": hours.describe(session, turn.language),
        }

    return tell
