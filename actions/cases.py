"""Telling customers how their cases stand, and where an answer without a question belongs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions import showing
from actions.office import for_contact, office
from actions.turn import Turn, cleared, turn_of
from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import OrderStatus
from helpdesk.domain.ticket import Ticket
from helpdesk.services import cases, catalogue, promises, ratings
from helpdesk.services.cases import Case

Said = dict[str, Any]
LISTED = 4

UNDER_WAY = frozenset({OrderStatus.CONFIRMED, OrderStatus.PACKED, OrderStatus.DISPATCHED})


class CaseStatus(Action):
    """How one case stands, or all of them."""

    def name(self) -> str:
        return "action_case_status"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        turn = turn_of(tracker)
        reference = asked_for(turn)
        said = await for_contact(turn.sender, one(turn, reference) if reference else every(turn))
        dispatcher.utter_message(**said)
        return cleared("case_reference")


class TrackOrder(Action):
    """How the order stands that was named; otherwise all that are under way."""

    def name(self) -> str:
        return "action_track_order"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        turn = turn_of(tracker)
        reference = asked_for(turn)
        said = await for_contact(turn.sender, one(turn, reference) if reference else _orders(turn))
        dispatcher.utter_message(**said)
        return cleared("case_reference")


class RouteAnswer(Action):
    """Goods or a reference out of the blue: begin an order, or say how the case stands."""

    def name(self) -> str:
        return "action_route_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        turn = turn_of(tracker)
        reference = asked_for(turn)
        if reference:
            dispatcher.utter_message(**await for_contact(turn.sender, one(turn, reference)))
            return cleared("case_reference")
        if await for_contact(turn.sender, lambda s, _: bool(catalogue.named(s, turn.entities))):
            return [FollowupAction("order_form")]
        if ratings.score_in(turn.text) and await for_contact(turn.sender, _may_rate):
            return [FollowupAction("action_rate_service")]
        dispatcher.utter_message(response="utter_nothing_asked")
        return []


def asked_for(turn: Turn) -> str:
    """The reference the customer named in this turn, as it is spelled; empty without one."""
    named = turn.entity("reference") or turn.slot("case_reference")
    return cases.find_reference(turn.text) or named


def told_of(session: Session, ticket: Ticket, turn: Turn) -> Said:
    """What a response tells of a ticket: its reference, who has it, and until when they answer."""
    here, now = office(), office().now()
    promised = promises.make(session, ticket, here.profile, now=now)
    kept = promised if promised is None or promised > now else None
    return {
        "reference": ticket.reference,
        "department": cases.department_name(session, ticket, turn.language),
        "promise": promises.spoken(kept, here.profile.time, turn.language, now=now),
    }


def one(turn: Turn, reference: str) -> Callable[[Session, Contact], Said]:
    """The response that tells how the contact's own case of that reference stands."""

    def look(session: Session, contact: Contact) -> Said:
        case = cases.own(session, contact, reference, now=office().now())
        if case is None:
            return {"response": "utter_case_unknown"}
        return {
            "response": "utter_case_one",
            "reference": case.reference,
            "status": showing.status(case, turn.language),
        }

    return look


def every(turn: Turn) -> Callable[[Session, Contact], Said]:
    """The response that lists the contact's newest cases."""

    def look(session: Session, contact: Contact) -> Said:
        found = cases.of_contact(session, contact)
        if not found:
            return {"response": "utter_case_none"}
        shown = showing.case_list(found, turn.language)
        return {"response": "utter_case_list", "cases": shown, "buttons": _each(found)}

    return look


def _each(found: list[Case]) -> list[dict[str, str]]:
    """A button for each of the newest cases; the rest are asked for by their numbers."""
    return [
        {"title": case.reference, "payload": f'/case_status{{"reference": "{case.reference}"}}'}
        for case in found[:LISTED]
    ]


def _may_rate(session: Session, contact: Contact) -> bool:
    return ratings.awaiting(session, contact, now=office().now()) is not None


def _orders(turn: Turn) -> Callable[[Session, Contact], Said]:
    def look(session: Session, contact: Contact) -> Said:
        found = cases.of_contact(session, contact)
        under_way = [case for case in found if case.status in UNDER_WAY]
        if not under_way:
            return {"response": "utter_order_none"}
        shown = showing.case_list(under_way, turn.language)
        return {"response": "utter_order_list", "cases": shown}

    return look
