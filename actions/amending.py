"""Wishes about an order that was placed: add to it, change it, cancel it.

What nobody has packed yet is cancelled here; all else a person does.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions import showing
from actions.cases import UNDER_WAY, asked_for
from actions.office import for_contact, office
from actions.passing import Work, known
from actions.turn import Turn, turn_of
from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import OrderStatus, Priority, TicketKind
from helpdesk.locale import say
from helpdesk.services import amending, asking, cases
from helpdesk.services.cases import Case

NO_ORDER: dict[str, Any] = {"response": "utter_order_none_to_change"}


class AmendOrder(Action):
    """Passes the wish on to sales, or begins an order where there is none to add to."""

    def name(self) -> str:
        return "action_amend_order"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        turn = turn_of(tracker)
        said = await for_contact(turn.sender, _wished(turn))
        if said is NO_ORDER and turn.intent == "add_to_order" and turn.form is None:
            return [FollowupAction("order_form")]
        dispatcher.utter_message(**said)
        return []


def _wished(turn: Turn) -> Work:
    def pass_on(session: Session, contact: Contact) -> dict[str, Any]:
        reference = asked_for(turn)
        order = _order(session, contact, reference)
        if order is None:
            return {"response": "utter_case_unknown"} if reference else NO_ORDER
        if order.status not in UNDER_WAY:
            status = showing.status(order, turn.language)
            return {"response": "utter_order_past", "order": order.reference, "status": status}
        if turn.intent == "cancel_order" and order.status is OrderStatus.CONFIRMED:
            return _cancelled(session, contact, order, turn) if reference else _sure(order, turn)
        return _passed_on(session, contact, order, turn)

    return pass_on


def _sure(order: Case, turn: Turn) -> dict[str, Any]:
    """Who named no order is shown which one would go; the button names it."""
    yes = say(turn.language, "actions.cancel_it", reference=order.reference)
    payload = f'/cancel_order{{"reference": "{order.reference}"}}'
    button = {"title": yes, "payload": payload}
    return {"response": "utter_cancel_sure", "order": order.reference, "buttons": [button]}


def _cancelled(session: Session, contact: Contact, order: Case, turn: Turn) -> dict[str, Any]:
    # The words of a button are ours, and no reason.
    reason = "" if turn.choice("reference") else turn.text
    amending.cancel(session, contact, order.reference, reason=reason, now=office().now())
    return {"response": "utter_order_cancelled", "order": order.reference}


def _order(session: Session, contact: Contact, reference: str) -> Case | None:
    """The order that was named, or the newest one under way; a ticket is no order."""
    if not reference:
        found = cases.of_contact(session, contact)
        return next((case for case in found if case.status in UNDER_WAY), None)
    case = cases.own(session, contact, reference, now=office().now())
    return case if case and case.kind is TicketKind.ORDER else None


def _passed_on(session: Session, contact: Contact, order: Case, turn: Turn) -> dict[str, Any]:
    cancels = turn.intent == "cancel_order"
    ticket = asking.ask(
        session,
        contact,
        TicketKind.REQUEST,
        topic=turn.intent,
        department=known("sales"),
        story=turn.text,
        about_order=order.reference,
        # Once the goods have left it is too late.
        priority=Priority.HIGH if cancels else Priority.NORMAL,
        source_key=turn.key,
        now=office().now(),
    )
    return {
        "response": "utter_cancelling_passed_on" if cancels else "utter_change_passed_on",
        "order": order.reference,
        "reference": ticket.reference,
        "department": cases.department_name(session, ticket, turn.language),
    }
