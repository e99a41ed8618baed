"""What the business tells of itself: hours, place, delivery, payment. A person tells the rest."""

from __future__ import annotations

from datetime import date
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
from helpdesk.services import hours, promises
from helpdesk.services.currencies import money
from helpdesk.services.profile import Area

DELIVERY = frozenset(
    {"ask_delivery_area", "ask_delivery_cost", "ask_delivery_time", "send_location"}
)


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
    return _payment(turn) or _fact(turn)


def _payment(turn: Turn) -> Work | None:
    """The ways of paying, where the question is about them and `company/` names any."""
    known = office().profile.payments
    if turn.intent != "ask_payment_methods" or not known:
        return None
    ways = ", ".join(way.names.name(turn.language) for way in known)
    return lambda _session, _contact: {"response": "utter_payment_methods", "ways": ways}


def _fact(turn: Turn) -> Work:
    """What about.yml tells; a person tells the rest."""
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
    """Whether the business is open: on the day that was named, or now."""
    here = office()
    today = here.profile.time.local(here.now()).date()
    day = _day_in(turn) or here.profile.time.named_in(turn.text, today)
    if day is not None and day != today:
        told = _on_day(day, turn.language)
        return lambda _session, _contact: told

    def tell(session: Session, _contact: Contact) -> dict[str, Any]:
        return {**_now(turn.language), "hours": hours.describe(session, turn.language)}

    return tell


def _now(language: str) -> dict[str, Any]:
    here = office()
    time, now = here.profile.time, here.now()
    if time.is_open(now):
        return {"response": "utter_hours_open"}
    opens = promises.at(time.next_opening(now), time, language, now=now)
    why = time.day_off(time.local(now).date())
    if why is None:
        return {"response": "utter_hours_closed", "opens": opens}
    if time.local(now).date() in time.closed:
        return {"response": "utter_hours_off", "opens": opens, "reason": why.name(language)}
    return {"response": "utter_hours_holiday", "opens": opens, "holiday": why.name(language)}


def _on_day(day: date, language: str) -> dict[str, Any]:
    time, now = office().profile.time, office().now()
    span, why = time.span(day), time.day_off(day)
    named = promises.day(day, time, language, now=now)
    if span is not None:
        opens, closes = (time.local(moment).strftime("%H:%M") for moment in span)
        return {"response": "utter_hours_day", "day": named, "from": opens, "to": closes}
    if why is not None:
        reason = why.name(language)
        if day in time.closed:
            return {"response": "utter_hours_day_off", "day": named, "reason": reason}
        return {"response": "utter_hours_day_holiday", "day": named, "holiday": reason}
    return {"response": "utter_hours_day_closed", "day": named}


def _day_in(turn: Turn) -> date | None:
    try:
        return date.fromisoformat(turn.entity("time")[:10])
    except ValueError:
        return None


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
