"""Questions and requests a person must answer: a ticket in their department, and we go on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.cases import told_of
from actions.office import for_contact, office
from actions.turn import Turn, turn_of
from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import TicketKind
from helpdesk.services import asking, cases

Work = Callable[[Session, Contact], dict[str, Any]]
FRONT_DESK = "customer_service"


@dataclass(frozen=True)
class Route:
    """Who answers, and what is said meanwhile. A department the company lacks is replaced."""

    department: str
    response: str
    kind: TicketKind = TicketKind.QUESTION


ROUTES = {
    "ask_delivery_area": Route("sales", "utter_question_passed_on"),
    "ask_delivery_cost": Route("sales", "utter_question_passed_on"),
    "ask_delivery_time": Route("sales", "utter_question_passed_on"),
    "ask_payment_methods": Route("accounting", "utter_question_passed_on"),
    "ask_wholesale": Route("sales", "utter_wholesale_passed_on"),
    "ask_jobs": Route("hr", "utter_jobs_passed_on"),
    "ask_supplier": Route("administration", "utter_supplier_passed_on"),
}
OTHERWISE = Route(FRONT_DESK, "utter_question_passed_on")


class PassOn(Action):
    """Opens the ticket and says who will answer."""

    def name(self) -> str:
        return "action_pass_on"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        turn = turn_of(tracker)
        dispatcher.utter_message(**await for_contact(turn.sender, passed_on(turn)))
        return []


def passed_on(turn: Turn) -> Work:
    """Opens the ticket for the turn's intent; gives the response that says so."""
    route = ROUTES.get(turn.intent, OTHERWISE)

    def ask(session: Session, contact: Contact) -> dict[str, Any]:
        ticket = asking.ask(
            session,
            contact,
            route.kind,
            topic=turn.intent,
            department=known(route.department),
            story=turn.text,
            about_order=own_order(session, contact, turn.text),
            source_key=turn.key,
            now=office().now(),
        )
        return {"response": route.response, **told_of(session, ticket, turn)}

    return ask


def known(department: str) -> str:
    """That department's code, or customer service's where the company has no such one."""
    return department if department in office().profile.departments else FRONT_DESK


def own_order(session: Session, contact: Contact, text: str) -> str | None:
    """The reference of the contact's own order that is named in the text, if there is one."""
    reference = cases.find_reference(text) or ""
    if not reference.startswith("P"):
        return None
    case = cases.own(session, contact, reference, now=office().now())
    return case.reference if case else None
