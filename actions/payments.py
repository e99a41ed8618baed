"""Money: what customers say they have paid, and receipts."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions import paying
from actions.cases import asked_for
from actions.office import for_contact, office
from actions.passing import Work
from actions.turn import Turn, turn_of
from helpdesk.db.engine import Session
from helpdesk.domain.contact import Contact
from helpdesk.domain.enums import PaymentStatus
from helpdesk.domain.errors import BadPayment, NotFound
from helpdesk.domain.order import Order
from helpdesk.services import orders, payments, receipts
from helpdesk.services.currencies import money


class ClaimPayment(Action):
    """Notes the number of a payment with the order it is for; accounting looks at it."""

    def name(self) -> str:
        return "action_claim_payment"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        turn = turn_of(tracker)
        dispatcher.utter_message(**await for_contact(turn.sender, _claimed(turn)))
        return []


class TellReceipt(Action):
    """The receipt of the order that was named, or of the newest: as text, and as a file."""

    def name(self) -> str:
        return "action_tell_receipt"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        turn = turn_of(tracker)
        dispatcher.utter_message(**await for_contact(turn.sender, _receipt(turn)))
        return []


def _claimed(turn: Turn) -> Work:
    def claim(session: Session, contact: Contact) -> dict[str, Any]:
        profile = office().profile
        methods = {method.code for method in profile.payments if method.reference}
        order = _named(session, contact, turn) or payments.awaiting(
            session, contact, methods=methods
        )
        if order is None:
            return {"response": "utter_payment_no_order"}
        if order.payment_status is PaymentStatus.PAID:
            return {"response": "utter_payment_paid", "order": order.reference}
        method = paying.method_of(order.payment_method or "", profile)
        code = turn.entity("payment_reference")
        try:
            payments.claim(session, contact, order, code, method=method, now=office().now())
        except BadPayment:
            name = method.names.name(turn.language) if method else ""
            return {"response": "utter_payment_form", "method": name, "code": code}
        due = money(order.due, order.currency)
        said = {"order": order.reference, "code": order.payment_reference, "amount": due}
        return {"response": "utter_payment_claimed", **said}

    return claim


def _receipt(turn: Turn) -> Work:
    def show(session: Session, contact: Contact) -> dict[str, Any]:
        own = orders.of_contact(session, contact)
        order = _named(session, contact, turn) if asked_for(turn) else next(iter(own), None)
        if order is None:
            return {"response": "utter_case_unknown" if asked_for(turn) else "utter_order_none"}
        receipt = receipts.of_order(session, order, office().profile, turn.language)
        document = {"document": "receipt", "reference": order.reference}
        words = receipts.text(receipt)
        return {"response": "utter_receipt", "receipt": words, "json_message": document}

    return show


def _named(session: Session, contact: Contact, turn: Turn) -> Order | None:
    """The contact's own order that the turn names, if it does."""
    try:
        return orders.own(session, contact, asked_for(turn))
    except NotFound:
        return None
