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
from helpdesk.services import cases, catalogue

Said = dict[str, Any]


class CaseStatus(Action):
    """How one case stands, or all of them."""

    def name(self) -> str:
        return "action_case_status"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        turn = turn_of(tracker)
        reference = _asked_for(turn)
        said = await for_contact(turn.sender, _one(turn, reference) if reference else _all(turn))
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
        reference = _asked_for(turn)
        if reference:
            dispatcher.utter_message(**await for_contact(turn.sender, _one(turn, reference)))
            return cleared("case_reference")
        if await for_contact(turn.sender, lambda s, _: bool(catalogue.find(s, turn.text))):
            return [FollowupAction("order_form")]
        dispatcher.utter_message(response="utter_nothing_asked")
        return []


def _asked_for(turn: Turn) -> str:
    named = turn.entity("reference") or turn.slot("case_reference")
    return cases.find_reference(turn.text) or named


def _one(turn: Turn, reference: str) -> Callable[[Session, Contact], Said]:
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


def _all(turn: Turn) -> Callable[[Session, Contact], Said]:
    def look(session: Session, contact: Contact) -> Said:
        found = cases.of_contact(session, contact)
        if not found:
            return {"response": "utter_case_none"}
        return {"response": "utter_case_list", "cases": showing.case_list(found, turn.language)}

    return look
